// The order of work, and what is expected of each step before it is taken.
import type { DrillView, EntryArgs } from '../../schema/index.ts';
import { useAct, useReadOnly, useSession, useView } from '../app/session-context.tsx';
import { useDraft } from '../app/use-draft.ts';
import { Explain } from '../guide/index.ts';
import { exampleCommand } from '../room/command-text.ts';
import { Button, clockText, percentText, RatioSlider, sincePage, TextField } from '../theme/index.ts';
import { carriedOut, stillOpen } from './planned.ts';

const ALL = ['contain', 'diagnose', 'fix', 'communicate'] as const;
type Priority = (typeof ALL)[number];
const WORDS: Record<Priority, string> = {
  contain: 'Stop it from spreading',
  diagnose: 'Find out what it is',
  fix: 'Repair it',
  communicate: 'Tell those who wait',
};
/** Confidence is left out until it is said: a figure nobody gave would count in the calibration. */
const NO_STEP: EntryArgs<'plan.step'> = { command: '', expects: '', verifies: '', ifItFails: '', confidence: undefined };

export function Plan() {
  const view = useView();
  const readOnly = useReadOnly();
  const act = useAct();
  const session = useSession();
  const [order, setOrder] = useDraft<Priority[]>(session.id, 'plan.order', [...ALL]);
  const [step, setStep, clearStep] = useDraft(session.id, 'plan.step', NO_STEP);
  const recorded = view.timeline.findLast((item) => item.kind === 'plan.priorities');
  const move = (index: number, by: number) => {
    const next = [...order];
    const [item] = next.splice(index, 1);
    if (item !== undefined) next.splice(index + by, 0, item);
    setOrder(next);
  };
  return (
    <div className="stack">
      <section className="stack-tight">
        <h3>What comes first</h3>
        {!readOnly && (
          <>
            <ol className="priorities">
              {order.map((priority, index) => (
                <li key={priority} className="row-between">
                  <span>
                    {index + 1}. {WORDS[priority]}
                  </span>
                  <span className="row">
                    <Button
                      size="small"
                      kind="quiet"
                      isDisabled={index === 0}
                      onPress={() => move(index, -1)}
                      aria-label={`${WORDS[priority]}: earlier`}
                    >
                      ↑
                    </Button>
                    <Button
                      size="small"
                      kind="quiet"
                      isDisabled={index === order.length - 1}
                      onPress={() => move(index, 1)}
                      aria-label={`${WORDS[priority]}: later`}
                    >
                      ↓
                    </Button>
                  </span>
                </li>
              ))}
            </ol>
            <Button onPress={() => void act({ kind: 'plan.priorities', args: { order } }, 'Priorities recorded')}>Record this order</Button>
          </>
        )}
        {recorded !== undefined ? (
          <p className="small quiet">Recorded: {recorded.text}</p>
        ) : (
          <p className="small quiet">{readOnly ? 'No order is recorded.' : 'Not recorded yet: the order counts once you record it.'}</p>
        )}
      </section>
      <section className="stack-tight">
        <h3>Steps</h3>
        {view.plan.length === 0 && <p className="quiet small">No step is planned. Every action offers to write down what you expect.</p>}
        <ul className="stack-tight">
          {view.plan.map((planned) => (
            <PlannedStep key={planned.seq} planned={planned} />
          ))}
        </ul>
      </section>
      {!readOnly && (
        <details className="stack-tight plan-a-step">
          <summary>Plan a step</summary>
          <div className="stack-tight">
            <TextField
              label="Step"
              value={step.command}
              onChange={(command) => setStep({ ...step, command })}
              placeholder={exampleCommand(view.commands)}
              maxLength={200}
            />
            <TextField
              label="What do I expect, and by when?"
              rows={2}
              value={step.expects}
              onChange={(expects) => setStep({ ...step, expects })}
              maxLength={500}
            />
            <TextField
              label="How will I verify it?"
              value={step.verifies}
              onChange={(verifies) => setStep({ ...step, verifies })}
              maxLength={500}
            />
            <TextField
              label="What do I do if it fails?"
              rows={2}
              value={step.ifItFails}
              onChange={(ifItFails) => setStep({ ...step, ifItFails })}
              maxLength={500}
            />
            <p className="small quiet">
              A step that was planned stays; plan another to replace it.
              <Explain of="confidence" />
            </p>
            <RatioSlider
              label="How sure am I that it works?"
              value={step.confidence}
              onChange={(confidence) => setStep({ ...step, confidence })}
            />
            <Button
              isDisabled={step.command.trim() === '' || step.expects.trim() === ''}
              onPress={async () => {
                if ((await act({ kind: 'plan.step', args: step }, 'Step planned')) !== undefined) clearStep();
              }}
            >
              Add to the plan
            </Button>
          </div>
        </details>
      )}
    </div>
  );
}

/** A step with what was expected of it, and whether it was carried out. */
function PlannedStep({ planned }: { planned: DrillView['plan'][number] }) {
  const view = useView();
  const done = carriedOut(planned, view.timeline);
  return (
    <li className="card stack-tight small">
      <div className="row-between">
        <strong className="mono">{planned.command}</strong>
        <span className="quiet mono">{sincePage(planned.atUs, view.tPlusZeroUs)}</span>
      </div>
      {planned.expects !== '' && <p>Expects: {planned.expects}</p>}
      {planned.verifies !== '' && <p>Verifies: {planned.verifies}</p>}
      {planned.ifItFails !== '' && <p>If it fails: {planned.ifItFails}</p>}
      <p className="quiet">
        {planned.confidence !== undefined && `${percentText(planned.confidence)} sure. `}
        {done === undefined
          ? stillOpen(planned, view.timeline)
            ? 'Not carried out yet.'
            : 'Not carried out as written.'
          : `${done.outcome?.status === 'refused' ? 'Refused' : 'Carried out'} at ${sincePage(done.atUs, view.tPlusZeroUs) ?? clockText(view.scenario.startsAtMs, done.atUs)}.`}
      </p>
    </li>
  );
}
