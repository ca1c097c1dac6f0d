// One trace: the waterfall of its spans, the path that decided how long it took, details of a span, and the lines written on its way.
import { ArrowLeft, Copy } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import type { LogLine, LookResult } from '../../schema/index.ts';
import { useSessionContext, useView } from '../app/session-context.tsx';
import { LookBar } from '../panels/LookBar.tsx';
import { LookState } from '../panels/LookState.tsx';
import { useLook } from '../panels/use-look.ts';
import { type LookRef, useRoom } from '../room/room-context.tsx';
import { TOOLS } from '../room/tool-list.ts';
import { useWayBack } from '../room/use-open-trace.ts';
import { Button, clockText, countText, durationText, Mark } from '../theme/index.ts';
import { SpanDetails } from './SpanDetails.tsx';
import { Waterfall } from './Waterfall.tsx';

export function TraceView({ trace, onClose }: { trace: string; onClose: () => void }) {
  const { go } = useRoom();
  const back = useWayBack(trace);
  const backTo = back === 'logs' ? 'the lines' : TOOLS.find(({ id }) => id === back)?.title;
  const looked = useLook({ kind: 'look.trace', args: { trace } }, `trace ${trace.slice(0, 8)}`);
  const result = looked.result?.kind === 'trace' ? looked.result : undefined;
  return (
    <div className="stack trace-view">
      <LookBar looked={looked}>
        {back !== undefined && backTo !== undefined && (
          <Button size="small" onPress={() => go(back)}>
            <ArrowLeft size={13} aria-hidden="true" /> Back to {backTo}
          </Button>
        )}
        <Button size="small" onPress={onClose}>
          <ArrowLeft size={13} aria-hidden="true" /> All traces
        </Button>
        {result !== undefined && <Heading result={result} />}
      </LookBar>
      {looked.problem !== undefined && (
        <section className="stack-tight">
          <p>
            <strong>This trace was not kept.</strong> Requests leave a trace only when they were drawn by chance, failed, or were slow; of
            those that fail or are slow only so many a second, and the oldest make room for new ones.
          </p>
          <p>
            The lines of the request are there all the same:{' '}
            <Button kind="link" onPress={() => go('logs', `{trace_id="${trace}"}`)}>
              show all lines with this trace id
            </Button>
            .
          </p>
        </section>
      )}
      {result === undefined ? (
        <LookState looked={looked} empty="This trace was not kept." />
      ) : (
        <Body key={trace} result={result} look={looked.look} />
      )}
    </div>
  );
}

type TraceResult = Extract<LookResult, { kind: 'trace' }>;

function Heading({ result: { summary } }: { result: TraceResult }) {
  const view = useView();
  const { notify } = useSessionContext();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(summary.traceId);
      notify('ok', 'Trace id copied');
    } catch {
      notify('bad', `The browser does not allow copying. The id is ${summary.traceId}`);
    }
  };
  return (
    <>
      <h2>
        {summary.service} {summary.name}
      </h2>
      {summary.status === 'error' ? <Mark tone="bad">failed</Mark> : <Mark tone="ok">ok</Mark>}
      <span className="small">
        {durationText(summary.durationUs)} at {clockText(view.scenario.startsAtMs, summary.startUs)}, {countText(summary.spans)} spans in{' '}
        {countText(summary.services.length)} {summary.services.length === 1 ? 'service' : 'services'}
      </span>
      <Button size="small" kind="quiet" onPress={() => void copy()} aria-label={`Copy the trace id ${summary.traceId.slice(0, 8)}…`}>
        <Copy size={13} aria-hidden="true" /> <span className="mono small">{summary.traceId.slice(0, 8)}…</span>
      </Button>
    </>
  );
}

function Body({ result: { spans, criticalPath, logs }, look }: { result: TraceResult; look: LookRef | undefined }) {
  const [selected, setSelected] = useState<string | undefined>(criticalPath.at(-1) ?? spans[0]?.spanId);
  const [criticalOnly, setCriticalOnly] = useState(false);
  const span = useMemo(() => spans.find(({ spanId }) => spanId === selected), [spans, selected]);
  return (
    <>
      <div className="row-between">
        <p className="small quiet">Filled bars lie on the critical path: without them the request would have been shorter.</p>
        <Checkbox className="checkbox small" isSelected={criticalOnly} onChange={setCriticalOnly}>
          <span className="checkbox-box" aria-hidden="true" />
          Critical path only
        </Checkbox>
      </div>
      <Waterfall spans={spans} criticalPath={criticalPath} criticalOnly={criticalOnly} selected={selected} onSelect={setSelected} />
      {span !== undefined && <SpanDetails span={span} spans={spans} look={look} />}
      <Lines logs={logs} />
    </>
  );
}

function Lines({ logs }: { logs: readonly LogLine[] }) {
  const view = useView();
  const { go } = useRoom();
  const trace = logs[0]?.traceId;
  return (
    <section className="stack-tight">
      <div className="row-between">
        <h3>Log lines of this request</h3>
        {trace !== undefined && (
          <Button size="small" onPress={() => go('logs', `{trace_id="${trace}"}`)}>
            Open in Logs
          </Button>
        )}
      </div>
      {logs.length === 0 ? (
        <p className="empty">No line was kept. Services write many like lines only a few times a second.</p>
      ) : (
        <ul className="trace-lines mono small">
          {logs.map((line) => (
            <li key={line.seq}>
              <span className="quiet">{clockText(view.scenario.startsAtMs, line.atUs)}</span>{' '}
              <Mark tone={line.level === 'error' ? 'bad' : line.level === 'warn' ? 'warn' : 'plain'}>{line.level}</Mark> {line.service}:{' '}
              {line.message}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
