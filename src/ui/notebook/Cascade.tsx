// The trainee's picture of how the failure spreads. Press a component and then the one it hurts, or drag from one to the other;
// places follow from the edges, so there is nothing to arrange. Every step is an entry; undo and redo are entries too.
import { useRef, useState } from 'react';
import { useAct, useReadOnly, useView } from '../app/session-context.tsx';
import { useRemembered } from '../room/room-context.tsx';
import { Button } from '../theme/index.ts';
import { CascadeNode } from './CascadeNode.tsx';
import { CascadePicture } from './CascadePicture.tsx';
import { type Edge, NO_STEPS, redo, reversed, type Steps, sameEdges, stepTaken, toggleEdge, undo } from './cascade-drawing.ts';

export function Cascade() {
  const view = useView();
  const readOnly = useReadOnly();
  const act = useAct();
  const edges: readonly Edge[] = view.cascade;
  const [steps, setSteps] = useRemembered<Steps>('cascade.steps', NO_STEPS);
  const [source, setSource] = useState<string | undefined>(undefined);
  const dragged = useRef<string | undefined>(undefined);
  const dropped = useRef(false);
  const named = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const others = view.causes.components.filter((name) => !named.has(name));

  const record = async (next: readonly Edge[], after: Steps) => {
    if (readOnly || sameEdges(next, edges)) return;
    if ((await act({ kind: 'note.cascade', args: { edges: [...next] } })) !== undefined) setSteps(after);
  };
  const draw = (next: readonly Edge[]) => void record(next, stepTaken(steps, edges));
  const back = () => {
    const step = undo(steps, edges);
    if (step !== undefined) void record(step.edges, step.steps);
  };
  const forth = () => {
    const step = redo(steps, edges);
    if (step !== undefined) void record(step.edges, step.steps);
  };
  const connect = (from: string, to: string) => {
    setSource(undefined);
    if (from !== to) draw(toggleEdge(edges, { from, to }));
  };
  const pick = (name: string) => {
    if (readOnly || dropped.current) return;
    if (source === undefined) setSource(name);
    else connect(source, name);
  };
  const handlers = {
    source,
    onPick: pick,
    onDragFrom: (name: string) => {
      dragged.current = name;
    },
    onDropOn: (name: string) => {
      const from = dragged.current;
      dragged.current = undefined;
      if (from === undefined || from === name) return;
      connect(from, name);
      // A finger's drag ends in a press on where it began.
      dropped.current = true;
      setTimeout(() => {
        dropped.current = false;
      }, 0);
    },
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of undo count anywhere in the drawing
    <div
      className="stack"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && source !== undefined) setSource(undefined);
        else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') (event.shiftKey ? forth : back)();
        else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'y') forth();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <p className="quiet small">What hurts what? Begin with the source. A component that only suffers is a symptom.</p>
      {!readOnly && (
        <p className="small" role="status">
          {source === undefined ? 'Press a component, then the one that it hurts; or drag.' : `${source} hurts… press which. Esc lets go.`}
        </p>
      )}
      {edges.length === 0 ? (
        <p className="empty">No edge drawn yet.</p>
      ) : (
        <CascadePicture edges={edges} readOnly={readOnly} {...handlers} />
      )}
      {!readOnly && (
        <>
          <div className="row" role="group" aria-label="Components that are not drawn">
            {others.map((name) => (
              <CascadeNode key={name} name={name} className="chip" {...handlers} />
            ))}
          </div>
          <div className="row">
            <Button size="small" isDisabled={steps.past.length === 0} onPress={back}>
              Undo
            </Button>
            <Button size="small" isDisabled={steps.future.length === 0} onPress={forth}>
              Redo
            </Button>
            <Button size="small" kind="quiet" isDisabled={edges.length === 0} onPress={() => draw([])}>
              Clear
            </Button>
          </div>
        </>
      )}
      {edges.length > 0 && (
        <ol className="stack-tight" aria-label="Edges">
          {edges.map((edge) => (
            <li key={`${edge.from} ${edge.to}`} className="row-between edge">
              <span>
                {edge.from} <span aria-hidden="true">→</span>
                <span className="visually-hidden">hurts</span> {edge.to}
              </span>
              {!readOnly && (
                <span className="row">
                  <Button
                    size="small"
                    kind="quiet"
                    aria-label={`Turn round ${edge.from} to ${edge.to}`}
                    onPress={() => draw(reversed(edges, edge))}
                  >
                    ⇄
                  </Button>
                  <Button
                    size="small"
                    kind="quiet"
                    aria-label={`Remove ${edge.from} to ${edge.to}`}
                    onPress={() => draw(toggleEdge(edges, edge))}
                  >
                    ×
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
