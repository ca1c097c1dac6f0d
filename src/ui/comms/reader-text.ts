// An update as its reader gets it: sentences, subject, the one line of the war room. Pure, so that preview and history say the same.
import type { AudienceName } from '../../schema/index.ts';
import { clockText, countText, percentText } from '../theme/format.ts';
import type { UpdateArgs, UpdateState } from './update-draft.ts';

/** What an update's words depend on beside itself. */
export interface ReaderContext {
  startsAtMs: number;
  /** When it is, or was, sent. */
  atUs: number;
  severity: string | undefined;
  currency: string;
  title: string;
}

/** Story time without seconds, UTC: `09:36`. */
export const timeText = (startsAtMs: number, atUs: number): string => clockText(startsAtMs, atUs).slice(0, 5);

export const STATE_WORDS: Record<UpdateState, string> = {
  investigating: 'Investigating',
  identified: 'Identified',
  mitigating: 'Repair under way',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
};

/** `43 % of requests fail, 5,800 users affected, 12,000 EUR lost`; empty without a figure. */
export function figuresText({ impact: { errorRatio, usersAffected, revenueLost } }: Pick<UpdateArgs, 'impact'>, currency: string): string {
  return [
    errorRatio === undefined ? '' : `${percentText(errorRatio)} of requests fail`,
    usersAffected === undefined ? '' : `${countText(usersAffected)} users affected`,
    revenueLost === undefined ? '' : `${countText(revenueLost)} ${currency} lost`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** `in 10 to 25 minutes, between 09:50 and 10:05`; a point says so. */
export function etaText({ eta }: Pick<UpdateArgs, 'eta'>, { startsAtMs, atUs }: Pick<ReaderContext, 'startsAtMs' | 'atUs'>): string {
  if (eta === undefined) return '';
  const at = (minutes: number) => timeText(startsAtMs, atUs + minutes * 60e6);
  return eta.fromMinutes === eta.toMinutes
    ? `in ${eta.fromMinutes} minutes, at ${at(eta.fromMinutes)}`
    : `in ${eta.fromMinutes} to ${eta.toMinutes} minutes, between ${at(eta.fromMinutes)} and ${at(eta.toMinutes)}`;
}

export interface Paragraph {
  label: string;
  text: string;
}

/** What the update says, part by part; parts that were not written are left out. */
export function paragraphsOf(args: UpdateArgs, context: ReaderContext): Paragraph[] {
  const { startsAtMs, atUs, currency } = context;
  const eta = etaText(args, context);
  const next = args.nextUpdateMinutes;
  return [
    { label: 'What happened', text: args.whatHappened },
    { label: 'Impact', text: [sentence(figuresText(args, currency)), args.impact.text].filter((part) => part !== '').join(' ') },
    { label: 'Done', text: args.done },
    { label: 'Not known yet', text: args.unknowns },
    { label: 'How sure we are', text: args.confidence === undefined ? '' : `${percentText(args.confidence)} sure of the cause` },
    { label: 'Next', text: args.nextSteps },
    { label: 'Back to normal', text: eta === '' ? '' : sentence(`Expected ${eta}`) },
    {
      label: 'Next update',
      text: next === undefined ? '' : `At ${timeText(startsAtMs, atUs + next * 60e6)} UTC, in ${next} minutes.`,
    },
  ].filter(({ text }) => text !== '');
}

const sentence = (text: string): string => (text === '' || /[.!?”]$/.test(text) ? text : `${text}.`);

/** Subject of a mail: `[SEV-1] Timeout cascade: repair under way`. */
export const subjectOf = (args: UpdateArgs, { severity, title }: ReaderContext): string =>
  `${severity === undefined ? '' : `[${severity}] `}${title}: ${STATE_WORDS[args.state].toLowerCase()}`;

/** One line, as the war room keeps its log: `[09:41] [communications] identified: …`. */
export function warRoomLine(args: UpdateArgs, context: ReaderContext): string {
  const said = paragraphsOf(args, context).map(({ label, text }) =>
    label === 'What happened' ? text : label === 'Next update' ? `Next update ${text.slice(3, 8)}.` : `${label}: ${text}`,
  );
  return `[${timeText(context.startsAtMs, context.atUs)}] [communications] ${args.state}: ${said.map(sentence).join(' ')}`;
}

/** Who reads it, in the head of a mail. */
export const READERS: Record<AudienceName, string> = {
  executive: 'Executives',
  support: 'Customer support',
  'status page': 'Everyone',
  'war room': 'Responders',
};
