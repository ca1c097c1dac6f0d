// How one hypothesis moved, as a table: the twin of its spark line.
import type { BeliefView } from '../../schema/index.ts';
import { useSession, useView } from '../app/session-context.tsx';
import { clockText, percentText, sincePage } from '../theme/index.ts';
import { causeText, reasonsOf } from './beliefs.ts';

export function BeliefHistory({ belief }: { belief: BeliefView }) {
  const { tPlusZeroUs, scenario } = useView();
  const session = useSession();
  const reasons = reasonsOf(session.journal);
  return (
    <details className="small">
      <summary>
        History<span className="visually-hidden"> of {causeText(belief.cause)}</span>:{' '}
        {belief.history
          .map(({ probability }) => percentText(probability))
          .slice(-4)
          .join(' → ')}
      </summary>
      <table>
        <caption className="visually-hidden">{causeText(belief.cause)} over time</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col" className="number">
              How likely
            </th>
            <th scope="col">Because</th>
          </tr>
        </thead>
        <tbody>
          {belief.history.map(({ atUs, probability }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may be recorded at one instant
            <tr key={index}>
              <td className="mono">{sincePage(atUs, tPlusZeroUs) ?? clockText(scenario.startsAtMs, atUs)}</td>
              <td className="number">{percentText(probability)}</td>
              <td>{reasons.get(atUs) || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
