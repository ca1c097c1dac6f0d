// The guide of a first drill, as a strip in the flow of the page: it takes room of its own and so never covers what it points at.
// What it points at carries a frame; nobody is moved there without asking.
import { lazy, Suspense, useEffect, useState } from 'react';
import { useAct, useReadOnly, useView } from '../app/session-context.tsx';
import { useDock } from '../room/dock/dock-context.tsx';
import { useRemembered, useRoom } from '../room/room-context.tsx';
import { Button, Mark } from '../theme/index.ts';
import { elementOf, guideState, type Pointer, pointerOf } from './guide-state.ts';
import './guide.css';

const Markdown = lazy(() => import('../theme/Markdown.tsx'));
/** After so long at one step, its advice for those who are stuck appears by itself. */
const STUCK_MS = 60_000;

export function GuideStrip() {
  const { guide } = useView();
  const readOnly = useReadOnly();
  const [closed, setClosed] = useRemembered('guide.closed', false);
  // Here, because the strip leaves while one looks back.
  const [place, setPlace] = useRemembered<Place>('guide.place', { index: guide?.current ?? 0, already: false });
  if (guide === undefined || guide.steps.length === 0 || closed || readOnly) return null;
  return <Strip guide={guide} place={place} onPlace={setPlace} onClose={() => setClosed(true)} />;
}

/** The step that is shown, and whether it was done before it was shown. */
interface Place {
  index: number;
  already: boolean;
}
interface StripProps {
  guide: NonNullable<ReturnType<typeof useView>['guide']>;
  place: Place;
  onPlace: (place: Place) => void;
  onClose: () => void;
}

function Strip({ guide, place, onPlace, onClose }: StripProps) {
  const act = useAct();
  const dock = useDock();
  const { go, showPane, showNotebook } = useRoom();
  const [folded, setFolded] = useRemembered('guide.folded', false);
  const { number, count, step, index, done, doneRatio } = guideState(guide, place.index);
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
    else if (pointer.pane !== undefined) {
      showPane(pointer.pane);
      dock?.show(pointer.pane);
      if (pointer.page !== undefined) showNotebook(pointer.page);
    }
    // After the column or the tool has come forward.
    setTimeout(() => focusIn(elementOf(pointer, document)), 50);
  };
  const readOn = () => onPlace({ index: index + 1, already: guide.steps[index + 1]?.done === true });
  const read = async () => {
    if ((await act({ kind: 'guide.read', args: { step: index } })) !== undefined) readOn();
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
            {done && (
              <p className="guide-done">
                <Mark tone="ok">{place.already ? 'already so' : 'done'}</Mark> Read on when you have seen what you wanted to see.
              </p>
            )}
            {!done && stuck && step.stuck !== '' && <p className="guide-stuck">{step.stuck}</p>}
          </>
        )}
      </div>
      {step !== undefined && !folded && (
        <div className="row">
          {done ? (
            <Button kind="primary" size="small" onPress={readOn}>
              Read on
            </Button>
          ) : (
            step.read && (
              <Button kind="primary" size="small" onPress={() => void read()}>
                I have read this
              </Button>
            )
          )}
          {pointer !== undefined && (
            <Button size="small" onPress={show}>
              Show me {pointer.title}
            </Button>
          )}
          {!done && !stuck && step.stuck !== '' && (
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
  if (element instanceof HTMLDetailsElement) element.open = true;
  element.scrollIntoView({ block: 'nearest' });
  const inside = element.matches('button, [tabindex]')
    ? element
    : element.querySelector('button, [href], input, select, textarea, [tabindex="0"]');
  if (inside instanceof HTMLElement) inside.focus({ preventScroll: true });
}
