// Makes a silence: which labels, for how long and why; it says beforehand which of the alerts that fire now it would hold back.
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { EntryArgs } from '../../schema/index.ts';
import { useAct, useView } from '../app/session-context.tsx';
import { Button, ChoiceField, countText, Modal, NumberField, TextField } from '../theme/index.ts';
import { countedNames, fits, isFiring } from './alert-groups.ts';

type Matchers = EntryArgs<'alert.silence'>['matchers'];
const OPS = [
  { value: '=', label: 'is' },
  { value: '!=', label: 'is not' },
  { value: '=~', label: 'matches' },
  { value: '!~', label: 'does not match' },
] as const;

/** What alert.silence takes at most. */
const MINUTES_MAX = 10_000;

export function SilenceDialog({ matchers: initial, onClose }: { matchers: Matchers; onClose: () => void }) {
  const view = useView();
  const act = useAct();
  const [rows, setRows] = useState(() => (initial.length > 0 ? initial : [{ name: '', op: '=' as const, value: '' }]).map(withId));
  const [minutes, setMinutes] = useState<number | undefined>(30);
  const [comment, setComment] = useState('');
  const matchers = rows.filter(({ name }) => name !== '').map(({ name, op, value }) => ({ name, op, value }));
  const firing = view.alerting.groups.flatMap((group) => group.alerts.filter(isFiring));
  const unreadable = matchers.some((matcher) => fits([matcher], {}) === undefined);
  const held = matchers.length === 0 ? [] : firing.filter(({ alert }) => fits(matchers, alert.labels) === true);
  const badMinutes = minutes === undefined || !(minutes > 0) || minutes > MINUTES_MAX;
  const ready = matchers.length > 0 && !unreadable && !badMinutes;
  const change = (id: number, part: Partial<Matchers[number]>) => setRows(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  return (
    <Modal title="Silence alerts" isOpen onClose={onClose} wide>
      <div className="stack">
        <fieldset className="matchers">
          <legend className="field-label">Alerts of which all of this holds</legend>
          {rows.map((row) => (
            <div key={row.id} className="matcher">
              <TextField label="Label" value={row.name} onChange={(name) => change(row.id, { name })} maxLength={80} />
              <ChoiceField label="Condition" value={row.op} onChange={(op) => change(row.id, { op })} options={OPS} />
              <TextField label="Value" value={row.value} onChange={(value) => change(row.id, { value })} maxLength={500} />
              <Button
                size="small"
                kind="quiet"
                aria-label={`Remove ${row.name === '' ? 'the empty line' : row.name}`}
                onPress={() => setRows(rows.filter(({ id }) => id !== row.id))}
              >
                <X size={16} aria-hidden="true" />
              </Button>
            </div>
          ))}
          <Button size="small" kind="quiet" onPress={() => setRows([...rows, withId({ name: '', op: '=', value: '' })])}>
            <Plus size={16} aria-hidden="true" /> Another label
          </Button>
        </fieldset>
        <p role="status" className="small">
          {unreadable
            ? 'A pattern cannot be read yet.'
            : held.length === 0
              ? 'It would hold back nothing that fires now.'
              : `It would hold back ${held.length} of ${firing.length} that fire now: ${countedNames(held)
                  .map(([name, count]) => (count === 1 ? name : `${name} ×${count}`))
                  .join(', ')}.`}
        </p>
        <NumberField label="For how many minutes" value={minutes} onChange={setMinutes} />
        {badMinutes && (
          <p role="alert" className="small">
            A silence lasts more than 0 and at most {countText(MINUTES_MAX)} minutes.
          </p>
        )}
        <TextField label="Why" value={comment} onChange={setComment} maxLength={300} placeholder="Known, being worked on" />
      </div>
      <div className="dialog-actions">
        <Button onPress={onClose}>Cancel</Button>
        <Button
          kind="primary"
          isDisabled={!ready}
          onPress={async () => {
            if (minutes === undefined) return;
            const appended = await act({ kind: 'alert.silence', args: { matchers, minutes, comment } }, 'Silenced');
            if (appended !== undefined && appended.outcome?.status !== 'refused') onClose();
          }}
        >
          Silence
        </Button>
      </div>
    </Modal>
  );
}

let lastId = 0;
/** Rows keep their place while they are edited. */
function withId(matcher: Matchers[number]): Matchers[number] & { id: number } {
  lastId += 1;
  return { ...matcher, id: lastId };
}
