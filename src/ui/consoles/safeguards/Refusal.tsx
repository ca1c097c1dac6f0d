// What does not let one go on: entries that do not pass, limits, dangerous commands, too many in too short a time.
import type { SafeguardPrompt } from '../../../schema/index.ts';
import { ToneShape } from '../../theme/index.ts';
import { Figures } from './Figures.tsx';
import { Answers, Problem, SafeguardFrame } from './Frame.tsx';
import { Remaining, useShownAt } from './Remaining.tsx';

const TITLES: Partial<Record<SafeguardPrompt['kind'], string>> = {
  check: 'Please check what you entered',
  limit: 'Over the limit',
  pattern: 'This looks dangerous',
  rateLimit: 'Too many in too short a time',
};

/** A dangerous pattern may only ask: then going back has the focus, because going on is the exception. */
export function Refusal({ prompt }: { prompt: SafeguardPrompt }) {
  const shownAtUs = useShownAt(prompt);
  const asks = prompt.answers.includes('proceed');
  return (
    <SafeguardFrame prompt={prompt} role="alertdialog" title={TITLES[prompt.kind] ?? 'Not sent'}>
      <span className="safeguard-sign">
        <ToneShape tone={asks ? 'warn' : 'bad'} />
      </span>
      <Figures figures={prompt.figures} />
      {prompt.untilUs !== undefined && <Remaining fromUs={shownAtUs} untilUs={prompt.untilUs} what="Held back for" />}
      <Problem prompt={prompt} />
      <Answers prompt={prompt} back={prompt.kind === 'check' ? 'Back to the form' : 'Back'} first="back" />
    </SafeguardFrame>
  );
}
