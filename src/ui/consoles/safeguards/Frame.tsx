// The box a safeguard asks in. It takes the focus when it opens, Escape is the way back where there is one, and nothing behind it can be pressed meanwhile.
import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { SafeguardPrompt } from '../../../schema/index.ts';
import { ToneShape } from '../../theme/index.ts';
import { SAFEGUARD_WORDS } from '../attempt-words.ts';
import { useDesk } from '../desk.tsx';

type Answer = SafeguardPrompt['answers'][number];

/** One answer to the safeguard that is shown. */
export function useAnswer(prompt: SafeguardPrompt): (answer: Answer, text?: string) => void {
  const { send, view } = useDesk();
  return (answer, text = '') =>
    void send({ kind: 'console.answer', args: { console: view.id, safeguard: prompt.safeguard, answer, text } });
}

interface Props {
  prompt: SafeguardPrompt;
  /** alertdialog: something may be wrong; dialog: one more step. */
  role?: 'dialog' | 'alertdialog';
  /** What stands in the bar of the box where the scenario says nothing. */
  title?: string;
  children: ReactNode;
}

/** Focus goes to what carries `data-first`, else to the box itself, where Enter does nothing. */
export function SafeguardFrame({ prompt, role = 'dialog', title, children }: Props) {
  const { takesFocus, readOnly } = useDesk();
  const answer = useAnswer(prompt);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (!takesFocus) return;
    const first = box.current?.querySelector<HTMLElement>('[data-first]:not(:disabled)');
    (first ?? box.current)?.focus();
  }, [takesFocus]);
  const heading = prompt.title || title || SAFEGUARD_WORDS[prompt.kind];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its role is one of two dialogs
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: its role is one of two dialogs
    <div
      ref={box}
      className="safeguard"
      data-kind={prompt.kind}
      role={role}
      aria-labelledby={`${id}-title`}
      aria-describedby={prompt.says === '' ? undefined : `${id}-says`}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || readOnly || !prompt.answers.includes('back')) return;
        event.preventDefault();
        event.stopPropagation();
        answer('back');
      }}
    >
      <h3 id={`${id}-title`} className="safeguard-title">
        {heading}
      </h3>
      <div className="safeguard-body">
        {prompt.says !== '' && (
          <p id={`${id}-says`} className="safeguard-says">
            {prompt.says}
          </p>
        )}
        {children}
      </div>
    </div>
  );
}

/** Why the last answer did not do; heard at once. */
export function Problem({ prompt }: { prompt: SafeguardPrompt }) {
  return (
    <div role="alert">
      {prompt.problem !== undefined && (
        <p className="safeguard-problem">
          <ToneShape tone="bad" /> {prompt.problem}
        </p>
      )}
    </div>
  );
}

/** The row of buttons at the end. Where going back is all one can do, it is called as the scenario calls it. @param first which has the focus to begin with */
export function Answers({
  prompt,
  proceed,
  back = 'Cancel',
  first,
  children,
}: {
  prompt: SafeguardPrompt;
  /** Default: what the scenario writes on the button; without `proceed` among the answers there is none. */
  proceed?: string;
  back?: string;
  first?: 'proceed' | 'back';
  children?: ReactNode;
}) {
  const { readOnly } = useDesk();
  const answer = useAnswer(prompt);
  return (
    <div className="safeguard-answers">
      {children}
      {prompt.answers.includes('proceed') && (
        <button
          type="button"
          className="console-button"
          data-weight="main"
          disabled={readOnly}
          data-first={first === 'proceed' || undefined}
          onClick={() => answer('proceed')}
        >
          {proceed ?? (prompt.button || 'Continue')}
        </button>
      )}
      {prompt.answers.includes('back') && (
        <button
          type="button"
          className="console-button"
          disabled={readOnly}
          data-first={first === 'back' || undefined}
          onClick={() => answer('back')}
        >
          {prompt.answers.length === 1 && prompt.button !== '' ? prompt.button : back}
        </button>
      )}
    </div>
  );
}
