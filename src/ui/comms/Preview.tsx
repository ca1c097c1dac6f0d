// An update as its reader gets it: a mail, the public status page, a line of the war room's log.
import { useView } from '../app/session-context.tsx';
import { Mark, type Tone } from '../theme/index.ts';
import { paragraphsOf, READERS, type ReaderContext, STATE_WORDS, subjectOf, timeText, warRoomLine } from './reader-text.ts';
import type { UpdateArgs, UpdateState } from './update-draft.ts';

const STATE_TONES: Record<UpdateState, Tone> = {
  investigating: 'bad',
  identified: 'warn',
  mitigating: 'warn',
  monitoring: 'accent',
  resolved: 'ok',
};

/** @param atUs when it was sent; default: now */
export function Preview({ args, atUs }: { args: UpdateArgs; atUs?: number }) {
  const { scenario, nowUs, severity, impact } = useView();
  const context: ReaderContext = {
    startsAtMs: scenario.startsAtMs,
    atUs: atUs ?? nowUs,
    severity,
    currency: impact.currency,
    title: scenario.title,
  };
  if (args.audience === 'war room') return <p className="preview preview-line mono">{warRoomLine(args, context)}</p>;
  const parts = paragraphsOf(args, context);
  const at = `${timeText(context.startsAtMs, context.atUs)} UTC`;
  if (args.audience === 'status page')
    return (
      <div className="preview preview-page">
        <div className="row-between">
          <Mark tone={STATE_TONES[args.state]}>{STATE_WORDS[args.state]}</Mark>
          <span className="small quiet mono">{at}</span>
        </div>
        {parts.map(({ label, text }) => (
          <p key={label}>{label === 'Next update' ? `Next update: ${text}` : text}</p>
        ))}
      </div>
    );
  return (
    <div className="preview preview-mail">
      <dl className="facts small">
        <dt>To</dt>
        <dd>{READERS[args.audience]}</dd>
        <dt>Subject</dt>
        <dd>
          <strong>{subjectOf(args, context)}</strong>
        </dd>
        <dt>At</dt>
        <dd className="mono">{at}</dd>
      </dl>
      {parts.map(({ label, text }) => (
        <p key={label}>
          <strong>{label}:</strong> {text}
        </p>
      ))}
    </div>
  );
}
