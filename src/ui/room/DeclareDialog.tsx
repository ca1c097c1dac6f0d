// Declaring an incident or changing its severity: the matrix, which row the figures on the instruments point to, and why.
import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import type { Severity } from '../../schema/index.ts';
import { useAct, useView } from '../app/session-context.tsx';
import { Button, Mark, Modal, TextField } from '../theme/index.ts';
import { isSeverity, SEVERITIES, severityToBegin, severityVerb } from './severity-choice.ts';

const USUAL: Record<Severity, string> = {
  'SEV-1': 'The product is down or money is lost by the minute',
  'SEV-2': 'A main function fails for many users',
  'SEV-3': 'Some users are hurt, or a function is slow',
  'SEV-4': 'Nobody is hurt yet',
};

export function DeclareDialog({ onClose }: { onClose: () => void }) {
  const view = useView();
  const act = useAct();
  const [severity, setSeverity] = useState<Severity>(() => severityToBegin(view));
  const [text, setText] = useState('');
  const advice = view.severityAdvice;
  const verb = severityVerb(view.severity, severity);
  const declare = async () => {
    if (verb === 'Keep') return onClose();
    const done = verb === 'Declare' ? `Declared ${severity}` : `${verb} ${severity}: said`;
    if (await act({ kind: 'incident.declare', args: { severity, summary: text } }, done)) onClose();
  };
  return (
    <Modal title={view.severity === undefined ? 'Declare an incident' : 'Change the severity'} isOpen onClose={onClose}>
      {advice !== undefined && (
        <p>
          The matrix says <strong>{advice.severity}</strong>: {advice.because}.
        </p>
      )}
      <RadioGroup
        className="severities"
        aria-label="Severity"
        value={severity}
        onChange={(value) => isSeverity(value) && setSeverity(value)}
      >
        {SEVERITIES.map((id) => {
          const rows = view.matrix.filter((row) => row.severity === id);
          const says = rows.map((row) => row.says).find((words) => words !== '') ?? USUAL[id];
          const when = rows.map((row) => row.when).filter((words) => words !== '');
          return (
            <Radio key={id} value={id} className="severity-choice">
              <span className="radio-dot" aria-hidden="true" />
              <span className="grow">
                <span className="row">
                  <strong>{id}</strong>
                  {view.severity === id && <Mark tone="accent">stands</Mark>}
                  {advice?.severity === id && <Mark tone="change">suggested</Mark>}
                </span>
                <span className="severity-says">{says}</span>
                {when.length > 0 && <span className="small quiet severity-says">{when.join('; or ')}</span>}
              </span>
            </Radio>
          );
        })}
      </RadioGroup>
      <TextField
        label="In one sentence"
        rows={2}
        value={text}
        onChange={setText}
        placeholder="What users notice, since when"
        maxLength={500}
      />
      <div className="dialog-actions">
        <Button onPress={onClose}>Cancel</Button>
        <Button kind="primary" onPress={() => void declare()}>
          {verb} {severity}
        </Button>
      </div>
    </Modal>
  );
}
