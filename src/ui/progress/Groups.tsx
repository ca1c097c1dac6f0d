// The same figures by what a drill was about, and by how one worked.
import type { DrillResult } from '../../host/client/index.ts';
import { measureText } from './figures.ts';
import { type Group, MEASURES, meanOf } from './history.ts';

const SHOWN = MEASURES.filter(({ id }) => id !== 'brier');

export function Groups({
  id,
  title,
  says,
  first,
  groups,
}: {
  id: string;
  title: string;
  says: string;
  first: string;
  groups: readonly Group[];
}) {
  return (
    <section className="card stack" aria-labelledby={id}>
      <div>
        <h2 id={id}>{title}</h2>
        <p className="small quiet">{says}</p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="scroll-x" aria-label={`${title}: table`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{first}</th>
              <th scope="col" className="number">
                drills
              </th>
              {SHOWN.map((measure) => (
                <th key={measure.id} scope="col" className="number">
                  {measure.title.toLowerCase()}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <tr key={group.name}>
                <th scope="row">{group.name}</th>
                <td className="number">{group.results.length}</td>
                {SHOWN.map((measure) => (
                  <td key={measure.id} className="number">
                    {cell(group.results, measure)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function cell(results: readonly DrillResult[], measure: (typeof SHOWN)[number]): string {
  const { count, mean } = meanOf(results, measure);
  const text = measureText(mean, measure.unit);
  return count === 0 || count === results.length ? text : `${text} (${count})`;
}
