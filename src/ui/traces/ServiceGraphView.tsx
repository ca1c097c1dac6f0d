// Who called whom in the traces found: the picture, and the table that says the same with figures.
import { useMemo } from 'react';
import type { ServiceGraph } from '../../schema/index.ts';
import { countText, durationText, Mark, percentText } from '../theme/index.ts';
import { NODE_HEIGHT, NODE_WIDTH, placeTopology } from '../topology/layout.ts';

export function ServiceGraphView({ graph }: { graph: ServiceGraph }) {
  const placed = useMemo(
    () =>
      placeTopology(
        {
          nodes: graph.nodes.map(({ name }) => ({ id: name, kind: 'service', label: name })),
          edges: graph.edges.map(({ from, to }) => ({ from, to })),
        },
        'LR',
      ),
    [graph],
  );
  if (graph.nodes.length === 0) return <p className="empty">No trace, so no calls.</p>;
  const most = Math.max(1, ...graph.edges.map(({ calls }) => calls));
  return (
    <>
      <p className="small quiet">
        From the traces found, which are more often failed and slow than requests are. For rates of all requests ask the dashboards.
      </p>
      <div className="scroll-x">
        <svg
          className="service-graph"
          viewBox={`0 0 ${placed.width} ${placed.height}`}
          style={{ minWidth: Math.min(placed.width, 640) }}
          aria-hidden="true"
        >
          {placed.edges.map(({ from, to, points }) => {
            const edge = graph.edges.find((each) => each.from === from && each.to === to);
            return (
              <polyline
                key={`${from} ${to}`}
                data-bad={(edge?.errors ?? 0) > 0}
                points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
                strokeWidth={1 + (4 * (edge?.calls ?? 0)) / most}
              />
            );
          })}
          {placed.nodes.map(({ id, x, y }) => {
            const node = graph.nodes.find(({ name }) => name === id);
            return (
              <g key={id} transform={`translate(${x - NODE_WIDTH / 2} ${y - NODE_HEIGHT / 2})`}>
                <rect width={NODE_WIDTH} height={NODE_HEIGHT} rx={8} data-bad={(node?.errors ?? 0) > 0} />
                <text x={10} y={28} className="service-graph-name">
                  {id.length > 20 ? `${id.slice(0, 19)}…` : id}
                </text>
                <text x={10} y={52}>
                  {node === undefined || node.spans === 0
                    ? `called ${countText(callsOf(graph, id))} times`
                    : `${countText(node.spans)} spans, ${countText(node.errors)} failed`}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
      <div className="scroll-x">
        <table>
          <thead>
            <tr>
              <th scope="col">caller</th>
              <th scope="col">called</th>
              <th scope="col" className="number">
                calls
              </th>
              <th scope="col">failed</th>
              <th scope="col" className="number">
                half within
              </th>
              <th scope="col" className="number">
                95 % within
              </th>
            </tr>
          </thead>
          <tbody>
            {graph.edges.map((edge) => (
              <tr key={`${edge.from} ${edge.to}`}>
                <td>{edge.from}</td>
                <td>{edge.to}</td>
                <td className="number">{countText(edge.calls)}</td>
                <td>
                  {edge.errors === 0 ? (
                    <Mark tone="ok">none</Mark>
                  ) : (
                    <Mark tone="bad">
                      {countText(edge.errors)} ({percentText(edge.errors / edge.calls)})
                    </Mark>
                  )}
                </td>
                <td className="number">{durationText(edge.p50Us)}</td>
                <td className="number">{durationText(edge.p95Us)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

const callsOf = (graph: ServiceGraph, name: string): number =>
  graph.edges.reduce((sum, { to, calls }) => sum + (to === name ? calls : 0), 0);
