// The bodies of consoles that are filled in rather than typed at: a form, a menu, a progress screen. What they show and ask is data; what they look like
// is their style.

import { LastAttempt } from './Attempts.tsx';
import { useDesk } from './desk.tsx';
import { Fields } from './Fields.tsx';
import { Figures } from './safeguards/Figures.tsx';
import { Tables } from './Tables.tsx';
import type { Entries } from './use-entries.ts';

interface Props {
  entries: Entries;
}

/** The buttons, and below them what came of the last press: where the eye is. */
function Actions({ entries }: Props) {
  const { view, readOnly } = useDesk();
  return (
    <>
      <div className="console-actions">
        {view.actions.map(({ name, label }, index) => (
          <button
            key={name}
            type="button"
            className="console-button"
            data-weight={index === 0 ? 'main' : undefined}
            disabled={readOnly}
            onClick={() => void entries.submit(name)}
          >
            {label}
          </button>
        ))}
      </div>
      <LastAttempt />
    </>
  );
}

/** Fields beside what has to be watched. Enter in a field presses the only button there is, as in every form. */
export function FormScreen({ entries }: Props) {
  const { view } = useDesk();
  const [only, ...others] = view.actions;
  const enter = only !== undefined && others.length === 0 ? { onEnter: () => void entries.submit(only.name) } : {};
  return (
    <div className="console-form">
      <div className="console-entry">
        <Fields entries={entries} fields={view.fields} {...enter} />
        <Actions entries={entries} />
      </div>
      {(view.readouts.length > 0 || view.tables.length > 0) && (
        <div className="console-watch">
          <Figures figures={view.readouts} label="On the screen" />
          <Tables tables={view.tables} />
        </div>
      )}
    </div>
  );
}

/** Drop-downs one below the other, and the button. */
export function MenuScreen({ entries }: Props) {
  const { view } = useDesk();
  return (
    <div className="console-menu">
      <Figures figures={view.readouts} label="On the screen" />
      <Fields entries={entries} fields={view.fields} />
      <Actions entries={entries} />
      <Tables tables={view.tables} />
    </div>
  );
}

/** What goes on first, then what can be done about it. */
export function ProgressScreen({ entries }: Props) {
  const { view } = useDesk();
  return (
    <div className="console-progress">
      <Figures figures={view.readouts} label="On the screen" />
      <Tables tables={view.tables} />
      <div className="console-entry">
        <Fields entries={entries} fields={view.fields} />
        <Actions entries={entries} />
      </div>
    </div>
  );
}
