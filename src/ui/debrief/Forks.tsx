// What if: the same seed, the same users, another journal. Each fork says its difference as an interval over seeds and in a sentence.
import { useState } from 'react';
import type { DrillView, ForkRequest, ForkResult } from '../../schema/index.ts';
import { useSession, useSessionContext } from '../app/session-context.tsx';
import { Button, ChoiceField, Progress, sincePage } from '../theme/index.ts';
import { forkSentence } from './fork-sentence.ts';
import type { Scored } from './score-once.ts';

const SEEDS = [
  { value: '5', label: '5, a quick look' },
  { value: '20', label: '20' },
] as const;
const MINUTES = ['-2', '-1', '1', '2', '5'] as const;

export function Forks({ view, scored }: { view: DrillView; scored: Scored }) {
  const session = useSession();
  const { notify } = useSessionContext();
  const actions = view.timeline.filter((item) => item.kind.startsWith('command.'));
  const [seq, setSeq] = useState(String(actions[0]?.seq ?? ''));
  const [minutes, setMinutes] = useState<(typeof MINUTES)[number]>('-2');
  const [seeds, setSeeds] = useState<(typeof SEEDS)[number]['value']>('20');
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
        The run is simulated again with one change, and on every seed also without it, on the same arrivals: what differs is what the change
        did. The range holds the middle 90 % of the seeds. Your entries keep their times of the clock, also where the page comes at another
        time; the reference response goes by the page.
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
            <p>{forkSentence(result, scored.card.measures.usersAffected, view.impact.currency)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
