// The guard before a dangerous command: a confirmation, the target's name typed out, a second person's agreement, or a refusal, in the words of the scenario.
import { Checkbox } from 'react-aria-components';
import type { Guard, RequestView } from '../../schema/index.ts';
import { Notice, TextField } from '../theme/index.ts';
import { ApprovalStep } from './ApprovalStep.tsx';
import type { GuardAnswer } from './guard-answer.ts';

export function GuardStep({
  guard,
  command,
  approval,
  target,
  answer,
  onAnswer,
}: {
  guard: Guard;
  command: { kind: string; args: Readonly<Record<string, unknown>> };
  /** The last request for agreement to this very command. */
  approval: RequestView | undefined;
  target: string;
  answer: GuardAnswer;
  onAnswer: (answer: GuardAnswer) => void;
}) {
  if (guard.asks === 'refuses')
    return (
      <Notice tone="bad" title="Not allowed here" role="alert">
        {guard.says !== '' && <p>{guard.says}</p>}
      </Notice>
    );
  if (guard.asks === 'approval')
    return (
      <Notice
        tone={approval?.status === 'granted' ? 'ok' : 'warn'}
        title={guard.says === '' ? 'A second person has to agree' : guard.says}
        role="note"
      >
        <ApprovalStep command={command} approval={approval} />
      </Notice>
    );
  return (
    <Notice tone="warn" title={guard.says === '' ? 'This command is guarded' : guard.says} role="note">
      {guard.asks === 'confirmation' ? (
        <Checkbox className="checkbox" isSelected={answer.confirmed} onChange={(confirmed) => onAnswer({ ...answer, confirmed })}>
          <span className="checkbox-box" aria-hidden="true" />
          Yes, I mean it
        </Checkbox>
      ) : (
        <TextField
          label={`Type ${target} to go on`}
          value={answer.typed}
          onChange={(typed) => onAnswer({ ...answer, typed })}
          maxLength={130}
        />
      )}
    </Notice>
  );
}
