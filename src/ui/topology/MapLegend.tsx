// What the shapes of the map mean, drawn by the same arithmetic as the map.
import { type ReactNode, useState } from 'react';
import { ToneShape } from '../theme/index.ts';
import { dotCount, dotDistance, failingDots, pathOf } from './flow.ts';

const WIDTH = 64;

function Flow({ ratePerS, errorRatio = 0 }: { ratePerS: number; errorRatio?: number }) {
  const path = pathOf([
    { x: 2, y: 7 },
    { x: WIDTH - 2, y: 7 },
  ]);
  const count = dotCount(path.length, ratePerS);
  const failing = failingDots(count, errorRatio);
  return (
    <svg width={WIDTH} height={14} aria-hidden="true">
      <path
        d={`M2 7H${WIDTH - 2}`}
        stroke={errorRatio > 0 ? 'var(--bad)' : 'var(--line-strong)'}
        strokeWidth={2}
        strokeDasharray={errorRatio > 0 ? '9 6' : undefined}
      />
      {failing.map((fails, index) => {
        const x = 2 + dotDistance(path, index, count, 0);
        return fails ? (
          <rect key={x} x={x - 2.5} y={4.5} width={5} height={5} fill="var(--bad)" />
        ) : (
          <circle key={x} cx={x} cy={7} r={2.3} fill="var(--text-2)" />
        );
      })}
    </svg>
  );
}

function Breaker({ state }: { state: 'closed' | 'half-open' | 'open' }) {
  const colour = state === 'open' ? 'var(--bad)' : state === 'half-open' ? 'var(--warn)' : 'var(--line-strong)';
  return (
    <svg width={22} height={22} viewBox="-11 -11 22 22" aria-hidden="true" stroke={colour} strokeWidth={2.5} fill="none">
      <circle r={9} strokeWidth={2} />
      {state === 'closed' && <path d="M-9 0H9" />}
      {state === 'half-open' && <path d="M-9 0H0" />}
      {state === 'open' && <path d="M-5-5 5 5M5-5-5 5" />}
    </svg>
  );
}

const Bar = ({ ratio, queue = 0 }: { ratio: number; queue?: number }) => (
  <svg width={WIDTH} height={14} aria-hidden="true">
    {Array.from({ length: queue }, (_, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces are alike
      <rect key={index} x={2 + index * 7} y={1} width={4} height={4} fill="var(--warn)" />
    ))}
    <rect x={2} y={7} width={WIDTH - 4} height={5} rx={2.5} fill="var(--line)" />
    <rect x={2} y={7} width={(WIDTH - 4) * ratio} height={5} rx={2.5} fill="var(--line-strong)" />
  </svg>
);

const ENTRIES: readonly { key: string; shape: ReactNode; text: string }[] = [
  { key: '10', shape: <Flow ratePerS={10} />, text: '10 requests a second on their way' },
  { key: '1000', shape: <Flow ratePerS={1_000} />, text: '1,000 a second: closer dots, a wider line' },
  {
    key: 'fail',
    shape: <Flow ratePerS={1_000} errorRatio={0.4} />,
    text: 'dashed, with squares: that share fails where the line ends',
  },
  { key: 'fill', shape: <Bar ratio={0.6} />, text: 'in use of what there is: slots, connections, workers' },
  { key: 'queue', shape: <Bar ratio={1} queue={5} />, text: 'pieces above: waiting, compared with what can be worked on' },
  { key: 'closed', shape: <Breaker state="closed" />, text: 'breaker closed: calls pass' },
  { key: 'half-open', shape: <Breaker state="half-open" />, text: 'breaker half-open: a few probes pass' },
  { key: 'open', shape: <Breaker state="open" />, text: 'breaker open: calls fail at once' },
  {
    key: 'change',
    shape: (
      <span style={{ color: 'var(--change)' }}>
        <ToneShape tone="change" />
      </span>
    ),
    text: 'changed lately, once you have looked at Changes',
  },
];

export function MapLegend() {
  const [open, setOpen] = useState(false);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="map-summary">What the shapes mean</summary>
      <dl className="map-legend">
        {ENTRIES.map(({ key, shape, text }) => (
          <div key={key}>
            <dt>{shape}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
