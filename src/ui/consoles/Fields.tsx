// The fields of a console with their units and hints. A choice whose groups stand on different screens shows those of the open one only.
import { useId } from 'react';
import type { ConsoleField } from '../../schema/index.ts';
import { useDesk } from './desk.tsx';
import { optionsOf } from './options.ts';
import type { Entries } from './use-entries.ts';

export function Fields({ entries, fields, onEnter }: { entries: Entries; fields: readonly ConsoleField[]; onEnter?: () => void }) {
  if (fields.length === 0) return null;
  return (
    <div className="console-fields">
      {fields.map((field) => (
        <Field key={field.name} field={field} entries={entries} {...(onEnter === undefined ? {} : { onEnter })} />
      ))}
    </div>
  );
}

function Field({ field, entries, onEnter }: { field: ConsoleField; entries: Entries; onEnter?: () => void }) {
  const { readOnly } = useDesk();
  const id = useId();
  const { name, label, type, unit, hint } = field;
  const shared = {
    id,
    className: 'console-input',
    value: entries.value(name),
    'aria-describedby': hint === '' ? undefined : `${id}-hint`,
  };
  return (
    <div className="console-field" data-type={type}>
      <label htmlFor={id}>
        {label}
        {unit !== '' && <span className="console-unit"> {unit}</span>}
      </label>
      {type === 'choice' ? (
        <Choice field={field} shared={shared} entries={entries} />
      ) : type === 'long text' ? (
        <textarea
          {...shared}
          rows={4}
          maxLength={500}
          readOnly={readOnly}
          onChange={(event) => entries.type(name, event.target.value)}
          onBlur={() => entries.leave(name)}
        />
      ) : (
        <input
          {...shared}
          inputMode={type === 'number' ? 'decimal' : 'text'}
          autoComplete="off"
          spellCheck={false}
          maxLength={500}
          readOnly={readOnly}
          onChange={(event) => entries.type(name, event.target.value)}
          onBlur={() => entries.leave(name)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !readOnly) onEnter?.();
          }}
        />
      )}
      {hint !== '' && (
        <span id={`${id}-hint`} className="console-hint">
          {hint}
        </span>
      )}
    </div>
  );
}

function Choice({
  field,
  shared,
  entries,
}: {
  field: ConsoleField;
  shared: { id: string; className: string; value: string };
  entries: Entries;
}) {
  const { view, readOnly } = useDesk();
  const options = optionsOf(field, view.separation);
  return (
    <select {...shared} disabled={readOnly} onChange={(event) => entries.choose(field.name, event.target.value)}>
      {!options.some(({ value }) => value === shared.value) && (
        <option value={shared.value}>{shared.value === '' ? '–' : 'not on this screen'}</option>
      )}
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}
