// Role, level, clock and console of the drill that is about to begin.
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { type Choices, CONSOLE_CHOICES, LEVEL_CHOICES, ROLE_CHOICES } from './choices.ts';

interface Option<T extends string> {
  value: T;
  label: string;
  says: string;
}

const CLOCKS: readonly Option<'timed' | 'untimed'>[] = [
  { value: 'timed', label: 'Against the clock', says: 'Story time runs; it can be paused at any moment.' },
  { value: 'untimed', label: 'Step by step', says: 'The clock moves only when you say so; nothing is late, hints are free.' },
];

interface Props {
  choices: Choices;
  /** The scenario has consoles, each in two variants. */
  consoles: boolean;
  onChange: (change: Partial<Choices>) => void;
}

export function PlayChoices({ choices, consoles, onChange }: Props) {
  return (
    <div className="play-choices">
      <OneOf label="Your role" value={choices.role} options={ROLE_CHOICES} onChange={(role) => onChange({ role })} />
      <OneOf label="Level" value={choices.level} options={LEVEL_CHOICES} onChange={(level) => onChange({ level })} />
      <OneOf
        label="Clock"
        value={choices.timed ? 'timed' : 'untimed'}
        options={CLOCKS}
        onChange={(clock) => onChange({ timed: clock === 'timed' })}
      />
      {consoles && (
        <OneOf
          label="Which console?"
          value={choices.consoles}
          options={CONSOLE_CHOICES}
          onChange={(variant) => onChange({ consoles: variant })}
        />
      )}
    </div>
  );
}

function OneOf<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
}) {
  return (
    <RadioGroup className="play-choice" value={value} onChange={(next) => onChange(next as T)}>
      <Label className="field-label">{label}</Label>
      {options.map((option) => (
        <Radio key={option.value} value={option.value} className="play-option">
          <span className="play-dot" aria-hidden="true" />
          <span>
            <strong>{option.label}</strong>
            <span className="small play-says"> {option.says}</span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
