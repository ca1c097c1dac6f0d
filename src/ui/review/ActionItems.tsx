// What is to be changed so that it does not come back: who, how urgent, by when, and how likely it would have prevented this.
import { useState } from 'react';
import { useAct, useView } from '../app/session-context.tsx';
import { Button, ChoiceField, Mark, RatioSlider, TextField } from '../theme/index.ts';

const EMPTY = { text: '', owner: '', due: '', prevents: 0.5 };

export function ActionItems() {
  const view = useView();
  const act = useAct();
  const [priority, setPriority] = useState<'P0' | 'P1' | 'P2' | 'P3'>('P1');
  const [item, setItem] = useState(EMPTY);
  return (
    <section className="card stack" aria-labelledby="items-title">
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
          value={priority}
          onChange={setPriority}
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
        <Button
          isDisabled={item.text.trim() === ''}
          onPress={async () => {
            if (await act({ kind: 'review.action-item', args: { ...item, priority } }, 'Action item recorded')) setItem(EMPTY);
          }}
        >
          Record action item
        </Button>
      </div>
    </section>
  );
}
