// The guide of a first drill, as a strip in the flow of the page: it takes room of its own and so never covers what it points at.
// What it points at carries a frame; nobody is moved there without asking.
import { lazy, Suspense, useEffect, useState } from 'react';
import { useAct, useReadOnly, useView } from '../app/session-context.tsx';
import { useRemembered, useRoom } from '../room/room-context.tsx';
import { Button } from '../theme/index.ts';
import { elementOf, guideState, type Pointer, pointerOf } from './guide-state.ts';
import './guide.css';

const Markdown = lazy(() => import('../theme/Markdown.tsx'));
/** After so long at one step, its advice for those who are stuck appears by itself. */
const STUCK_MS = 60_000;

export function GuideStrip() {
  const { guide } = useView();
  const readOnly = useReadOnly();
  const [closed, setClosed] = useRemembered('guide.closed', false);
  if (guide === undefined || guide.steps.length === 0 || closed || readOnly) return null;
  return <Strip guide={guide} onClose={() => setClosed(true)} />;
}

function Strip({ guide, onClose }: { guide: NonNullable<ReturnType<typeof useView>['guide']>; onClose: () => void }) {
  const act = useAct();
  const { go, showPane } = useRoom();
  const [folded, setFolded] = useRemembered('guide.folded', false);
  const { number, count, step, index, doneRatio } = guideState(guide);
  const pointer = pointerOf(step?.shows);
  const [stuck, setStuck] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the next step begins anew
  useEffect(() => {
    setStuck(false);
    const timer = setTimeout(() => setStuck(true), STUCK_MS);
    return () => clearTimeout(timer);
  }, [index]);
  usePointedAt(folded ? undefined : pointer);
  const show = () => {
    if (pointer === undefined) return;
    if (pointer.kind === 'tool') go(pointer.id);
    else if (pointer.pane !== undefined) showPane(pointer.pane);
    // After the column or the tool has come forward.
    setTimeout(() => focusIn(elementOf(pointer, document)), 50);
  };
  return (
    <section className="guide-strip" aria-label="Guide">
      <div className="guide-head">
        <progress className="guide-progress" value={doneRatio} max={1} aria-label="Steps of the guide that are done" />
        <span className="small quiet figure-value">{step === undefined ? 'Done' : `Step ${number} of ${count}`}</span>
        {folded && step !== undefined && <strong className="grow">{step.title}</strong>}
        <span className="guide-fold">
          {step === undefined ? (
            <Button size="small" kind="quiet" onPress={onClose}>
              Close the guide
            </Button>
          ) : (
            <Button size="small" kind="quiet" aria-expanded={!folded} onPress={() => setFolded(!folded)}>
              {folded ? 'Show the guide' : 'Fold the guide'}
            </Button>
          )}
        </span>
      </div>
      <div role="status" tabIndex={folded ? -1 : 0} className={folded ? 'visually-hidden' : 'guide-body'}>
        {step === undefined ? (
          <p>You have been through every step. From here on it is your incident: finish it, then open the review.</p>
        ) : folded ? (
          step.title
        ) : (
          <>
            <h2 className="guide-title">{step.title}</h2>
            <Suspense fallback={<p>{step.text}</p>}>
              <Markdown text={step.text} />
            </Suspense>
            {stuck && step.stuck !== '' && <p className="guide-stuck">{step.stuck}</p>}
          </>
        )}
      </div>
      {step !== undefined && !folded && (
        <div className="row">
          {step.read && (
            <Button kind="primary" size="small" onPress={() => void act({ kind: 'guide.read', args: { step: index } })}>
              I have read this
            </Button>
          )}
          {pointer !== undefined && (
            <Button size="small" onPress={show}>
              Show me {pointer.title}
            </Button>
          )}
          {!stuck && step.stuck !== '' && (
            <Button size="small" kind="quiet" onPress={() => setStuck(true)}>
              I am stuck
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

/** Puts a frame on what a step points at, and keeps it there when that is drawn anew. */
function usePointedAt(pointer: Pointer | undefined): void {
  const key = pointer === undefined ? undefined : `${pointer.kind} ${pointer.title}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the pointer is what its key says
  useEffect(() => {
    if (pointer === undefined) return;
    let marked: Element | null = null;
    const mark = () => {
      const element = elementOf(pointer, document);
      if (element === marked && element?.hasAttribute('data-guide-points')) return;
      marked?.removeAttribute('data-guide-points');
      element?.setAttribute('data-guide-points', '');
      marked = element;
    };
    mark();
    const timer = setInterval(mark, 500);
    return () => {
      clearInterval(timer);
      marked?.removeAttribute('data-guide-points');
    };
  }, [key]);
}

/** The first thing in there that takes a key, else the thing itself comes into sight. */
function focusIn(element: Element | null): void {
  if (element === null) return;
  element.scrollIntoView({ block: 'nearest' });
  const inside = element.matches('button, [tabindex]')
    ? element
    : element.querySelector('button, [href], input, select, textarea, [tabindex="0"]');
  if (inside instanceof HTMLElement) inside.focus({ preventScroll: true });
}
