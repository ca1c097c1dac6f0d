// It happens by itself after a while; until then one press calls it off. Cancelling has the focus.
import type { SafeguardPrompt } from '../../../schema/index.ts';
import { useDesk } from '../desk.tsx';
import { secondsLeft } from '../remaining.ts';
import { Figures } from './Figures.tsx';
import { Answers, Problem, SafeguardFrame } from './Frame.tsx';
import { Remaining, useShownAt } from './Remaining.tsx';

export function Countdown({ prompt }: { prompt: SafeguardPrompt }) {
  const { nowUs } = useDesk();
  const shownAtUs = useShownAt(prompt);
  return (
    <SafeguardFrame prompt={prompt} role="alertdialog" title="About to be sent">
      <Figures figures={prompt.figures} />
      {prompt.untilUs !== undefined && (
        <>
          <p className="safeguard-count" aria-hidden="true">
            {secondsLeft(prompt.untilUs, nowUs)}
          </p>
          <Remaining fromUs={shownAtUs} untilUs={prompt.untilUs} what="Goes out in" />
        </>
      )}
      <Problem prompt={prompt} />
      <Answers prompt={prompt} first="back" back="Cancel it" />
    </SafeguardFrame>
  );
}
