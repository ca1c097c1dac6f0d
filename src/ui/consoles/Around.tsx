// Safeguards that stand around a console and ask nothing: the banner of the environment, the training watermark, the way to the other screen.
import type { ConsoleView } from '../../schema/index.ts';
import { useDesk } from './desk.tsx';
import { Remaining } from './safeguards/Remaining.tsx';

/** A shape for each colour, so that the place is told without it. */
const SHAPES: Readonly<Record<string, string>> = { red: '■', amber: '▲', blue: '◆', green: '●', grey: '○' };

export function Environment({ environment }: { environment: NonNullable<ConsoleView['environment']> }) {
  const { name, colour, banner } = environment;
  return (
    <p className="console-environment" data-colour={colour}>
      <span aria-hidden="true">{SHAPES[colour] ?? '○'}</span> <strong>{name}</strong>
      {banner !== '' && <span>{banner}</span>}
    </p>
  );
}

/** Across the whole screen, and once as a line with its end. */
export function Watermark({ watermark: { text, untilUs } }: { watermark: NonNullable<ConsoleView['watermark']> }) {
  return (
    <>
      <div className="console-watermark" aria-hidden="true">
        {Array.from({ length: 12 }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: all alike
          <span key={index} data-text={text} />
        ))}
      </div>
      <div className="console-training">
        <strong>{text}</strong>
        <Remaining fromUs={undefined} untilUs={untilUs} what="Training mode ends in" />
      </div>
    </>
  );
}

/** Test and live are different screens, and going over takes its time. */
export function Separation({ separation }: { separation: NonNullable<ConsoleView['separation']> }) {
  const { send, view, readOnly } = useDesk();
  const { safeguard, groups, open, switchingUntilUs } = separation;
  return (
    <div className="console-screens" role="group" aria-label="Screens of this console">
      {groups.map((group) => (
        <button
          key={group}
          type="button"
          className="console-screen-button"
          aria-pressed={group === open}
          disabled={readOnly || switchingUntilUs !== undefined}
          onClick={() => {
            if (group !== open) void send({ kind: 'console.answer', args: { console: view.id, safeguard, answer: 'switch', text: group } });
          }}
        >
          {group === open ? `${group} (you are here)` : `Go over to ${group}`}
        </button>
      ))}
      {switchingUntilUs !== undefined && <Remaining fromUs={undefined} untilUs={switchingUntilUs} what="Going over, there in" />}
    </div>
  );
}
