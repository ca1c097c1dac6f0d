// What if: the same seed, the same users, another journal. Each fork says its difference as an interval over seeds and in a sentence.
import { useState } from 'react';
import type { DrillView, ForkRequest, ForkResult } from '../../schema/index.ts';
import { useSession, useSessionContext } from '../app/session-context.tsx';
import { Button, ChoiceField, countText, moneyText, Progress, sincePage } from '../theme/index.ts';
import type { Scored } from './score-once.ts';

const SEEDS = ['1', '5', '20'] as const;
const MINUTES = ['-2', '-1', '1', '2', '5'] as const;

export function Forks({ view, scored }: { view: DrillView; scored: Scored }) {
  const session = useSession();
  const { notify } = useSessionContext();
  const actions = view.timeline.filter((item) => item.kind.startsWith('command.'));
  const [seq, setSeq] = useState(String(actions[0]?.seq ?? ''));
  const [minutes, setMinutes] = useState<(typeof MINUTES)[number]>('-2');
  const [seeds, setSeeds] = useState<(typeof SEEDS)[number]>('5');
  const [running, setRunning] = useState<{ ratio: number; text: string } | undefined>(undefined);
  const [results, setResults] = useState<ForkResult[]>([]);
  const action = actions.find((item) => String(item.seq) === seq);

  const run = async (label: string, edit: ForkRequest['edit']) => {
    setRunning({ ratio: 0, text: label });
    try {
      const result = await session.fork({ label, edit, seeds: Number(seeds) }, (ratio, text) => setRunning({ ratio, text }));
      setResults((old) => [...old.filter((one) => one.label !== label), result]);
    } catch (error) {
      notify('bad', error instanceof Error ? error.message : String(error));
    }
    setRunning(undefined);
  };
  const shiftWords = `${action?.text ?? ''}, ${Math.abs(Number(minutes))} min ${Number(minutes) < 0 ? 'earlier' : 'later'}`;
  return (
    <section className="card stack" aria-labelledby="forks-title">
      <h2 id="forks-title">What if?</h2>
      <p className="quiet prose">
        The run is simulated again with the same arrivals and one change. Over several seeds it says how far apart such runs end by chance
        alone.
      </p>
      <div className="row no-print fork-controls">
        <ChoiceField label="Seeds" value={seeds} onChange={setSeeds} options={SEEDS} />
        <Button isDisabled={running !== undefined} onPress={() => void run('had nobody acted', { kind: 'idle' })}>
          Had nobody acted
        </Button>
        {scored.comparisons.some((one) => one.label === 'reference') && (
          <Button isDisabled={running !== undefined} onPress={() => void run('with the reference response', { kind: 'reference' })}>
            With the reference response
          </Button>
        )}
      </div>
      {actions.length > 0 && (
        <div className="row no-print fork-controls">
          <ChoiceField
            label="Action"
            value={seq}
            onChange={setSeq}
            options={actions.map((item) => ({
              value: String(item.seq),
              label: `${sincePage(item.atUs, view.tPlusZeroUs) ?? ''} ${item.text}`,
            }))}
          />
          <Button
            isDisabled={running !== undefined || action === undefined}
            onPress={() => action !== undefined && void run(`without: ${action.text}`, { kind: 'without', seq: action.seq })}
          >
            Without it
          </Button>
          <ChoiceField label="Moved by, minutes" value={minutes} onChange={setMinutes} options={MINUTES} />
          <Button
            isDisabled={running !== undefined || action === undefined}
            onPress={() => action !== undefined && void run(shiftWords, { kind: 'shift', seq: action.seq, byUs: Number(minutes) * 60e6 })}
          >
            Move it
          </Button>
        </div>
      )}
      {running !== undefined && <Progress label={running.text} ratio={running.ratio} />}
      <ul className="stack">
        {results.map((result) => (
          <li key={result.label}>
            <p>{sentence(result, scored, view.impact.currency)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function sentence(result: ForkResult, scored: Scored, currency: string): string {
  const { usersAffected: users, revenueLost: revenue, seeds } = result;
  const { measures } = scored.card;
  const own = result.curves.usersAffected.at(-1) ?? users.median;
  const difference = own - measures.usersAffected;
  const says = difference === 0 ? 'as many users' : `${countText(Math.abs(difference))} ${difference > 0 ? 'more' : 'fewer'} users`;
  const range =
    seeds > 1
      ? ` Over ${seeds} seeds: ${countText(users.low)} to ${countText(users.high)} users, median ${countText(users.median)}; ${moneyText(revenue.low, currency)} to ${moneyText(revenue.high, currency)}.`
      : '';
  const capital = result.label.charAt(0).toUpperCase() + result.label.slice(1);
  return `${capital}: with the same arrivals, ${says} would have been affected (${countText(own)} instead of ${countText(measures.usersAffected)}).${range}`;
}
