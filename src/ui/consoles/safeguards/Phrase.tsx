// A typed confirmation: the words have to be written, so the hand does what the eye has read.
import { useId, useState } from 'react';
import type { SafeguardPrompt } from '../../../schema/index.ts';
import { useDesk } from '../desk.tsx';
import { Figures } from './Figures.tsx';
import { Answers, Problem, SafeguardFrame, useAnswer } from './Frame.tsx';

export function Phrase({ prompt }: { prompt: SafeguardPrompt }) {
  const { readOnly } = useDesk();
  const answer = useAnswer(prompt);
  const [typed, setTyped] = useState('');
  const id = useId();
  return (
    <SafeguardFrame prompt={prompt} title="Type to confirm">
      <Figures figures={prompt.figures} />
      <form
        className="safeguard-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (prompt.answers.includes('type')) answer('type', typed);
        }}
      >
        {prompt.phrase !== undefined && (
          <p id={`${id}-phrase`} className="safeguard-phrase">
            <span className="visually-hidden">To be typed exactly: </span>
            {prompt.phrase}
          </p>
        )}
        <label htmlFor={id}>Your answer</label>
        <input
          id={id}
          data-first
          className="console-input"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={typed}
          maxLength={500}
          readOnly={readOnly}
          aria-describedby={prompt.phrase === undefined ? undefined : `${id}-phrase`}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Problem prompt={prompt} />
        <Answers prompt={prompt} back="Back">
          {prompt.answers.includes('type') && (
            <button type="submit" className="console-button" data-weight="main" disabled={readOnly || typed === ''}>
              {prompt.button || 'Confirm'}
            </button>
          )}
        </Answers>
      </form>
    </SafeguardFrame>
  );
}
