// Log search: text, service and level; how many lines match over time; what the rate limit kept back is counted, not lost.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { LogLevel, LogPage } from '../../schema/index.ts';
import { useReadOnly, useView } from '../app/session-context.tsx';
import { useRoom } from '../room/room-context.tsx';
import { Button, clockText, countText, Mark, type Tone } from '../theme/index.ts';
import { LogHistogram } from './LogHistogram.tsx';
import { LookBar } from './LookBar.tsx';
import { LookState } from './LookState.tsx';
import { useLook } from './use-look.ts';

const LEVEL_TONE: Record<LogLevel, Tone> = { error: 'bad', warn: 'warn', info: 'plain', debug: 'plain' };
interface Filter {
  query: string;
  service: string;
  level: LogLevel | '';
}

export default function Logs() {
  const view = useView();
  const readOnly = useReadOnly();
  const { target, memory } = useRoom();
  const remembered = (memory.get('logs.filter') as Filter | undefined) ?? { query: '', service: '', level: '' as const };
  const [draft, setDraft] = useState<Filter>(target === undefined ? remembered : { ...remembered, service: target });
  const [filter, setFilter] = useState<Filter>(draft);
  useEffect(() => {
    if (target === undefined) return;
    setDraft((old) => ({ ...old, service: target }));
    setFilter((old) => ({ ...old, service: target }));
  }, [target]);
  const args = {
    query: filter.query,
    ...(filter.service === '' ? {} : { service: filter.service }),
    ...(filter.level === '' ? {} : { level: filter.level }),
  };
  const label = `logs ${[filter.service, filter.level, filter.query && `“${filter.query}”`].filter(Boolean).join(' ')}`.trim();
  const looked = useLook(readOnly ? undefined : { kind: 'look.logs', args }, label);
  const result = looked.result?.kind === 'logs' ? looked.result : undefined;
  const search = (next: Filter) => {
    setDraft(next);
    setFilter(next);
    memory.set('logs.filter', next);
  };
  const services = view.topology.nodes.filter((node) => node.kind !== 'users').map((node) => node.id);
  const suppressed = result?.page.lines.reduce((sum, line) => sum + line.repeated, 0) ?? 0;
  return (
    <div className="stack logs">
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          search(draft);
        }}
      >
        <input
          className="input grow"
          style={{ minWidth: '10rem' }}
          aria-label="Search in lines"
          placeholder="Search in lines"
          value={draft.query}
          maxLength={200}
          onChange={(event) => setDraft({ ...draft, query: event.target.value })}
        />
        <select
          className="input"
          style={{ width: 'auto' }}
          aria-label="Service"
          value={draft.service}
          onChange={(event) => search({ ...draft, service: event.target.value })}
        >
          <option value="">all components</option>
          {services.map((service) => (
            <option key={service}>{service}</option>
          ))}
        </select>
        <select
          className="input"
          style={{ width: 'auto' }}
          aria-label="Level"
          value={draft.level}
          onChange={(event) => search({ ...draft, level: event.target.value as Filter['level'] })}
        >
          <option value="">all levels</option>
          {(['error', 'warn', 'info', 'debug'] as const).map((level) => (
            <option key={level}>{level}</option>
          ))}
        </select>
        <Button type="submit" kind="primary" isDisabled={readOnly}>
          Search
        </Button>
      </form>
      <LookBar looked={looked}>
        {result !== undefined && (
          <span className="small">
            {countText(result.page.matched)} lines match, the newest {countText(result.page.lines.length)} shown
            {suppressed > 0 && `; ${countText(suppressed)} more like them were held back by the rate limit`}
          </span>
        )}
      </LookBar>
      {result === undefined ? (
        <LookState looked={looked} empty="No line matches." />
      ) : (
        <LogHistogram histogram={result.histogram} startsAtMs={view.scenario.startsAtMs} />
      )}
      {result !== undefined && result.page.lines.length === 0 && <p className="empty">No line matches. Widen the search.</p>}
      {result !== undefined && result.page.lines.length > 0 && <Lines page={result.page} startsAtMs={view.scenario.startsAtMs} />}
    </div>
  );
}

function Lines({ page, startsAtMs }: { page: LogPage; startsAtMs: number }) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: page.lines.length, getScrollElement: () => box.current, estimateSize: () => 24, overscan: 12 });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <div ref={box} className="log-lines" role="log" aria-live="off" aria-label="Log lines, newest first" tabIndex={0}>
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map((item) => {
          const line = page.lines[item.index];
          if (line === undefined) return null;
          return (
            <div
              key={item.key}
              ref={rows.measureElement}
              data-index={item.index}
              className="log-line"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <span className="quiet">{clockText(startsAtMs, line.atUs)}</span>
              <Mark tone={LEVEL_TONE[line.level]}>{line.level}</Mark>
              <span className="log-source" title={line.pod}>
                {line.service}
              </span>
              <span className="log-text">
                {line.message}
                {line.repeated > 0 && <span className="quiet"> (+{countText(line.repeated)} like it)</span>}
                {line.requestId !== '' && <span className="quiet"> {line.requestId}</span>}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
