// A second factor: six digits that arrive on another device, or a key that is touched.
import { useId, useState } from 'react';
import type { SafeguardPrompt } from '../../../schema/index.ts';
import { useDesk } from '../desk.tsx';
import { Answers, Problem, SafeguardFrame, useAnswer } from './Frame.tsx';
import { Remaining } from './Remaining.tsx';

export function SecondFactor({ prompt }: { prompt: SafeguardPrompt }) {
  const touched = prompt.answers.includes('press');
  return (
    <SafeguardFrame prompt={prompt} title="Second factor">
      <div className="safeguard-device" role="status">
        <span className="safeguard-device-name">{touched ? 'Your key' : 'Your other device'}</span>
        <span className="safeguard-device-screen">
          {prompt.elsewhere ?? (touched ? 'waits to be touched' : 'nothing yet, the code is on its way')}
        </span>
      </div>
      {prompt.untilUs !== undefined && (
        <Remaining
          fromUs={undefined}
          untilUs={prompt.untilUs}
          what={prompt.elsewhere === undefined && !touched ? 'Should arrive in' : 'Expires in'}
        />
      )}
      {touched ? <Key prompt={prompt} /> : <Code prompt={prompt} />}
    </SafeguardFrame>
  );
}

function Key({ prompt }: { prompt: SafeguardPrompt }) {
  const { readOnly } = useDesk();
  const answer = useAnswer(prompt);
  return (
    <>
      <Problem prompt={prompt} />
      <Answers prompt={prompt} back="Back">
        <button type="button" className="console-button" data-weight="main" data-first disabled={readOnly} onClick={() => answer('press')}>
          {prompt.button || 'Touch the key'}
        </button>
      </Answers>
    </>
  );
}

function Code({ prompt }: { prompt: SafeguardPrompt }) {
  const { readOnly } = useDesk();
  const answer = useAnswer(prompt);
  const [code, setCode] = useState('');
  const id = useId();
  return (
    <form
      className="safeguard-form"
      onSubmit={(event) => {
        event.preventDefault();
        answer('type', code.replace(/\s/g, ''));
      }}
    >
      <label htmlFor={id}>Code</label>
      <input
        id={id}
        data-first
        className="console-input safeguard-code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={9}
        value={code}
        readOnly={readOnly}
        onChange={(event) => setCode(event.target.value)}
      />
      <Problem prompt={prompt} />
      <Answers prompt={prompt} back="Back">
        {prompt.answers.includes('type') && (
          <button type="submit" className="console-button" data-weight="main" disabled={readOnly || code === ''}>
            {prompt.button || 'Verify'}
          </button>
        )}
      </Answers>
    </form>
  );
}
