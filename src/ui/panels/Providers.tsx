// Status pages of others: what a provider says about itself, which is evidence but not proof.
import { useState } from 'react';
import { useView } from '../app/session-context.tsx';
import { useRoom } from '../room/room-context.tsx';
import { clockText, Mark, type Tone } from '../theme/index.ts';
import { LookBar } from './LookBar.tsx';
import { LookState } from './LookState.tsx';
import { useLook } from './use-look.ts';

const SHOWS_TONE: Record<string, Tone> = {
  operational: 'ok',
  'degraded performance': 'warn',
  'partial outage': 'bad',
  'major outage': 'bad',
};

export default function Providers() {
  const view = useView();
  const { target } = useRoom();
  const providers = view.topology.nodes.filter((node) => node.kind === 'provider');
  const [chosen, setChosen] = useState<string | undefined>(target ?? providers[0]?.id);
  const provider = chosen;
  const looked = useLook(
    provider === undefined ? undefined : { kind: 'look.status-page', args: { provider } },
    `status page ${provider ?? ''}`,
  );
  const page = looked.result?.kind === 'status-page' ? looked.result : undefined;
  if (providers.length === 0) return <p className="empty">This system depends on no outside provider.</p>;
  return (
    <div className="stack">
      {providers.length > 1 && (
        <div className="row" role="group" aria-label="Provider">
          {providers.map(({ id, label }) => (
            <button key={id} type="button" className="chip" aria-pressed={id === provider} onClick={() => setChosen(id)}>
              {label}
            </button>
          ))}
        </div>
      )}
      <LookBar looked={looked}>
        <h2>{provider}</h2>
      </LookBar>
      {page === undefined ? (
        <LookState looked={looked} empty="This provider has no status page." />
      ) : (
        <article className="card stack">
          <div className="row">
            <strong>{page.component}</strong>
            <Mark tone={SHOWS_TONE[page.shows] ?? 'plain'}>{page.shows}</Mark>
          </div>
          <p className="prose">{page.text}</p>
          <p className="small quiet">
            Updated at {clockText(view.scenario.startsAtMs, page.updatedAtUs)}. A status page is written by people and may lag behind.
          </p>
        </article>
      )}
    </div>
  );
}
