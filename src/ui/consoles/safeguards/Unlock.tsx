// A lock that opens while it is held: with the pointer, with Space or Enter. Who cannot hold presses once and waits; pressing again lets go.
import { useRef, useState } from 'react';
import type { SafeguardPrompt } from '../../../schema/index.ts';
import { useDesk } from '../desk.tsx';
import { Answers, Problem, SafeguardFrame, useAnswer } from './Frame.tsx';
import { Remaining } from './Remaining.tsx';

export function Unlock({ prompt }: { prompt: SafeguardPrompt }) {
  const { readOnly, timed } = useDesk();
  const answer = useAnswer(prompt);
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
  const words = byTurns
    ? held
      ? 'Opening… press again to let go'
      : 'Press to begin'
    : held
      ? 'Keep holding…'
      : prompt.button || 'Hold to unlock';
  return (
    <SafeguardFrame prompt={prompt} title="Locked">
      {prompt.untilUs !== undefined && <Remaining fromUs={undefined} untilUs={prompt.untilUs} what={held ? 'Opens in' : 'Open for'} />}
      {prompt.untilUs === undefined && (
        <p className="small">{byTurns ? 'Press once and wait until it opens.' : 'With the pointer, Space or Enter.'}</p>
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
        {words}
      </button>
      <label className="safeguard-turns">
        <input type="checkbox" checked={byTurns} disabled={readOnly || held} onChange={(event) => setByTurns(event.target.checked)} />
        Press and wait instead of holding
      </label>
      <Problem prompt={prompt} />
      <Answers prompt={prompt} back="Back" />
    </SafeguardFrame>
  );
}
