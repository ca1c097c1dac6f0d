// Who answers a safeguard honestly, and how long that takes: the phrase is typed as asked, the code as it arrived, required items are ticked, what runs is left to
// run, and one goes on. Used for people of the scenario and for scripts. Times are those of the keystroke-level model (Card, Moran and Newell, CACM 23(7), 1980).
import { KLM } from '../console/index.ts';
import type { EntryArgs, SafeguardPrompt, SimTimeUs } from '../schema/index.ts';

export type HandAnswer = Pick<EntryArgs<'console.answer'>, 'answer' | 'text'>;

/** Over an answer: a thought, then keys and Enter, or pointing and a click. */
export const answerTimeUs = ({ answer, text }: HandAnswer): SimTimeUs =>
  Math.round((KLM.M + (answer === 'type' ? KLM.H + (text.length + 1) * KLM.K : KLM.P + KLM.B)) * 1e6);

/**
 * What an honest person answers now; `wait` while something runs or somebody else is asked, undefined where nothing honest goes on.
 * A key that is not at hand yet is touched, and touched again when it should be.
 */
export function honestAnswer(prompt: SafeguardPrompt): HandAnswer | 'wait' | undefined {
  const takes = (answer: HandAnswer['answer']): boolean => prompt.answers.includes(answer);
  const open = prompt.items.filter(({ required, ticked }) => required && !ticked);
  const item = open.find(({ automatic }) => !automatic);
  if (item !== undefined && takes('tick')) return { answer: 'tick', text: item.item };
  if (open.length > 0) return undefined;
  if (takes('type')) {
    const text = prompt.phrase ?? /\d{6}/.exec(prompt.elsewhere ?? '')?.[0];
    return text === undefined ? 'wait' : { answer: 'type', text };
  }
  if (takes('proceed')) return { answer: 'proceed', text: '' };
  if (takes('switch')) return { answer: 'switch', text: '' };
  if (takes('press')) return prompt.problem !== undefined && prompt.untilUs !== undefined ? 'wait' : { answer: 'press', text: '' };
  return 'wait';
}
