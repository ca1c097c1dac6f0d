// A sanity warning: one line and two buttons, the same little box for what matters and what does not. The first button has the focus, so Enter
// dismisses it. That is how such boxes are, and why people stop reading them.
import type { SafeguardPrompt } from '../../../schema/index.ts';
import { ToneShape } from '../../theme/index.ts';
import { Answers, Problem, SafeguardFrame } from './Frame.tsx';

export function Warning({ prompt }: { prompt: SafeguardPrompt }) {
  return (
    <SafeguardFrame prompt={prompt} role="alertdialog" title="Warning">
      <span className="safeguard-sign">
        <ToneShape tone="warn" />
      </span>
      <Problem prompt={prompt} />
      <Answers prompt={prompt} first="proceed" />
    </SafeguardFrame>
  );
}
