// A result at one instant, in the order in which the evaluator gave it: sort and topk mean what they say. One column per label.
import { useMemo } from 'react';
import { figureText, seriesName } from '../theme/index.ts';

const ROWS_MAX = 200;
const LABELS_MAX = 6;

interface Sample {
  labels: Record<string, string>;
  value: number;
}

export function InstantTable({ title, samples, clock }: { title: string; samples: readonly Sample[]; clock: string }) {
  const names = useMemo(() => labelNames(samples), [samples]);
  const columns = names.length > 0 && names.length <= LABELS_MAX ? names : undefined;
  return (
    <div className="stack-tight">
      <div className="scroll-x">
        <table className="instant-table">
          <caption className="small quiet">
            {title} at {clock}
          </caption>
          <thead>
            <tr>
              {columns === undefined ? (
                <th scope="col">series</th>
              ) : (
                columns.map((name) => (
                  <th key={name} scope="col">
                    {name === '__name__' ? 'metric' : name}
                  </th>
                ))
              )}
              <th scope="col" className="number">
                value
              </th>
            </tr>
          </thead>
          <tbody>
            {samples.slice(0, ROWS_MAX).map(({ labels, value }) => (
              <tr key={seriesName(labels)}>
                {columns === undefined ? (
                  <td className="mono small">{seriesName(labels)}</td>
                ) : (
                  columns.map((name) => (
                    <td key={name} className="mono small">
                      {labels[name] ?? ''}
                    </td>
                  ))
                )}
                <td className="number" title={String(value)}>
                  {figureText(value, 'none')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {samples.length > ROWS_MAX && (
        <p className="small quiet">
          {ROWS_MAX} of {samples.length} rows shown.
        </p>
      )}
    </div>
  );
}

/** Labels that are there, the metric first; one that is the same everywhere is kept, for it says what was asked. */
function labelNames(samples: readonly Sample[]): string[] {
  const names = new Set(samples.flatMap(({ labels }) => Object.keys(labels)));
  const rest = [...names].filter((name) => name !== '__name__').sort();
  return names.has('__name__') ? ['__name__', ...rest] : rest;
}
