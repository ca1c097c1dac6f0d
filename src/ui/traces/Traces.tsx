// Traces that were kept: search, the calls between services, and one trace as a waterfall.
import { useEffect, useState } from 'react';
import { useView } from '../app/session-context.tsx';
import { LookBar } from '../panels/LookBar.tsx';
import { LookState } from '../panels/LookState.tsx';
import { useLook } from '../panels/use-look.ts';
import { useRemembered, useRoom } from '../room/room-context.tsx';
import { countText } from '../theme/index.ts';
import { ServiceGraphView } from './ServiceGraphView.tsx';
import { TraceList } from './TraceList.tsx';
import { emptySearch, searchArgs, searchLabel, TraceSearch, type TraceSearchTerms } from './TraceSearch.tsx';
import { TraceView } from './TraceView.tsx';
import './traces.css';

const TRACE_ID = /^[0-9a-f]{32}$/;

export default function Traces() {
  const { target } = useRoom();
  const [open, setOpen] = useRemembered<string | undefined>('traces.open', undefined);
  const [terms, setTerms] = useRemembered<TraceSearchTerms>('traces.terms', emptySearch);
  // Where the room was sent to: a trace of a log line or chart, or a service of the map.
  useEffect(() => {
    if (target === undefined) return;
    if (TRACE_ID.test(target)) setOpen(target);
    else {
      setOpen(undefined);
      setTerms({ ...emptySearch, service: target });
    }
  }, [target, setOpen, setTerms]);
  return open === undefined ? (
    <Search terms={terms} onSearch={setTerms} onOpen={setOpen} />
  ) : (
    <TraceView trace={open} onClose={() => setOpen(undefined)} />
  );
}

function Search({
  terms,
  onSearch,
  onOpen,
}: {
  terms: TraceSearchTerms;
  onSearch: (terms: TraceSearchTerms) => void;
  onOpen: (traceId: string) => void;
}) {
  const view = useView();
  const [shown, setShown] = useState<'traces' | 'calls'>('traces');
  const looked = useLook({ kind: 'look.traces', args: searchArgs(terms, view.tPlusZeroUs) }, searchLabel(terms), { anyWhenBack: true });
  const result = looked.result?.kind === 'traces' ? looked.result : undefined;
  return (
    <div className="stack">
      <TraceSearch terms={terms} onSearch={onSearch} />
      <LookBar looked={looked}>
        <div className="row" role="group" aria-label="Show">
          <button type="button" className="chip" aria-pressed={shown === 'traces'} onClick={() => setShown('traces')}>
            Traces
          </button>
          <button type="button" className="chip" aria-pressed={shown === 'calls'} onClick={() => setShown('calls')}>
            Calls between services
          </button>
        </div>
      </LookBar>
      {result === undefined && <LookState looked={looked} empty="No trace was kept yet." />}
      {result !== undefined && (
        <>
          <p className="small quiet">
            {countText(result.page.matched)} kept {result.page.matched === 1 ? 'trace matches' : 'traces match'}
            {result.page.matched > result.page.traces.length && `, ${countText(result.page.traces.length)} shown`}. Of{' '}
            {countText(result.counts.requests)} requests {countText(result.counts.keptByHead)} were kept by chance,{' '}
            {countText(result.counts.keptByError)} because they failed, {countText(result.counts.keptBySlow)} because they were slow
            {result.counts.rateLimited > 0 && `; ${countText(result.counts.rateLimited)} more failed or slow ones were let go`}
            {result.counts.dropped > 0 && `; ${countText(result.counts.dropped)} old ones made room`}.
          </p>
          {shown === 'calls' ? (
            <ServiceGraphView graph={result.graph} />
          ) : (
            <TraceList traces={result.page.traces} startsAtMs={view.scenario.startsAtMs} onOpen={onOpen} />
          )}
        </>
      )}
    </div>
  );
}
