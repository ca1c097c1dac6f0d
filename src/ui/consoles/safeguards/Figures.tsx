// Figures a console shows beside their names. An alarming one has a sign and a word beside its colour.
import type { ShownFigureView } from '../../../schema/index.ts';
import { ToneShape } from '../../theme/index.ts';

export function Figures({ figures, label }: { figures: readonly ShownFigureView[]; label?: string }) {
  if (figures.length === 0) return null;
  return (
    <div className="console-figures" {...(label === undefined ? {} : { role: 'group', 'aria-label': label })}>
      <dl>
        {figures.map((figure) => (
          <div key={figure.label} className="console-figure" data-alarming={figure.alarming || undefined}>
            <dt>{figure.label}</dt>
            <dd>
              {figure.alarming && <ToneShape tone="bad" />} {figure.text}
              {figure.alarming && <span className="visually-hidden"> (out of the ordinary)</span>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
