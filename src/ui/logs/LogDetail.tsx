// A line in full: all of its fields, each to copy or to search by; what was written around it; its trace.
import { Copy, FilterX, Funnel } from 'lucide-react';
import type { LogLine } from '../../schema/index.ts';
import { useSessionContext } from '../app/session-context.tsx';
import { useOpenTrace } from '../room/use-open-trace.ts';
import { Button, clockText, countText } from '../theme/index.ts';
import { useTraceKept } from './use-trace-kept.ts';

export type SearchField = 'service' | 'pod' | 'level' | 'request_id' | 'trace_id' | 'template';

export function LogDetail({
  line,
  startsAtMs,
  onField,
  onContext,
  onPin,
}: {
  line: LogLine;
  startsAtMs: number;
  /** Undefined while nothing can be searched. */
  onField: ((field: SearchField, op: '=' | '!=', value: string) => void) | undefined;
  onContext: (() => void) | undefined;
  onPin: ((line: string) => void) | undefined;
}) {
  const { notify } = useSessionContext();
  const openTrace = useOpenTrace();
  const kept = useTraceKept(line);
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      notify('ok', 'Copied');
    } catch {
      notify('bad', 'The browser did not allow to copy');
    }
  };
  const time = `${clockText(startsAtMs, line.atUs)}.${String(Math.floor(line.atUs / 1000) % 1000).padStart(3, '0')}`;
  const fields: { name: string; value: string; field?: SearchField }[] = [
    { name: 'time', value: time },
    { name: 'level', value: line.level, field: 'level' },
    { name: 'service', value: line.service, field: 'service' },
    { name: 'pod', value: line.pod, field: 'pod' },
    { name: 'message', value: line.message },
    { name: 'template', value: line.template, field: 'template' },
    { name: 'request_id', value: line.requestId, field: 'request_id' },
    { name: 'trace_id', value: line.traceId, field: 'trace_id' },
    ...(line.repeated > 0 ? [{ name: 'held back', value: `${countText(line.repeated)} lines like it just before` }] : []),
  ];
  return (
    <div className="log-detail">
      <dl>
        {fields
          .filter(({ value }) => value !== '')
          .map(({ name, value, field }) => (
            <div key={name} className="log-field">
              <dt>{name}</dt>
              <dd>{value}</dd>
              <dd className="row-fixed">
                {field !== undefined && onField !== undefined && (
                  <>
                    <Button
                      size="small"
                      kind="quiet"
                      aria-label={`Only lines with this ${name}`}
                      onPress={() => onField(field, '=', value)}
                    >
                      <Funnel size={12} aria-hidden="true" />
                    </Button>
                    <Button size="small" kind="quiet" aria-label={`No lines with this ${name}`} onPress={() => onField(field, '!=', value)}>
                      <FilterX size={12} aria-hidden="true" />
                    </Button>
                  </>
                )}
                <Button size="small" kind="quiet" aria-label={`Copy ${name}`} onPress={() => void copy(value)}>
                  <Copy size={12} aria-hidden="true" />
                </Button>
              </dd>
            </div>
          ))}
      </dl>
      <div className="row">
        {onContext !== undefined && (
          <Button size="small" onPress={onContext}>
            Around this line
          </Button>
        )}
        {onPin !== undefined && (
          <Button size="small" onPress={() => onPin(`${time} ${line.service}: ${line.message}`)}>
            Pin this line
          </Button>
        )}
        {openTrace !== undefined && line.traceId !== '' && (
          <Button size="small" onPress={() => openTrace(line.traceId)}>
            {kept === false ? 'Its trace was not kept: why?' : kept === true ? 'Open its trace (kept)' : 'Open its trace'}
          </Button>
        )}
        <Button size="small" onPress={() => void copy(`${time} ${line.level} ${line.pod} ${line.message}`)}>
          Copy the line
        </Button>
      </div>
    </div>
  );
}
