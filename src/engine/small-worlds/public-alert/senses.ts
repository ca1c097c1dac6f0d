// What people understand by a text: it denies, it alarms, or it is unclear. Phrases of the scenario, sentence by sentence; the text is all they have.
import type { PublicAlert } from '../../../schema/index.ts';
import type { Sense } from './state.ts';

const NEGATION = /\b(?:no|not|never|without|don[’']t|isn[’']t|needn[’']t|nobody|stop)\b/;

/** Both at once, or neither, is unclear. */
export function senseOf({ words }: PublicAlert, text: string): Exclude<Sense, 'test'> {
  const plain = text.toLowerCase();
  const denies = words.denies.some((phrase) => plain.includes(phrase.toLowerCase()));
  const alarms = plain.split(/[.!?;\n]+/).some((sentence) => words.alarms.some((phrase) => saysUnnegated(sentence, phrase.toLowerCase())));
  if (denies === alarms) return 'unclear';
  return denies ? 'denial' : 'alarm';
}

function saysUnnegated(sentence: string, phrase: string): boolean {
  const at = sentence.indexOf(phrase);
  return at >= 0 && !NEGATION.test(sentence.slice(0, at));
}
