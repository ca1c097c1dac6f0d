// A console in a script: values are entered, the button is pressed, and whatever the safeguards ask is answered honestly after a thought, at later instants.
import type { EntryDraft, SimTimeUs } from '../schema/index.ts';
import type { Authority } from './authority.ts';
import { answerTimeUs, type HandAnswer, honestAnswer } from './console-hand.ts';

/** Somebody in the middle of an attempt: at `atUs` they look at it again. */
export interface Hand {
  readonly name: string;
  readonly desk: string;
  readonly by: { readonly actor: string; readonly role: string };
  readonly seq: number;
  readonly stops: string | undefined;
  readonly atUs: SimTimeUs;
  /** What was thought of; given if it is still what is asked. */
  readonly thought: { readonly safeguard: string; readonly answer: HandAnswer } | undefined;
}
interface AtConsole {
  console: string;
  action?: string | undefined;
  fills: Readonly<Record<string, string>>;
  line?: string | undefined;
  stops?: string | undefined;
}

/** While somebody waits for what has no known end, such as a second person. */
const LOOKS_AGAIN_US = 1_000_000;

/** @returns `seq` of the press and who goes on answering, or why nothing began */
export function beginAt(
  authority: Authority,
  { console: desk, action, fills, line, stops }: AtConsole,
  by: Hand['by'],
  name: string,
): { seq: number; hand: Hand } | string {
  const append = (draft: EntryDraft) => authority.append({ ...draft, ...by } as EntryDraft);
  if (Object.keys(fills).length > 0) {
    const { outcome } = append({ kind: 'console.fill', args: { console: desk, values: { ...fills } } });
    if (outcome?.status === 'refused') return outcome.reason;
  }
  if (line === undefined && action === undefined) return 'one of action and line is needed';
  const { entry, outcome } = append(
    line === undefined
      ? { kind: 'console.submit', args: { console: desk, action: action ?? '' } }
      : { kind: 'console.line', args: { console: desk, line } },
  );
  if (outcome?.status === 'refused') return outcome.reason;
  return { seq: entry.seq, hand: { name, desk, by, seq: entry.seq, stops, atUs: authority.nowUs, thought: undefined } };
}

/** One move of the hand. @returns the hand later, undefined when it is through, or what went wrong */
export function moveHand(authority: Authority, hand: Hand): Hand | string | undefined {
  const { desk, by, stops, seq } = hand;
  const prompt = authority.promptAt(desk, by.actor);
  const attempt = authority.attempts.findLast((each) => each.seq === seq);
  if (prompt === undefined || attempt?.status !== 'under way') return attempt === undefined ? undefined : endOf(attempt, stops);
  const { thought } = hand;
  if (thought !== undefined && thought.safeguard === prompt.safeguard) {
    const { safeguard, answer } = thought;
    const draft = { kind: 'console.answer', args: { console: desk, safeguard, ...answer }, ...by } as EntryDraft;
    const { outcome } = authority.append(draft);
    return outcome?.status === 'refused' ? `${safeguard}: ${outcome.reason}` : { ...hand, thought: undefined };
  }
  const answer = stops === prompt.safeguard ? ({ answer: 'back', text: '' } as const) : honestAnswer(prompt);
  if (answer === undefined) return `“${prompt.safeguard}” cannot be answered honestly: ${open(prompt.items)}`;
  if (answer !== 'wait') return { ...hand, atUs: authority.nowUs + answerTimeUs(answer), thought: { safeguard: prompt.safeguard, answer } };
  const { untilUs } = prompt;
  return { ...hand, atUs: untilUs !== undefined && untilUs > authority.nowUs ? untilUs : authority.nowUs + LOOKS_AGAIN_US };
}

/** A script that did not want it is told what stopped it. */
function endOf({ status, stoppedBy, steps }: Authority['attempts'][number], stops: string | undefined): string | undefined {
  if (status !== 'stopped') return stops === undefined ? undefined : `“${stops}” never asked`;
  return stoppedBy === stops ? undefined : `stopped by “${stoppedBy}”: ${steps.findLast(({ result }) => result === 'stopped')?.says ?? ''}`;
}

const open = (items: readonly { item: string; required: boolean; ticked: boolean }[]): string =>
  items
    .filter(({ required, ticked }) => required && !ticked)
    .map(({ item }) => `“${item}” is not true`)
    .join('; ');
