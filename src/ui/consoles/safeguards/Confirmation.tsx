// Shows what will happen before it does: a confirmation with its figures, and a dry run with what would change. Where there is something to read the
// box itself has the focus, so that Enter alone sends nothing; a bare “are you sure” has it on its button, as such questions do.
import type { SafeguardPrompt } from '../../../schema/index.ts';
import { Figures } from './Figures.tsx';
import { Answers, Problem, SafeguardFrame } from './Frame.tsx';
import { Remaining, useShownAt } from './Remaining.tsx';

export function Confirmation({ prompt }: { prompt: SafeguardPrompt }) {
  const shows = prompt.figures.length > 0;
  const alarming = prompt.figures.filter((figure) => figure.alarming).length;
  return (
    <SafeguardFrame prompt={prompt} role={alarming > 0 ? 'alertdialog' : 'dialog'} title="Confirm">
      <Figures figures={prompt.figures} label="What will happen" />
      {alarming > 0 && (
        <p className="safeguard-alarm">
          {alarming === 1 ? 'One figure is' : `${alarming} figures are`} out of the ordinary. Nothing has been sent yet.
        </p>
      )}
      <Problem prompt={prompt} />
      <Answers prompt={prompt} {...(shows ? { back: 'Back' } : { first: 'proceed' as const })} />
    </SafeguardFrame>
  );
}

export function DryRun({ prompt }: { prompt: SafeguardPrompt }) {
  const shownAtUs = useShownAt(prompt);
  return (
    <SafeguardFrame prompt={prompt} title="Dry run">
      {prompt.untilUs !== undefined && <Remaining fromUs={shownAtUs} untilUs={prompt.untilUs} what="Running without effect" />}
      <div className="safeguard-diff">
        <Figures figures={prompt.figures} label="What would change" />
      </div>
      <Problem prompt={prompt} />
      <Answers prompt={prompt} back="Back" />
    </SafeguardFrame>
  );
}
