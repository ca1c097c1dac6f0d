// What is happening to a run that is being opened, or why it cannot be.
import { Button, Notice, Progress } from '../theme/index.ts';
import type { OpeningRun } from './use-open-run.ts';

export function OpeningState({ opening, what }: { opening: OpeningRun; what: 'file' | 'link' }) {
  switch (opening.state) {
    case 'idle':
      return null;
    case 'busy':
      return (
        <div aria-busy="true">
          <Progress label={opening.text} ratio={opening.ratio} />
        </div>
      );
    case 'refused':
      return (
        <Notice tone="bad" title={`This ${what} cannot be opened`} role="alert">
          <ul className="stack-tight">
            {opening.problems.map((problem) => (
              <li key={problem} className="open-problem">
                {problem}
              </li>
            ))}
          </ul>
        </Notice>
      );
    case 'unverified':
      return (
        <Notice tone="warn" title="This run does not verify" role="alert">
          <p>
            {opening.reason}. The scenario or the file was changed since the run was made, so what you would see is not what was seen then.
          </p>
          <div className="row">
            <Button onPress={opening.show}>Look at it all the same</Button>
            <Button kind="quiet" onPress={opening.leave}>
              Leave it
            </Button>
          </div>
        </Notice>
      );
  }
}
