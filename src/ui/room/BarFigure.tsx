// One figure of the bar: what it is, how much, in which unit; its shape repeats what its colour says.
import { Explain, type ExplanationId } from '../guide/index.ts';
import { type Tone, ToneShape } from '../theme/index.ts';
import './bar-figure.css';

export function BarFigure({
  label,
  value,
  unit,
  note,
  tone,
  title,
  explain,
}: {
  label: string;
  value: string;
  unit?: string | undefined;
  note?: string | undefined;
  tone: Tone;
  title?: string | undefined;
  explain?: ExplanationId | undefined;
}) {
  return (
    <div className="bar-figure" data-tone={tone} title={title}>
      <dt>
        {label}
        {explain !== undefined && <Explain of={explain} />}
      </dt>
      <dd>
        {tone !== 'plain' && <ToneShape tone={tone} />}
        <span className="figure-value">{value}</span>
        {unit !== undefined && <span className="figure-unit">{unit}</span>}
        {note !== undefined && <span className="bar-note">{note}</span>}
      </dd>
    </div>
  );
}
