// The pager: alerts in the groups they are told in, the most urgent first; what was held back, silences and notifications on demand.
import { useEffect, useRef, useState } from 'react';
import type { EntryArgs } from '../../schema/index.ts';
import { useReadOnly, useView } from '../app/session-context.tsx';
import { Explain } from '../guide/index.ts';
import { CallDialog } from '../people/CallDialog.tsx';
import { AlertGroupCard } from './AlertGroupCard.tsx';
import { escalationReason, firingNames, heldAlerts, isFiring, listedGroups, newNames, sharedMatchers, spoken } from './alert-groups.ts';
import { PagerMore } from './PagerMore.tsx';
import { SilenceDialog } from './SilenceDialog.tsx';
import './pager.css';

export function Pager() {
  const { alerting, people, scenario } = useView();
  const readOnly = useReadOnly();
  const [silencing, setSilencing] = useState<EntryArgs<'alert.silence'>['matchers'] | undefined>(undefined);
  const [calling, setCalling] = useState<string | undefined>(undefined);
  const news = useNews(firingNames(alerting));
  const { firing, over } = listedGroups(alerting);
  const count = firing.reduce((sum, group) => sum + spoken(group).filter(isFiring).length, 0);
  const held = heldAlerts(alerting).filter(({ state }) => isFiring(state)).length;
  const groups = `${firing.length} ${firing.length === 1 ? 'group' : 'groups'}`;
  const said = [
    count > 0 && (firing.length === count ? `${count} firing` : `${count} firing in ${groups}`),
    held > 0 && `${held} held back`,
  ].filter((part) => part !== false);
  return (
    <section className="pager pane" aria-labelledby="pager-title">
      <div className="row-between pane-head">
        <span className="row-fixed">
          <h2 id="pager-title">Pager</h2>
          <Explain of="firing" />
        </span>
        <span className="small quiet" role="status">
          {said.length === 0 ? 'nothing firing' : said.join(', ')}
        </span>
      </div>
      <p className="visually-hidden" aria-live="polite">
        {news}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div className="pane-scroll" tabIndex={0} role="region" aria-label="Alerts">
        {firing.length + over.length === 0 && (
          <p className="empty">
            {held === 0 ? 'No alert has fired. Quiet is also a signal: look at the dashboards.' : 'Everything that fires is held back.'}
          </p>
        )}
        <ul>
          {[...firing, ...over].map((group) => (
            <AlertGroupCard
              key={group.id}
              group={group}
              onSilence={() => setSilencing(sharedMatchers(group))}
              onEscalate={people.length === 0 ? undefined : () => setCalling(escalationReason(group, scenario.startsAtMs))}
            />
          ))}
        </ul>
        <PagerMore onSilence={() => setSilencing([])} />
      </div>
      {silencing !== undefined && !readOnly && <SilenceDialog matchers={silencing} onClose={() => setSilencing(undefined)} />}
      {calling !== undefined && !readOnly && <CallDialog because={calling} onClose={() => setCalling(undefined)} />}
    </section>
  );
}

/** What began to fire since the last view, for whoever listens instead of looking; what fires at first is no news. */
function useNews(names: readonly string[]): string {
  const known = useRef(names);
  const [news, setNews] = useState('');
  const key = names.join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when the names have changed
  useEffect(() => {
    const added = newNames(known.current, names);
    known.current = names;
    if (added.length > 0) setNews(`Now firing: ${added.join(', ')}`);
  }, [key]);
  return news;
}
