// What is to be changed so that it does not come back: who, how urgent, by when, and how likely it would have prevented this.
import { useView } from '../app/session-context.tsx';
import { Button, ChoiceField, Mark, RatioSlider, TextField } from '../theme/index.ts';
import type { ReviewState } from './use-review.ts';

export function ActionItems({ review: { forms, set, closed, record } }: { review: ReviewState }) {
  const view = useView();
  const { item } = forms;
  const setItem = (next: typeof item) => set('item', next);
  return (
    <section className="card stack" id="step-items" tabIndex={-1} aria-labelledby="items-title">
      <h2 id="items-title">What is to be done?</h2>
      <ul className="stack-tight">
        {view.actionItems.map((one) => (
          <li key={one.seq} className="row">
            <Mark>{one.priority}</Mark>
            <span className="grow">{one.text}</span>
            <span className="quiet">{one.owner}</span>
          </li>
        ))}
      </ul>
      <TextField label="Action item" value={item.text} onChange={(text) => setItem({ ...item, text })} maxLength={500} />
      <div className="fields">
        <ChoiceField
          label="Priority"
          value={item.priority}
          onChange={(priority) => setItem({ ...item, priority })}
          options={[
            { value: 'P0', label: 'P0: now' },
            { value: 'P1', label: 'P1: this week' },
            { value: 'P2', label: 'P2: this month' },
            { value: 'P3', label: 'P3: some day' },
          ]}
        />
        <TextField label="Owner" value={item.owner} onChange={(owner) => setItem({ ...item, owner })} maxLength={80} />
        <TextField label="Due" value={item.due} onChange={(due) => setItem({ ...item, due })} maxLength={40} />
        <RatioSlider label="Would have prevented this" value={item.prevents} onChange={(prevents) => setItem({ ...item, prevents })} />
      </div>
      <div className="row">
        <Button isDisabled={closed || item.text.trim() === ''} onPress={() => void record('review.action-item', 'Action item recorded')}>
          Record action item
        </Button>
      </div>
    </section>
  );
}
