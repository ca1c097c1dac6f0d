// Traces found: each as a dot of when and how long, and as a row. The rows say everything the dots do.
import type { TraceSummary } from '../../schema/index.ts';
import { Button, clockText, countText, durationText, Mark } from '../theme/index.ts';

const KEPT_WORDS: Record<TraceSummary['keptBy'], string> = { head: 'chance', error: 'failed', slow: 'slow' };

export function TraceList({
  traces,
  startsAtMs,
  onOpen,
}: {
  traces: readonly TraceSummary[];
  startsAtMs: number;
  onOpen: (traceId: string) => void;
}) {
  if (traces.length === 0)
    return <p className="empty">No kept trace matches. Widen the search: healthy requests are kept by chance only.</p>;
  const longestUs = Math.max(...traces.map(({ durationUs }) => durationUs), 1);
  return (
    <>
      <Dots traces={traces} startsAtMs={startsAtMs} longestUs={longestUs} onOpen={onOpen} />
      <div className="scroll-x">
        <table className="traces">
          <thead>
            <tr>
              <th scope="col">at</th>
              <th scope="col">request</th>
              <th scope="col" className="number">
                took
              </th>
              <th scope="col">state</th>
              <th scope="col" className="number">
                spans
              </th>
              <th scope="col">services</th>
              <th scope="col">kept because</th>
            </tr>
          </thead>
          <tbody>
            {traces.map((trace) => (
              <tr key={trace.traceId}>
                <td>{clockText(startsAtMs, trace.startUs)}</td>
                <td>
                  <Button
                    kind="link"
                    onPress={() => onOpen(trace.traceId)}
                    aria-label={`Open trace ${trace.traceId.slice(0, 8)} of ${trace.service} ${trace.name}`}
                  >
                    {trace.service} {trace.name}
                  </Button>
                </td>
                <td className="number">
                  {durationText(trace.durationUs)}
                  <span className="trace-length" aria-hidden="true">
                    <span data-bad={trace.status === 'error'} style={{ width: `${(100 * trace.durationUs) / longestUs}%` }} />
                  </span>
                </td>
                <td>{trace.status === 'error' ? <Mark tone="bad">{countText(trace.errors)} failed</Mark> : <Mark tone="ok">ok</Mark>}</td>
                <td className="number">{countText(trace.spans)}</td>
                <td className="small">{trace.services.join(', ')}</td>
                <td className="small quiet">{KEPT_WORDS[trace.keptBy]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

const WIDTH = 600;
const HEIGHT = 96;
const LEFT = 52;
const EDGE = 8;

/** Durations on a logarithmic scale: a healthy request and one that waited for ten seconds are both in sight. */
function Dots({
  traces,
  startsAtMs,
  longestUs,
  onOpen,
}: {
  traces: readonly TraceSummary[];
  startsAtMs: number;
  longestUs: number;
  onOpen: (traceId: string) => void;
}) {
  const shortestUs = Math.max(1, Math.min(...traces.map(({ durationUs }) => durationUs)));
  const fromUs = Math.min(...traces.map(({ startUs }) => startUs));
  const toUs = Math.max(...traces.map(({ startUs }) => startUs), fromUs + 1);
  const x = (startUs: number) => LEFT + EDGE + ((WIDTH - LEFT - 2 * EDGE) * (startUs - fromUs)) / (toUs - fromUs);
  const span = Math.max(Math.log(longestUs / shortestUs), 1e-9);
  const y = (durationUs: number) => HEIGHT - 20 - ((HEIGHT - 32) * Math.log(Math.max(durationUs, shortestUs) / shortestUs)) / span;
  return (
    // The table below says the same; dots are a second way in for a mouse.
    <svg className="trace-dots" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <text x={LEFT - 6} y={y(longestUs) + 4} textAnchor="end">
        {durationText(longestUs)}
      </text>
      {longestUs > shortestUs * 1.5 && (
        <text x={LEFT - 6} y={y(shortestUs) + 4} textAnchor="end">
          {durationText(shortestUs)}
        </text>
      )}
      <line x1={LEFT} x2={LEFT} y1={6} y2={HEIGHT - 14} />
      <line x1={LEFT} x2={WIDTH} y1={HEIGHT - 14} y2={HEIGHT - 14} />
      <text x={LEFT} y={HEIGHT - 2}>
        {clockText(startsAtMs, fromUs)}
      </text>
      <text x={WIDTH} y={HEIGHT - 2} textAnchor="end">
        {clockText(startsAtMs, toUs)}
      </text>
      {traces.map((trace) => {
        const title = `${clockText(startsAtMs, trace.startUs)} ${trace.service} ${trace.name}, ${durationText(trace.durationUs)}`;
        const place = { x: x(trace.startUs), y: y(trace.durationUs) };
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: the same trace is a button in the table
          <g key={trace.traceId} data-bad={trace.status === 'error'} onClick={() => onOpen(trace.traceId)}>
            <title>{title}</title>
            {trace.status === 'error' ? (
              <rect x={place.x - 3} y={place.y - 3} width={6} height={6} />
            ) : (
              <circle cx={place.x} cy={place.y} r={3.2} />
            )}
          </g>
        );
      })}
    </svg>
  );
}
