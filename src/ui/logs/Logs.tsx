// Log search: plain words or LogQL. How many lines match over time and by level, all of them to scroll through, and live tail.
// The search is a look; scrolling and following read more of what was searched for. What the rate limit kept back is counted, not lost.
import { Radio, X } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { LogLevel, LogStage } from '../../schema/index.ts';
import { useReadOnly, useSessionContext, useView } from '../app/session-context.tsx';
import { LookBar } from '../panels/LookBar.tsx';
import { LookState } from '../panels/LookState.tsx';
import { useLook } from '../panels/use-look.ts';
import { useRemembered, useRoom } from '../room/room-context.tsx';
import { Button, countText } from '../theme/index.ts';
import { barsOf, LEVEL_NAMES } from './bars.ts';
import { LogContext } from './LogContext.tsx';
import type { SearchField } from './LogDetail.tsx';
import { LogHistogram, type Part } from './LogHistogram.tsx';
import { LogList } from './LogList.tsx';
import './logs.css';
import { QueryProblem, useLogProblem } from './QueryProblem.tsx';
import { queryText, stageText, withField } from './query-text.ts';
import { useLogLines } from './use-log-lines.ts';

interface Filter {
  query: string;
  service: string;
  level: LogLevel | '';
}
const NOTHING: Filter = { query: '', service: '', level: '' };
const QUERY_MAX = 200;
const BARS_MAX = 90;

export default function Logs() {
  const view = useView();
  const readOnly = useReadOnly();
  const { notify } = useSessionContext();
  const { target, memory, pin } = useRoom();
  const remembered = (memory.get('logs.filter') as Filter | undefined) ?? NOTHING;
  const [draft, setDraft] = useState<Filter>(() => aimed(remembered, target));
  const [filter, setFilter] = useState<Filter>(draft);
  const [part, setPart] = useRemembered<Part | undefined>('logs.part', undefined);
  const [follow, setFollow] = useState(false);
  /** How many lines there were when somebody scrolled away from the newest; new ones wait until they are asked for. */
  const [held, setHeld] = useState<number | undefined>(undefined);
  /** Counts how often somebody wanted to see the newest. */
  const [toTop, setToTop] = useState(0);
  const [around, setAround] = useState<number | undefined>(undefined);
  useEffect(() => {
    if (target === undefined) return;
    const next = aimed(NOTHING, target);
    setDraft(next);
    setFilter(next);
    memory.set('logs.filter', next);
    const stretch = memory.get('logs.target-part') as (Part & { target: string }) | undefined;
    setPart(stretch?.target === target ? { fromUs: stretch.fromUs, toUs: stretch.toUs } : undefined);
    setHeld(undefined);
  }, [target, memory, setPart]);
  const problem = useLogProblem(draft.query);
  const looked = useLook(
    {
      kind: 'look.logs',
      args: {
        query: filter.query,
        ...(filter.service === '' ? {} : { service: filter.service }),
        ...(filter.level === '' ? {} : { level: filter.level }),
      },
    },
    `logs ${[filter.service, filter.level, filter.query && `“${filter.query}”`].filter(Boolean).join(' ')}`.trim(),
    { anyWhenBack: true },
  );
  const { look } = looked;
  const result = looked.result?.kind === 'logs' ? looked.result : undefined;
  const lines = useLogLines(result?.filter, follow && !readOnly);
  const search = (next: Filter) => {
    if (next.query.length > QUERY_MAX) {
      notify('bad', `A search has at most ${QUERY_MAX} characters`);
      return;
    }
    setDraft(next);
    setFilter(next);
    setPart(undefined);
    setHeld(undefined);
    memory.set('logs.filter', next);
  };
  const byField = (field: SearchField, op: '=' | '!=', value: string) => {
    if (field === 'service' && op === '=') search({ ...filter, service: value });
    else if (field === 'level' && op === '=') search({ ...filter, level: value as LogLevel });
    else search({ ...filter, query: withField(result?.filter ?? {}, field, op, value) });
  };
  const { startsAtMs } = view.scenario;
  const { atUs, levels, count } = lines;
  const lastUs = atUs[count - 1] ?? 0;
  const fromUs = part?.fromUs ?? atUs[0] ?? 0;
  const toUs = Math.min(part?.toUs ?? lastUs, Math.max(lastUs, fromUs));
  const bars = useMemo(() => barsOf(atUs, levels, fromUs, toUs, BARS_MAX), [atUs, levels, fromUs, toUs]);
  const from = part === undefined ? 0 : lines.positionAt(part.fromUs);
  const newest = part === undefined ? count : lines.positionAt(part.toUs + 1);
  const until = held === undefined ? newest : Math.min(newest, held);
  const waiting = newest - until;
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
          className="input grow mono"
          style={{ minWidth: '10rem' }}
          aria-label="Search in lines"
          aria-invalid={problem !== undefined}
          placeholder='words, or {service="…"} |= "…"'
          value={draft.query}
          maxLength={QUERY_MAX}
          spellCheck={false}
          onChange={(event) => setDraft({ ...draft, query: event.target.value })}
        />
        <ComponentChoice value={draft.service} onChange={(service) => search({ ...draft, service })} />
        <select
          className="input"
          style={{ width: 'auto' }}
          aria-label="Level"
          value={draft.level}
          onChange={(event) => search({ ...draft, level: event.target.value as Filter['level'] })}
        >
          <option value="">all levels</option>
          {[...LEVEL_NAMES].reverse().map((level) => (
            <option key={level}>{level}</option>
          ))}
        </select>
        <Button type="submit" kind="primary" isDisabled={readOnly}>
          Search
        </Button>
      </form>
      {problem !== undefined && <QueryProblem {...problem} />}
      <Chips
        filter={filter}
        stages={result?.filter.stages ?? []}
        onRemove={(next) => search({ ...filter, ...next })}
        isDisabled={readOnly}
      />
      <LookBar looked={looked}>
        {result !== undefined && (
          <span className="small">
            {countText(count)} lines match
            {part !== undefined && `, ${countText(newest - from)} in this part`}
            {lines.heldBack > 0 && `; ${countText(lines.heldBack)} more like them were held back by the rate limit`}
          </span>
        )}
        <Button size="small" aria-pressed={follow} isDisabled={readOnly || result === undefined} onPress={() => setFollow(!follow)}>
          <Radio size={13} aria-hidden="true" /> {follow ? 'Live tail is on' : 'Live tail'}
        </Button>
        {follow && view.paused && <span className="small quiet">the clock stands still</span>}
      </LookBar>
      {result === undefined && <LookState looked={looked} empty="No line matches." />}
      {lines.problem !== undefined && (
        <p className="small" role="alert">
          {lines.problem}
        </p>
      )}
      {result !== undefined && count > 0 && <LogHistogram bars={bars} startsAtMs={startsAtMs} part={part} onPart={setPart} />}
      {result !== undefined && result.page.matched === 0 && count === 0 && <p className="empty">No line matches. Widen the search.</p>}
      {result !== undefined && part !== undefined && count > 0 && until <= from && (
        <p className="empty">No line of this search was written in this part of the time.</p>
      )}
      {result !== undefined && until > from && (
        <div className="log-list">
          {waiting > 0 && (
            <button type="button" className="log-new" onClick={() => setToTop(toTop + 1)}>
              {countText(waiting)} new {waiting === 1 ? 'line' : 'lines'}: show
            </button>
          )}
          <LogList
            lines={lines}
            from={from}
            until={until}
            startsAtMs={startsAtMs}
            onField={readOnly ? undefined : byField}
            onContext={readOnly ? undefined : setAround}
            onPin={look === undefined || readOnly ? undefined : (quote) => pin({ ...look, quote })}
            toTop={toTop}
            onTop={(atTop) => setHeld(atTop ? undefined : (held ?? newest))}
          />
        </div>
      )}
      {around !== undefined && <LogContext seq={around} onClose={() => setAround(undefined)} />}
    </div>
  );
}

