// What there is to do in a review and what is left, always in sight; a press leads there. Order is advice, nothing is locked.
import { Check, Circle, CircleDot } from 'lucide-react';
import type { Step } from './forms.ts';

const ICONS = { done: Check, begun: CircleDot, open: Circle } as const;
const WORDS = { done: 'done', begun: 'begun', open: 'open' } as const;

export function Stepper({ steps }: { steps: readonly Step[] }) {
  const left = steps.filter(({ state }) => state !== 'done').length;
  const go = (id: string) => {
    const section = document.getElementById(`step-${id}`);
    section?.scrollIntoView({ block: 'start' });
    section?.focus({ preventScroll: true });
  };
  return (
    <nav className="stepper" aria-label="Steps of the review">
      <p className="small quiet">{left === 0 ? 'Everything is done' : `${left} of ${steps.length} left`}</p>
      <ol>
        {steps.map(({ id, title, state, note }) => {
          const Icon = ICONS[state];
          return (
            <li key={id}>
              <button type="button" className="step" data-state={state} onClick={() => go(id)}>
                <Icon size={15} aria-hidden="true" />
                <span className="step-title">{title}</span>
                <span className="small step-note">
                  <span className="visually-hidden">{WORDS[state]}: </span>
                  {note}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
