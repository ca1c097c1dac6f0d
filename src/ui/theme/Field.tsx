// Labelled text, number and choice fields. A native select keeps the phone's own picker.
import { type ReactNode, useId } from 'react';
import { NumberField as AriaNumberField, TextField as AriaTextField, Input, Label, Text, TextArea } from 'react-aria-components';

interface Base {
  label: string;
  help?: string | undefined;
  isRequired?: boolean;
}

export function TextField({
  label,
  help,
  value,
  onChange,
  rows,
  placeholder,
  isRequired = false,
  maxLength,
}: Base & { value: string; onChange: (value: string) => void; rows?: number; placeholder?: string; maxLength?: number }) {
  return (
    <AriaTextField
      className="field"
      value={value}
      onChange={onChange}
      isRequired={isRequired}
      {...(maxLength === undefined ? {} : { maxLength })}
    >
      <Label>{label}</Label>
      {rows === undefined ? <Input placeholder={placeholder} /> : <TextArea rows={rows} placeholder={placeholder} />}
      {help !== undefined && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
    </AriaTextField>
  );
}

/** An empty field is `undefined`: "not said" is not zero. */
export function NumberField({
  label,
  help,
  value,
  onChange,
  min,
  max,
  step,
}: Base & { value: number | undefined; onChange: (value: number | undefined) => void; min?: number; max?: number; step?: number }) {
  return (
    <AriaNumberField
      className="field"
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? undefined : next)}
      {...(min === undefined ? {} : { minValue: min })}
      {...(max === undefined ? {} : { maxValue: max })}
      {...(step === undefined ? {} : { step })}
    >
      <Label>{label}</Label>
      <Input />
      {help !== undefined && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
    </AriaNumberField>
  );
}

export function ChoiceField<T extends string>({
  label,
  help,
  value,
  onChange,
  options,
}: Base & { value: T; onChange: (value: T) => void; options: readonly (T | { value: T; label: string })[] }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value as T)}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
      >
        {options.map((option) => {
          const { value: key, label: text } = typeof option === 'string' ? { value: option, label: option } : option;
          return (
            <option key={key} value={key}>
              {text}
            </option>
          );
        })}
      </select>
      {help !== undefined && (
        <span id={`${id}-help`} className="field-help">
          {help}
        </span>
      )}
    </div>
  );
}

export function FieldGroup({ legend, children }: { legend: string; children: ReactNode }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className="stack-tight">
      <span id={id} className="field-label">
        {legend}
      </span>
      <div className="fields">{children}</div>
    </div>
  );
}
