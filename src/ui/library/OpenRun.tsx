// Opens a run file by picker; the library around it takes one that is dropped anywhere on the page.
import { FileButton } from '../theme/index.ts';
import { OpeningState } from './OpeningState.tsx';
import type { OpeningRun } from './use-open-run.ts';

export function OpenRun({ opening, over, onFile }: { opening: OpeningRun; over: boolean; onFile: (file: File) => void }) {
  return (
    <section aria-labelledby="open-run" className="open-run" data-over={over}>
      <div className="row-between">
        <div className="stack-tight">
          <h2 id="open-run">Look at somebody’s run</h2>
          <p className="quiet">
            Drop a .run.json anywhere on this page, choose one, or follow a link to a run. It is played again on this machine, and its
            hashes are checked before you see it.
          </p>
        </div>
        <FileButton what="Run file" isDisabled={opening.state === 'busy'} onFile={onFile}>
          Choose a file
        </FileButton>
      </div>
      <OpeningState opening={opening} what="file" />
    </section>
  );
}
