// Before an action: what it will do, to whom, how it is undone, what guards it; then, unless skipped, what the trainee expects and what they do if it fails.
import { useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { type DrillView, type EntryArgs, type EntryDraft, guardOf } from '../../schema/index.ts';
import { useAct, useView } from '../app/session-context.tsx';
import { planOf } from '../notebook/planned.ts';
import { Button, ChoiceField, clockText, Modal, RatioSlider, sincePage, TextField } from '../theme/index.ts';
import { approvalOf } from './approval.ts';
import { type Answers, answerOf, argsOf, CommandFacts, CommandFields } from './CommandFields.tsx';
import { commandText } from './command-text.ts';
import { GuardStep } from './GuardStep.tsx';
import { NO_ANSWER, opens } from './guard-answer.ts';
import { Preflight } from './Preflight.tsx';
import type { PreparedAction } from './room-context.tsx';

const PLAN_KEY = 'faultline/plan-first';

type Plan = Omit<EntryArgs<'plan.step'>, 'command'>;

/** What was planned for the command before, as the fields begin with it. */
const fieldsOf = (planned: DrillView['plan'][number] | undefined): Plan => ({
  expects: planned?.expects ?? '',
  verifies: planned?.verifies ?? '',
  ifItFails: planned?.ifItFails ?? '',
  ...(planned?.confidence === undefined ? {} : { confidence: planned.confidence }),
});

const samePlan = (a: Plan, b: Plan): boolean =>
  a.expects === b.expects && a.verifies === b.verifies && a.ifItFails === b.ifItFails && a.confidence === b.confidence;

export function ActionDialog({ prepared, onClose }: { prepared: PreparedAction; onClose: () => void }) {
  const { option } = prepared;
  const act = useAct();
  const [targetIndex, setTargetIndex] = useState(prepared.targetIndex);
  const target = option.targets[targetIndex];
  const [answers, setAnswers] = useState<Answers>(prepared.answers ?? {});
  const [planFirst, setPlanFirst] = useState(localStorage.getItem(PLAN_KEY) !== 'no');
  const [written, setPlan] = useState<Plan | undefined>(undefined);
  const [sending, setSending] = useState(false);
  const { guards, requests, plan: steps, timeline, tPlusZeroUs, scenario } = useView();
  const [answer, setAnswer] = useState(NO_ANSWER);
  if (target === undefined) return null;
  const args = argsOf(target, answers);
  const command = commandText(option, args);
  const planned = planOf(command, steps, timeline);
  const plan = written ?? fieldsOf(planned);
  const unchanged = target.asks.length > 0 && target.asks.every((ask) => answerOf(target, answers, ask.name) === ask.current);
  const guard = guardOf(guards, { kind: option.kind, args });
  const approval = guard?.asks === 'approval' ? approvalOf(requests, { kind: option.kind, args }) : undefined;
  const guarded = String(Object.values(args)[0] ?? '');
  const missing = target.asks.some((ask) => answerOf(target, answers, ask.name).trim() === '');

  const send = async () => {
    setSending(true);
    const said = plan.expects.trim() !== '' || plan.ifItFails.trim() !== '' || plan.verifies.trim() !== '';
    if (planFirst && said && !samePlan(plan, fieldsOf(planned))) await act({ kind: 'plan.step', args: { command, ...plan } });
    const appended = await act({ kind: option.kind, args } as EntryDraft, `Done: ${command}`);
    setSending(false);
    if (appended !== undefined) onClose();
  };

  return (
    <Modal title={option.title} isOpen onClose={onClose} wide>
      <div className="action-dialog">
        <div className="stack">
          {option.targets.length > 1 && (
            <ChoiceField
              label="Target"
              value={String(targetIndex)}
              onChange={(value) => {
                setTargetIndex(Number(value));
                setAnswers({});
                setAnswer(NO_ANSWER);
              }}
              options={option.targets.map(({ label }, index) => ({ value: String(index), label }))}
            />
          )}
          <CommandFields target={target} answers={answers} onChange={setAnswers} />
          <p className="command-line mono">{command}</p>
          <CommandFacts option={option} target={target} />
          {guard !== undefined && (
            <GuardStep
              guard={guard}
              command={{ kind: option.kind, args }}
              approval={approval}
              target={guarded}
              answer={answer}
              onAnswer={setAnswer}
            />
          )}
          {option.kind === 'command.rollback' && <Preflight service={String(target.args['service'] ?? '')} />}
        </div>
        <div className="stack">
          <Checkbox
            className="checkbox"
            isSelected={planFirst}
            onChange={(selected) => {
              setPlanFirst(selected);
              localStorage.setItem(PLAN_KEY, selected ? 'yes' : 'no');
            }}
          >
            <span className="checkbox-box" aria-hidden="true" />
            Write down what I expect before I act
          </Checkbox>
          {planFirst && (
            <>
              {planned !== undefined && (
                <p className="small quiet">
                  Planned at {sincePage(planned.atUs, tPlusZeroUs) ?? clockText(scenario.startsAtMs, planned.atUs)}.
                </p>
              )}
              <TextField
                label="What do I expect, and by when?"
                rows={2}
                value={plan.expects}
                onChange={(expects) => setPlan({ ...plan, expects })}
                placeholder="Errors below 10 % within two minutes"
                maxLength={500}
              />
              <TextField
                label="How will I verify it?"
                rows={1}
                value={plan.verifies}
                onChange={(verifies) => setPlan({ ...plan, verifies })}
                maxLength={500}
              />
              <TextField
                label="What do I do if it fails?"
                rows={2}
                value={plan.ifItFails}
                onChange={(ifItFails) => setPlan({ ...plan, ifItFails })}
                maxLength={500}
              />
              <RatioSlider
                label="How sure am I that it works?"
                value={plan.confidence}
                onChange={(confidence) => setPlan({ ...plan, confidence })}
              />
            </>
          )}
        </div>
      </div>
      <div className="dialog-actions">
        <Button onPress={onClose}>Cancel</Button>
        <Button
          kind={option.risk === 'irreversible' ? 'danger' : 'primary'}
          isDisabled={sending || unchanged || missing || !opens(guard, answer, guarded, approval)}
          onPress={() => void send()}
        >
          {option.title}: {target.label}
        </Button>
      </div>
      {unchanged && <p className="small quiet">Change a value first: it is already as shown.</p>}
    </Modal>
  );
}
