// What came of attempts, in words: for the line below a console, its trail, and the debrief. Pure.
import type { ConsoleAttemptView, ConsoleView, SafeguardKind, SafeguardStepView } from '../../schema/index.ts';
import { durationText, type Tone } from '../theme/index.ts';

export const SAFEGUARD_WORDS: Readonly<Record<SafeguardKind, string>> = {
  check: 'check of the entries',
  warning: 'warning',
  confirmation: 'confirmation',
  phrase: 'typed confirmation',
  secondFactor: 'second factor',
  secondPerson: 'second person',
  unlock: 'lock',
  countdown: 'countdown',
  rateLimit: 'rate limit',
  dryRun: 'dry run',
  limit: 'limit',
  pattern: 'pattern of dangerous commands',
  undo: 'undo',
  audit: 'audit trail',
  environment: 'environment banner',
  watermark: 'training watermark',
  separation: 'separation of screens',
  checklist: 'checklist',
};

/** What a person called the action: its button. */
export const actionLabel = (view: Pick<ConsoleView, 'actions'>, action: string): string =>
  view.actions.find(({ name }) => name === action)?.label ?? action;

export interface Result {
  tone: Tone;
  word: string;
  says: string;
}

/** The state of an attempt: a word with its tone, and what there is to say about it. */
export function resultOf(attempt: ConsoleAttemptView): Result {
  const { status, outcome, steps, stoppedBy } = attempt;
  if (status === 'under way') return { tone: 'accent', word: 'under way', says: '' };
  if (status === 'undone') return { tone: 'change', word: 'undone', says: outcomeText(outcome) };
  if (status === 'stopped') {
    const step = steps.findLast(({ safeguard }) => safeguard === stoppedBy) ?? steps.findLast(({ result }) => result === 'stopped');
    return { tone: 'warn', word: 'not sent', says: step === undefined ? '' : `${capital(SAFEGUARD_WORDS[step.kind])}: ${step.says}` };
  }
  if (outcome?.status === 'refused') return { tone: 'bad', word: 'refused', says: outcome.reason };
  if (outcome?.status === 'unknown') return { tone: 'warn', word: 'outcome unknown', says: outcome.text };
  return { tone: 'ok', word: 'sent', says: outcomeText(outcome) };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function outcomeText(outcome: ConsoleAttemptView['outcome']): string {
  if (outcome === undefined) return '';
  return outcome.status === 'refused' ? outcome.reason : outcome.text;
}

/** How long a safeguard stood before somebody; undefined while it does. */
export const stepUs = ({ shownAtUs, answeredAtUs }: SafeguardStepView): number | undefined =>
  answeredAtUs === undefined ? undefined : answeredAtUs - shownAtUs;

/** Shorter than this nobody has read a warning of one line: 250 words a minute are 4 a second. */
const READ_US = 1_000_000;
const ASKS: ReadonlySet<SafeguardKind> = new Set(['warning', 'confirmation', 'dryRun', 'pattern']);

/** A step that a person waved through faster than it can be read. */
export const unread = (step: SafeguardStepView): boolean => {
  const tookUs = stepUs(step);
  return step.result === 'proceeded' && ASKS.has(step.kind) && tookUs !== undefined && tookUs < READ_US;
};

export const tookText = (step: SafeguardStepView): string => {
  const tookUs = stepUs(step);
  return tookUs === undefined ? 'still open' : durationText(tookUs);
};

/** What came of a step: in the scenario's words where it has any. */
export const stepText = (step: SafeguardStepView): string => {
  if (step.result === 'open') return 'asks now';
  return step.says === '' ? `${step.result} after ${tookText(step)}` : step.says;
};
