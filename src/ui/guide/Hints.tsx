// Help with this scenario, one step at a time. What a hint costs is said before it is taken; what was taken stays readable.
import { useState } from 'react';
import { useAct, useReadOnly, useView } from '../app/session-context.tsx';
import { Button, sincePage } from '../theme/index.ts';

export function Hints() {
  const { hints, timed, tPlusZeroUs } = useView();
  const readOnly = useReadOnly();
  const act = useAct();
  const [asking, setAsking] = useState(false);
  const take = async () => {
    setAsking(true);
    await act({ kind: 'hint.take', args: {} });
    setAsking(false);
  };
  return (
    <div className="stack">
      <p>
        {hints.offered === 0
          ? hints.taken.length === 0
            ? 'No hint is offered now. Some appear when time has passed and you have not looked at what would help.'
            : 'No further hint is offered now.'
          : `${hints.offered} ${hints.offered === 1 ? 'hint is' : 'hints are'} offered.`}
      </p>
      {!readOnly && hints.offered > 0 && (
        <div className="row">
          <Button onPress={() => void take()} isDisabled={asking}>
            Take {hints.taken.length === 0 ? 'a hint' : 'another hint'}
          </Button>
          <span className="small quiet">
            {timed
              ? 'This drill is timed: each hint you take is counted, and costs what its rubric says.'
              : 'This drill is untimed: a hint costs nothing. It is noted that you took it.'}
          </span>
        </div>
      )}
      <ol className="stack-tight" aria-label="Hints you have taken" aria-live="polite">
        {hints.taken.map(({ seq, atUs, text }) => (
          <li key={seq} className="hint">
            <span className="small quiet mono">{sincePage(atUs, tPlusZeroUs) ?? 'before the page'}</span> {text}
          </li>
        ))}
      </ol>
    </div>
  );
}
