// The map as a table, for those who read rather than see: the same states, component by component.
import type { DrillView } from '../../schema/index.ts';
import { countText, figureText, Mark, percentText } from '../theme/index.ts';
import { breakersOf, changeText, statesOf } from './frame.ts';

export function TopologyList({ view, onSelect }: { view: DrillView; onSelect: (id: string) => void }) {
  const breakers = new Map(breakersOf(view).map((breaker) => [breaker.name, breaker]));
  return (
    <div className="scroll-x">
      <table className="map-table">
        <caption className="visually-hidden">Components of the system</caption>
        <thead>
          <tr>
            <th scope="col">component</th>
            <th scope="col">state</th>
            <th scope="col" className="number">
              rate
            </th>
            <th scope="col" className="number">
              failing
            </th>
            <th scope="col" className="number">
              in use
            </th>
            <th scope="col" className="number">
              waiting
            </th>
            <th scope="col">version</th>
            <th scope="col">calls</th>
          </tr>
        </thead>
        <tbody>
          {statesOf(view).map((node) => {
            const { gauge } = node;
            const guards = view.topology.breakers.filter(({ from }) => from === node.id);
            return (
              <tr key={node.id}>
                <th scope="row">
                  <button type="button" className="button" data-kind="link" onClick={() => onSelect(node.id)}>
                    {node.label}
                  </button>
                </th>
                <td>
                  <Mark tone={node.tone}>{node.word}</Mark>
                </td>
                <td className="number">{gauge === undefined ? node.line : figureText(gauge.ratePerS, 'per second')}</td>
                <td className="number">{gauge === undefined ? '' : percentText(gauge.errorRatio)}</td>
                <td className="number">
                  {gauge === undefined || gauge.capacity === 0 ? '' : `${countText(gauge.inFlight)} of ${countText(gauge.capacity)}`}
                </td>
                <td className="number">{gauge === undefined ? '' : countText(gauge.waiting)}</td>
                <td className="mono small">
                  {node.version}
                  {node.changed !== undefined && <Mark tone="change">{changeText(node.changed)}</Mark>}
                </td>
                <td className="small">
                  {view.topology.edges
                    .filter((edge) => edge.from === node.id)
                    .map((edge) => edge.to)
                    .join(', ')}
                  {guards.map(({ name, to }) => {
                    const breaker = breakers.get(name);
                    return (
                      <div key={`${name} ${to}`}>
                        <Mark tone={breaker?.tone ?? 'plain'}>
                          breaker {name} {breaker?.state}
                        </Mark>{' '}
                        before {to}
                      </div>
                    );
                  })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
