// How sure one was, and what came of it: decision by decision, taken from the plan and the last beliefs.
import { useState } from 'react';
import { useAct, useView } from '../app/session-context.tsx';
import { causeText } from '../notebook/beliefs.ts';
import { Button, ChoiceField, Mark, percentText, RatioSlider, TextField } from '../theme/index.ts';

type CameTrue = 'yes' | 'partly' | 'no';

export function Calibration() {
  const view = useView();
  const act = useAct();
  const leading = [...view.beliefs].sort((a, b) => b.probability - a.probability)[0];
  const offered = [
    ...(leading === undefined ? [] : [{ decision: `The cause is ${causeText(leading.cause)}`, confidence: leading.probability }]),
    ...view.plan.flatMap((step) =>
      step.confidence === undefined ? [] : [{ decision: `${step.command} will work`, confidence: step.confidence }],
    ),
  ];
  const recorded = view.timeline.filter((item) => item.kind === 'review.calibration');
  const [decision, setDecision] = useState('');
  const [confidence, setConfidence] = useState(0.7);
  const [cameTrue, setCameTrue] = useState<CameTrue>('yes');
  const [note, setNote] = useState('');
  return (
    <section className="card stack" aria-labelledby="calibration-title">
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
              onPress={() => {
                setDecision(one.decision.slice(0, 200));
                setConfidence(one.confidence);
              }}
            >
              {one.decision} ({percentText(one.confidence)})
            </Button>
          ))}
        </div>
      )}
      <div className="review-grid">
        <TextField label="Decision or expectation" value={decision} onChange={setDecision} maxLength={200} />
        <RatioSlider label="How sure were you?" value={confidence} onChange={setConfidence} />
        <ChoiceField
          label="Did it come true?"
          value={cameTrue}
          onChange={setCameTrue}
          options={[
            { value: 'yes', label: 'yes' },
            { value: 'partly', label: 'partly' },
            { value: 'no', label: 'no' },
          ]}
        />
        <TextField label="Note" value={note} onChange={setNote} maxLength={500} />
      </div>
      <div className="row">
        <Button
          isDisabled={decision.trim() === ''}
          onPress={async () => {
            if (await act({ kind: 'review.calibration', args: { decision, confidence, cameTrue, note } }, 'Recorded')) {
              setDecision('');
              setNote('');
            }
          }}
        >
          Record
        </Button>
        {recorded.length === 0 && <Mark>nothing recorded yet</Mark>}
      </div>
    </section>
  );
}
