// Everything that can be done to the system, from one registry: what it does, how risky it is, on which targets.
import { useReadOnly, useView } from '../app/session-context.tsx';
import { RISK_WORDS } from '../room/command-text.ts';
import { useRoom } from '../room/room-context.tsx';
import { Button, Mark } from '../theme/index.ts';

export default function Actions() {
  const view = useView();
  const readOnly = useReadOnly();
  const { prepare } = useRoom();
  const options = view.commands.filter((option) => option.targets.length > 0);
  if (options.length === 0) return <p className="empty">Nothing can be done here at this point of the drill.</p>;
  return (
    <div className="stack">
      <p className="quiet">
        Every action asks for confirmation and says what it will touch. The rest of the room stays usable while it runs.
      </p>
      <ul className="action-list">
        {options.map((option) => (
          <li key={option.kind} className="card stack-tight">
            <div className="row-between">
              <h3>{option.title}</h3>
              <Mark tone={option.risk === 'irreversible' ? 'bad' : option.risk === 'reversible' ? 'warn' : 'ok'}>
                {RISK_WORDS[option.risk]}
              </Mark>
            </div>
            <p className="small">{option.effect}.</p>
            <p className="small quiet mono">{option.usage}</p>
            <div className="row">
              {option.targets.map((target, targetIndex) => (
                <Button
                  key={target.label}
                  size="small"
                  isDisabled={readOnly}
                  onPress={() => prepare({ option, targetIndex })}
                  aria-label={`${option.title}: ${target.label}`}
                >
                  {target.label}
                </Button>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
