// Requests to people and the ladder of those who can be called, in words. Pure.
import type { DrillView, RequestView } from '../../schema/index.ts';
import type { Tone } from '../theme/Mark.tsx';

export type PersonView = DrillView['people'][number];

const STATUS: Record<RequestView['status'], { tone: Tone; word: string }> = {
  waiting: { tone: 'accent', word: 'waiting' },
  granted: { tone: 'ok', word: 'agreed' },
  declined: { tone: 'bad', word: 'said no' },
  done: { tone: 'ok', word: 'done' },
  'no answer': { tone: 'warn', word: 'no answer' },
  used: { tone: 'plain', word: 'used' },
  expired: { tone: 'warn', word: 'expired' },
};

/** A request's state in the words of its kind: a question is answered, a call is taken, a task is done. */
export function statusOf({ kind, status }: Pick<RequestView, 'kind' | 'status'>): { tone: Tone; word: string } {
  const plain = STATUS[status];
  if (status === 'done' || status === 'granted') {
    if (kind === 'question') return { ...plain, word: 'answered' };
    if (kind === 'call') return { ...plain, word: 'came' };
    if (kind === 'role') return { ...plain, word: 'took it' };
  }
  return plain;
}

const KIND_WORDS: Record<RequestView['kind'], string> = {
  question: 'asked about',
  task: 'sent to do',
  call: 'called:',
  approval: 'asked to agree to',
  role: 'asked to be',
};
/** What a call by the ladder is about. */
const LADDER = 'escalation ladder';

/** How the request reads after the person's name, before what it is about; a call by the ladder needs no more words. */
export const requestWords = ({ kind, about }: Pick<RequestView, 'kind' | 'about'>): { words: string; about: string } =>
  kind === 'call' && about === LADDER ? { words: 'called by the ladder', about: '' } : { words: KIND_WORDS[kind], about };

/** What waits first, then the newest; the ladder calls several people for one entry. */
export const sortedRequests = (requests: readonly RequestView[]): RequestView[] =>
  [...requests].sort((a, b) => Number(b.status === 'waiting') - Number(a.status === 'waiting') || b.atUs - a.atUs || b.seq - a.seq);

export interface Rung {
  rung: number;
  person: PersonView;
  /** The last call; undefined when nobody called. */
  call: RequestView | undefined;
}

/** The ladder from its first rung. */
export function ladderOf(people: DrillView['people'], requests: readonly RequestView[]): Rung[] {
  return people
    .flatMap((person) =>
      person.rung === undefined
        ? []
        : [{ rung: person.rung, person, call: requests.findLast(({ kind, person: id }) => kind === 'call' && id === person.id) }],
    )
    .sort((a, b) => a.rung - b.rung);
}

/** Who is called when the ladder is called again: the first who is not here yet; undefined when everybody is. */
export const nextOnLadder = (ladder: readonly Rung[]): Rung | undefined => ladder.find(({ call }) => call?.status !== 'done');

/** Whether the ladder waits for somebody right now. */
export const ladderWaits = (ladder: readonly Rung[]): Rung | undefined => ladder.find(({ call }) => call?.status === 'waiting');
