// The map as a table, for those who read rather than see: the same frame, component by component.
import type { DrillView } from '../../schema/index.ts';
import { figureText, Mark, percentText } from '../theme/index.ts';
import { frameOf } from './frame.ts';
import { placeTopology } from './layout.ts';

export function TopologyList({ view, onSelect }: { view: DrillView; onSelect: (id: string) => void }) {
  const frame = frameOf(view, placeTopology(view.topology, 'LR'));
  return (
    <div className="scroll-x">
      <table>
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
          {frame.nodes.map((node) => {
            const gauge = view.gauges.find((candidate) => candidate.component === node.id);
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
                <td className="number">{gauge === undefined || gauge.capacity === 0 ? '' : `${gauge.inFlight} of ${gauge.capacity}`}</td>
                <td className="number">{gauge?.waiting ?? ''}</td>
                <td className="mono small">
                  {node.version}
                  {node.changed !== undefined && <Mark tone="change">{node.changed}</Mark>}
                </td>
                <td className="small map-calls">
                  {view.topology.edges
                    .filter((edge) => edge.from === node.id)
                    .map((edge) => edge.to)
                    .join(', ')}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
