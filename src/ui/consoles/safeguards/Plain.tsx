// Any safeguard that stands around a console rather than in the way, should one of them ask after all: what it says and the answers it takes.
import type { SafeguardPrompt } from '../../../schema/index.ts';
import { useDesk } from '../desk.tsx';
import { Figures } from './Figures.tsx';
import { Answers, Problem, SafeguardFrame, useAnswer } from './Frame.tsx';
import { Remaining, useShownAt } from './Remaining.tsx';

export function Plain({ prompt }: { prompt: SafeguardPrompt }) {
  const { view, readOnly } = useDesk();
  const answer = useAnswer(prompt);
  const shownAtUs = useShownAt(prompt);
  const others = view.separation?.groups.filter((group) => group !== view.separation?.open) ?? [];
  return (
    <SafeguardFrame prompt={prompt}>
      <Figures figures={prompt.figures} />
      {prompt.untilUs !== undefined && <Remaining fromUs={shownAtUs} untilUs={prompt.untilUs} what="Takes" />}
      <Problem prompt={prompt} />
      <Answers prompt={prompt} back="Back">
        {prompt.answers.includes('switch') &&
          others.map((group) => (
            <button key={group} type="button" className="console-button" disabled={readOnly} onClick={() => answer('switch', group)}>
              Go over to {group}
            </button>
          ))}
      </Answers>
    </SafeguardFrame>
  );
}
