// The impact in figures: taken over from the instruments with one press, with source and instant; a typed one says that it was typed.
import { useView } from '../app/session-context.tsx';
import { Button, clockText, NumberField, spanWords } from '../theme/index.ts';
import { readingsOf, takenAtUs, type UpdateDraft, withReadings } from './update-draft.ts';

export function Figures({
  draft,
  onChange,
  isDisabled,
}: {
  draft: UpdateDraft;
  onChange: (draft: UpdateDraft) => void;
  isDisabled: boolean;
}) {
  const view = useView();
  const readings = readingsOf(view);
  const read = view.nowUs;
  return (
    <section className="stack-tight" aria-labelledby="figures-title">
      <div className="row-between">
        <h3 id="figures-title">Impact in figures</h3>
        <Button size="small" onPress={() => onChange(withReadings(draft, readings, read))} isDisabled={isDisabled}>
          Take all from the instruments
        </Button>
      </div>
      <ul className="comms-figures">
        {readings.map((reading) => {
          const { id, label, unit, source, value } = reading;
          const atUs = takenAtUs(draft, id);
          return (
            <li key={id}>
              <NumberField
                label={unit === 'users' ? label : `${label}, ${unit}`}
                value={draft[id]}
                onChange={(next) => onChange({ ...draft, [id]: next })}
                min={0}
                {...(id === 'errorPercent' ? { max: 100, step: 0.1 } : {})}
              />
              <div className="stack-tight">
                <Button
                  size="small"
                  isDisabled={isDisabled || value === undefined || draft[id] === value}
                  onPress={() => onChange(withReadings(draft, [reading], read))}
                >
                  {value === undefined ? 'No reading' : `Take ${number.format(value)} ${unit}`}
                </Button>
                <span className="small quiet">
                  {draft[id] === undefined
                    ? source
                    : atUs === undefined
                      ? 'typed by you'
                      : `${source}, at ${clockText(view.scenario.startsAtMs, atUs)}${read - atUs >= 60e6 ? ` (${spanWords(Math.floor((read - atUs) / 60e6) * 60e6)} ago)` : ''}`}
                </span>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
