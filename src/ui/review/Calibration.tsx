// How sure one was, and what came of it: decision by decision, taken from the plan and the last beliefs.
import { useView } from '../app/session-context.tsx';
import { causeText } from '../notebook/beliefs.ts';
import { Button, ChoiceField, Mark, percentText, RatioSlider, TextField } from '../theme/index.ts';
import type { ReviewState } from './use-review.ts';

export function Calibration({ review: { forms, set, closed, record } }: { review: ReviewState }) {
  const view = useView();
  const { decision } = forms;
  const write = (change: Partial<typeof decision>) => set('decision', { ...decision, ...change });
  const leading = [...view.beliefs].sort((a, b) => b.probability - a.probability)[0];
  const offered = [
    ...(leading === undefined ? [] : [{ decision: `The cause is ${causeText(leading.cause)}`, confidence: leading.probability }]),
    ...view.plan.flatMap((step) =>
      step.confidence === undefined ? [] : [{ decision: `${step.command} will work`, confidence: step.confidence }],
    ),
  ];
  const recorded = view.timeline.filter((item) => item.kind === 'review.calibration');
  return (
    <section className="card stack" id="step-decisions" tabIndex={-1} aria-labelledby="calibration-title">
      <h2 id="calibration-title">How well did you know what you knew?</h2>
      {recorded.length > 0 && (
        <ul className="stack-tight">
          {recorded.map((item) => (
            <li key={item.seq} className="small">
              {item.text}
            </li>
          ))}
        </ul>
      )}
      {offered.length > 0 && (
        <div className="row small">
          <span className="quiet">From your notebook:</span>
          {offered.map((one) => (
            <Button
              key={one.decision}
              kind="link"
              isDisabled={closed}
              onPress={() => write({ decision: one.decision.slice(0, 200), confidence: one.confidence })}
            >
              {one.decision} ({percentText(one.confidence)})
            </Button>
          ))}
        </div>
      )}
      <div className="review-grid">
        <TextField
          label="Decision or expectation"
          value={decision.decision}
          onChange={(text) => write({ decision: text })}
          maxLength={200}
        />
        <RatioSlider label="How sure were you?" value={decision.confidence} onChange={(confidence) => write({ confidence })} />
        <ChoiceField
          label="Did it come true?"
          value={decision.cameTrue}
          onChange={(cameTrue) => write({ cameTrue })}
          options={[
            { value: 'yes', label: 'yes' },
            { value: 'partly', label: 'partly' },
            { value: 'no', label: 'no' },
          ]}
        />
        <TextField label="Note" value={decision.note} onChange={(note) => write({ note })} maxLength={500} />
      </div>
      <div className="row">
        <Button isDisabled={closed || decision.decision.trim() === ''} onPress={() => void record('review.calibration', 'Recorded')}>
          Record decision
        </Button>
        {recorded.length === 0 && <Mark>nothing recorded yet</Mark>}
      </div>
    </section>
  );
}
