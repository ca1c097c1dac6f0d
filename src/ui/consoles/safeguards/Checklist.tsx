// Items that have to be ticked before it goes on. Some tick themselves when the instruments say so; skipping, where it is allowed, is recorded.
import type { SafeguardPrompt } from '../../../schema/index.ts';
import { useDesk } from '../desk.tsx';
import { Answers, Problem, SafeguardFrame, useAnswer } from './Frame.tsx';

export function Checklist({ prompt }: { prompt: SafeguardPrompt }) {
  const { readOnly } = useDesk();
  const answer = useAnswer(prompt);
  const open = prompt.items.filter(({ required, ticked }) => required && !ticked).length;
  return (
    <SafeguardFrame prompt={prompt} title="Checklist">
      <ul className="safeguard-items">
        {prompt.items.map(({ item, required, ticked, automatic }) => (
          <li key={item}>
            <label>
              <input
                type="checkbox"
                checked={ticked}
                disabled={readOnly || automatic}
                onChange={() => answer(ticked ? 'untick' : 'tick', item)}
              />
              <span>
                {item}
                {!required && <span className="safeguard-note"> optional</span>}
                {automatic && <span className="safeguard-note"> {ticked ? 'found to be so' : 'checked by itself: not so yet'}</span>}
              </span>
            </label>
          </li>
        ))}
      </ul>
      <p role="status" className="small">
        {open === 0 ? 'Everything that is required is ticked.' : `${open} required ${open === 1 ? 'item is' : 'items are'} open.`}
      </p>
      <Problem prompt={prompt} />
      <Answers prompt={prompt} back="Back">
        {prompt.answers.includes('skip') && (
          <button type="button" className="console-button" disabled={readOnly} onClick={() => answer('skip')}>
            Skip the rest (recorded)
          </button>
        )}
      </Answers>
    </SafeguardFrame>
  );
}