/** A way in from elsewhere names a component, or is a search such as `{trace_id="…"}`; it replaces what was searched for before. */
function aimed(filter: Filter, target: string | undefined): Filter {
  if (target === undefined) return filter;
  return target.startsWith('{') ? { ...NOTHING, query: target } : { ...NOTHING, service: target };
}

function ComponentChoice({ value, onChange }: { value: string; onChange: (service: string) => void }) {
  const view = useView();
  return (
    <select
      className="input"
      style={{ width: 'auto' }}
      aria-label="Service"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">all components</option>
      {view.topology.nodes
        .filter((node) => node.kind !== 'users')
        .map(({ id }) => (
          <option key={id}>{id}</option>
        ))}
    </select>
  );
}

/** What the search asks for, piece by piece, each to be taken away. */
function Chips({
  filter,
  stages,
  onRemove,
  isDisabled,
}: {
  filter: Filter;
  stages: readonly LogStage[];
  onRemove: (next: Partial<Filter>) => void;
  isDisabled: boolean;
}) {
  const chips: { says: string; without: Partial<Filter> }[] = [
    ...(filter.service === '' ? [] : [{ says: `service = "${filter.service}"`, without: { service: '' } }]),
    ...(filter.level === '' ? [] : [{ says: `level = "${filter.level}"`, without: { level: '' as const } }]),
    ...stages.map((stage) => ({ says: stageText(stage), without: { query: queryText(stages.filter((other) => other !== stage)) } })),
    ...(filter.query !== '' && stages.length === 0 ? [{ says: `“${filter.query}”`, without: { query: '' } }] : []),
  ];
  if (chips.length === 0) return null;
  return (
    <ul className="row" aria-label="Parts of the search">
      {chips.map(({ says, without }) => (
        <li key={says}>
          <button type="button" className="chip log-chip mono" disabled={isDisabled} onClick={() => onRemove(without)}>
            {says} <X size={11} aria-hidden="true" />
            <span className="visually-hidden">: take away</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
