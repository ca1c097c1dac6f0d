// The trainee's picture of how the failure spreads: from cause to effect, edge by edge.
import { useEffect, useState } from 'react';
import { useAct, useReadOnly, useView } from '../app/session-context.tsx';
import { Button, ChoiceField } from '../theme/index.ts';

export function Cascade() {
  const view = useView();
  const readOnly = useReadOnly();
  const act = useAct();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const { components } = view.causes;
  useEffect(() => {
    if (from === '' && components[0] !== undefined) setFrom(components[0]);
    if (to === '' && components[1] !== undefined) setTo(components[1]);
  }, [components, from, to]);
  const save = (edges: { from: string; to: string }[]) => void act({ kind: 'note.cascade', args: { edges } });
  const known = view.cascade.some((edge) => edge.from === from && edge.to === to);
  return (
    <div className="stack">
      <p className="quiet small">What hurts what? Begin with the source. A component that only suffers is a symptom.</p>
      {view.cascade.length === 0 && <p className="empty">No edge drawn yet.</p>}
      <ol className="stack-tight">
        {view.cascade.map((edge, index) => (
          <li key={`${edge.from} ${edge.to}`} className="row-between edge">
            <span>
              {edge.from} <span aria-hidden="true">→</span>
              <span className="visually-hidden">hurts</span> {edge.to}
            </span>
            {!readOnly && (
              <Button
                size="small"
                kind="quiet"
                aria-label={`Remove ${edge.from} to ${edge.to}`}
                onPress={() => save(view.cascade.filter((_, other) => other !== index))}
              >
                ×
              </Button>
            )}
          </li>
        ))}
      </ol>
      {!readOnly && (
        <div className="stack-tight">
          <div className="fields two">
            <ChoiceField label="From" value={from} onChange={setFrom} options={components} />
            <ChoiceField label="To" value={to} onChange={setTo} options={components} />
          </div>
          <Button isDisabled={from === to || known} onPress={() => save([...view.cascade, { from, to }])}>
            Add: {from} → {to}
          </Button>
        </div>
      )}
    </div>
  );
}
