// A short explanation beside a figure: what it counts, in which unit, over which window, and where it comes from.
// How much of it shows follows the level: open lines for beginners, on request for others, nothing for experts, series names when debugging.
import { Dialog, DialogTrigger, Popover, Button as PressButton } from 'react-aria-components';
import { useView } from '../app/session-context.tsx';
import { Button } from '../theme/index.ts';
import { type Explanation, type ExplanationId, explanationOf } from './explanations.ts';
import { openHelp } from './help-store.ts';
import './guide.css';

/**
 * @param of which figure
 * @param line beginners read its sentence here without asking
 */
export function Explain({ of, line = false }: { of: ExplanationId; line?: boolean }) {
  const { level } = useView();
  if (level === 'expert') return null;
  const explanation = explanationOf(of);
  return (
    <>
      <DialogTrigger>
        <PressButton className="explain" aria-label={`About ${explanation.title}`}>
          <span aria-hidden="true">i</span>
        </PressButton>
        <Popover className="popover explain-box" placement="bottom" offset={4}>
          <Dialog className="explain-dialog" aria-label={explanation.title}>
            {({ close }) => <About explanation={explanation} debug={level === 'debug'} onLeave={close} />}
          </Dialog>
        </Popover>
      </DialogTrigger>
      {line && level === 'beginner' && <span className="explain-line">{explanation.counts}</span>}
    </>
  );
}

function About({ explanation, debug, onLeave }: { explanation: Explanation; debug: boolean; onLeave: () => void }) {
  const { title, counts, unit, window, from, series, term } = explanation;
  return (
    <div className="stack-tight">
      <strong>{title}</strong>
      <p>{counts}</p>
      <dl className="facts small">
        <dt>Unit</dt>
        <dd>{unit}</dd>
        <dt>Over</dt>
        <dd>{window}</dd>
        <dt>From</dt>
        <dd>{from}</dd>
        {debug && series !== undefined && (
          <>
            <dt>Series</dt>
            <dd className="mono">{series}</dd>
          </>
        )}
      </dl>
      {term !== undefined && (
        <Button
          kind="link"
          size="small"
          onPress={() => {
            onLeave();
            openHelp('glossary', term);
          }}
        >
          {term} in the glossary
        </Button>
      )}
    </div>
  );
}
