// The calibration curve: what was stated against what was so, how often, and the Brier score in its three parts.
import type { DrillResult } from '../../host/client/index.ts';
import { percentText } from '../theme/index.ts';
import { calibrationSentence, decompose, type ReliabilityBin, reliabilityBins, type Statement } from './calibration.ts';
import { scoreText } from './figures.ts';
import { TwinFigure } from './TwinFigure.tsx';
import { useWidth } from './use-width.ts';

const SIZE_MAX = 380;
const EDGE = 44;
const COUNTS = 40;

export function Calibration({ results }: { results: readonly DrillResult[] }) {
  const beliefs: Statement[] = results.flatMap(({ calibration }) => calibration);
  const bins = reliabilityBins(beliefs);
  const parts = decompose(beliefs);
  const decisions = results.flatMap((result) => result.decisions);
  return (
    <section className="card stack" aria-labelledby="calibration-title">
      <h2 id="calibration-title">Do you know what you know?</h2>
      {parts === undefined ? (
        <p className="empty">You have not stated a probability in a scored drill yet. Every belief in the notebook counts here.</p>
      ) : (
        <>
          <p className="prose">{calibrationSentence(bins)}</p>
          <div className="calibration">
            <TwinFigure
              title="Stated and so"
              says="each point a tenth of the scale; on the diagonal, what you call 70 % is so in 70 of 100 cases"
              chart={<Diagram bins={bins} />}
              table={<BinTable bins={bins} />}
            />
            <div className="stack">
              <h3>Brier score of single statements (0 to 1): {scoreText(parts.brier)}</h3>
              <p className="small quiet">
                Of {parts.count} statements, each so or not; 0 is best, always saying 50 % gives 0.25. That of your beliefs over time goes
                from 0 to 2, because it adds up over all explanations.
              </p>
              <table>
                <tbody>
                  <Part name="reliability" sign="" value={parts.reliability} says="how far stated and so lie apart; less is better" />
                  <Part
                    name="resolution"
                    sign="−"
                    value={parts.resolution}
                    says="how well your statements tell cases apart; more is better"
                  />
                  <Part
                    name="uncertainty"
                    sign="+"
                    value={parts.uncertainty}
                    says="what the cases themselves leave open; not yours to change"
                  />
                </tbody>
              </table>
              {decisions.length > 0 && (
                <p className="small">
                  Of {decisions.length} decisions you looked back on, {decisions.filter(({ cameTrue }) => cameTrue === 'yes').length} came
                  true, {decisions.filter(({ cameTrue }) => cameTrue === 'partly').length} partly; your mean confidence was{' '}
                  {percentText(decisions.reduce((sum, { confidence }) => sum + confidence, 0) / decisions.length)}.
                </p>
              )}
            </div>
          </div>
        </>
      )}
    </section>
  );
}

function Part({ name, sign, value, says }: { name: string; sign: string; value: number; says: string }) {
  return (
    <tr>
      <th scope="row">
        {sign} {name}
      </th>
      <td className="number">{scoreText(value)}</td>
      <td className="small quiet">{says}</td>
    </tr>
  );
}

const range = ({ from, to }: ReliabilityBin): string => `${Math.round(from * 100)} to ${Math.round(to * 100)} %`;

function BinTable({ bins }: { bins: readonly ReliabilityBin[] }) {
  return (
    <div className="scroll-x">
      <table>
        <thead>
          <tr>
            <th scope="col">stated</th>
            <th scope="col" className="number">
              statements
            </th>
            <th scope="col" className="number">
              mean stated
            </th>
            <th scope="col" className="number">
              was so
            </th>
          </tr>
        </thead>
        <tbody>
          {bins.map((bin) => (
            <tr key={bin.from}>
              <th scope="row">{range(bin)}</th>
              <td className="number">{bin.count}</td>
              <td className="number">{percentText(bin.stated)}</td>
              <td className="number">{percentText(bin.observed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Diagram({ bins }: { bins: readonly ReliabilityBin[] }) {
  const [host, width] = useWidth(SIZE_MAX);
  const size = Math.min(width, SIZE_MAX);
  const side = size - EDGE - 8;
  const x = (ratio: number) => EDGE + ratio * side;
  const y = (ratio: number) => 8 + (1 - ratio) * side;
  const filled = bins.filter(({ count }) => count > 0);
  const most = Math.max(...bins.map(({ count }) => count));
  const countsTop = 8 + side + 28;
  const said = filled.map((bin) => `of ${bin.count} stated at ${percentText(bin.stated)}, ${percentText(bin.observed)} were so`).join('; ');
  return (
    <div ref={host} className="twin-drawing">
      <svg width={size} height={countsTop + COUNTS + 22} role="img" aria-label={`Calibration: ${said}`}>
        {[0, 0.25, 0.5, 0.75, 1].map((ratio) => (
          <g key={ratio}>
            <line className="twin-grid" x1={x(0)} x2={x(1)} y1={y(ratio)} y2={y(ratio)} />
            <line className="twin-grid" x1={x(ratio)} x2={x(ratio)} y1={y(0)} y2={y(1)} />
            <text className="twin-text" x={EDGE - 6} y={y(ratio) + 4} textAnchor="end">
              {Math.round(ratio * 100)} %
            </text>
            <text className="twin-text" x={x(ratio)} y={y(0) + 16} textAnchor={ratio === 1 ? 'end' : 'middle'}>
              {Math.round(ratio * 100)} %
            </text>
          </g>
        ))}
        <line className="twin-mean" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
        <path
          className="twin-line"
          d={filled.map((bin, index) => `${index === 0 ? 'M' : 'L'}${x(bin.stated ?? 0)} ${y(bin.observed ?? 0)}`).join('')}
        />
        {filled.map((bin) => (
          <circle
            key={bin.from}
            className="twin-point"
            cx={x(bin.stated ?? 0)}
            cy={y(bin.observed ?? 0)}
            r={3 + 5 * Math.sqrt(bin.count / most)}
          />
        ))}
        {bins.map((bin) => {
          const height = (bin.count / most) * COUNTS;
          return (
            <g key={bin.from}>
              <rect
                className="twin-bar"
                x={x(bin.from) + 1}
                width={side / bins.length - 2}
                y={countsTop + COUNTS - height}
                height={height}
              />
              {bin.count > 0 && (
                <text className="twin-text" x={x((bin.from + bin.to) / 2)} y={countsTop + COUNTS + 14} textAnchor="middle">
                  {bin.count}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <p className="small quiet">Across: what you stated. Up: how often it was so. Bars: how many statements.</p>
    </div>
  );
}
