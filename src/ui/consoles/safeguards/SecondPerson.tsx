// Somebody else agrees, on a screen of their own: what that screen shows, how long it has been waiting, what they said.
import type { SafeguardPrompt } from '../../../schema/index.ts';
import { spanText } from '../../theme/index.ts';
import { useDesk } from '../desk.tsx';
import { Figures } from './Figures.tsx';
import { Answers, Problem, SafeguardFrame } from './Frame.tsx';
import { useShownAt } from './Remaining.tsx';

export function SecondPerson({ prompt }: { prompt: SafeguardPrompt }) {
  const { nowUs } = useDesk();
  const shownAtUs = useShownAt(prompt);
  return (
    <SafeguardFrame prompt={prompt} title="A second person has to agree">
      {prompt.figures.length > 0 && (
        <div className="safeguard-other">
          <p className="safeguard-other-title">On their screen</p>
          <Figures figures={prompt.figures} label="What the second person sees" />
        </div>
      )}
      <p role="status" className="safeguard-reply">
        {prompt.elsewhere ?? 'Sent. Waiting for an answer.'}
      </p>
      {/* How long, not how long yet: nobody knows when a person answers. */}
      {prompt.elsewhere === undefined && shownAtUs !== undefined && (
        <p className="remaining-text" aria-hidden="true">
          Waiting for <strong>{spanText(nowUs - shownAtUs)}</strong>
        </p>
      )}
      <Problem prompt={prompt} />
      <Answers prompt={prompt} back={prompt.answers.includes('proceed') ? 'Back' : 'Withdraw'} />
    </SafeguardFrame>
  );
}
