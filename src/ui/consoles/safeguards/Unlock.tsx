// A lock that opens while it is held: with the pointer, with Space or Enter. Who cannot hold presses once to begin and once more when it is open.
import { useRef, useState } from 'react';
import type { SafeguardPrompt } from '../../../schema/index.ts';
import { useDesk } from '../desk.tsx';
import { Answers, Problem, SafeguardFrame, useAnswer } from './Frame.tsx';
import { Remaining, useShownAt } from './Remaining.tsx';

export function Unlock({ prompt }: { prompt: SafeguardPrompt }) {
  const { readOnly, timed } = useDesk();
  const answer = useAnswer(prompt);
  const shownAtUs = useShownAt(prompt);
  // Where the clock moves in steps nothing can be held through one.
  const [byTurns, setByTurns] = useState(!timed);
  const holding = useRef(false);
  const held = prompt.answers.includes('release');
  const canHold = !byTurns && !readOnly;
  const press = () => {
    if (!canHold || holding.current || held) return;
    holding.current = true;
    answer('press');
  };
  const release = () => {
    if (!holding.current) return;
    holding.current = false;
    answer('release');
  };
  const words = prompt.button || 'Unlock';
  return (
    <SafeguardFrame prompt={prompt} title="Locked">
      {prompt.untilUs !== undefined ? (
        <Remaining fromUs={held ? shownAtUs : undefined} untilUs={prompt.untilUs} what={held ? 'Opens in' : 'Open for'} />
      ) : (
        <p className="small">
          {byTurns ? 'Press once, wait until it is open, press again.' : 'Press and hold: the pointer, Space or Enter.'}
        </p>
      )}
      <button
        type="button"
        className="console-button safeguard-hold"
        data-weight="main"
        data-first
        data-held={held || undefined}
        aria-pressed={held}
        disabled={readOnly}
        onPointerDown={(event) => {
          if (event.button === 0) press();
        }}
        onPointerUp={release}
        onPointerLeave={release}
        onPointerCancel={release}
        onBlur={release}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (byTurns || (event.key !== ' ' && event.key !== 'Enter')) return;
          event.preventDefault();
          if (!event.repeat) press();
        }}
        onKeyUp={(event) => {
          if (event.key === ' ' || event.key === 'Enter') release();
        }}
        onClick={() => {
          if (byTurns) answer(held ? 'release' : 'press');
        }}
      >
        {byTurns ? (held ? `${words}: press again` : `${words}: press`) : held ? `${words}: keep holding` : `${words}: hold`}
      </button>
      <label className="safeguard-turns">
        <input type="checkbox" checked={byTurns} disabled={readOnly || held} onChange={(event) => setByTurns(event.target.checked)} />
        Press, wait, press instead of holding
      </label>
      <Problem prompt={prompt} />
      <Answers prompt={prompt} back="Back" />
    </SafeguardFrame>
  );
}
