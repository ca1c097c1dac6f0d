// The dictionary of reasons: kinds of journal entries, their fields, looks and commands in the words of the field.
import type { EntryKind, Scenario } from '../../schema/index.ts';
import { boundText, list, type Phrase, withArticle } from './phrase.ts';

interface EntryWords {
  one: string;
  many: string;
  /** Past tense without a subject. */
  did: string;
  /** Where "no {one}" would not be said. */
  none?: string;
}

const words = (one: string, many: string, did: string, none?: string): EntryWords =>
  none === undefined ? { one, many, did } : { one, many, did, none };

const ENTRIES: Partial<Record<EntryKind, EntryWords>> = {
  'alert.acknowledge': words('acknowledged alert', 'acknowledged alerts', 'acknowledged an alert'),
  'incident.declare': words('declared incident', 'declared incidents', 'declared an incident', 'no incident was declared'),
  'incident.resolve': words('declared resolution', 'declared resolutions', 'declared a resolution', 'no resolution was declared'),
  'incident.stand-down': words('stand-down', 'stand-downs', 'gave a stand-down'),
  'hypothesis.set': words('stated belief', 'stated beliefs', 'stated a belief', 'no belief was stated'),
  'hypothesis.pin': words('pinned piece of evidence', 'pinned pieces of evidence', 'pinned evidence', 'no evidence was pinned'),
  'note.fact': words('fact written down', 'facts written down', 'wrote down a fact', 'nothing was written down'),
  'note.timeline': words('note in the time-line', 'notes in the time-line', 'wrote a note in the time-line'),
  'note.cascade': words('drawing of the cascade', 'drawings of the cascade', 'drew the cascade'),
  'plan.priorities': words('list of priorities', 'lists of priorities', 'set priorities', 'no priorities were set'),
  'plan.step': words('plan', 'plans', 'wrote a plan'),
  'comms.status-update': words('status update', 'status updates', 'sent a status update'),
  'comms.say': words('message', 'messages', 'sent a message'),
  'people.ask': words('question to a person', 'questions to people', 'asked a question'),
  'review.reflection': words('reflection', 'reflections', 'wrote a reflection'),
  'review.causes': words('analysis of causes', 'analyses of causes', 'wrote an analysis of causes'),
  'review.lesson': words('lesson', 'lessons', 'wrote a lesson'),
  'review.action-item': words('action item', 'action items', 'wrote an action item'),
  'review.calibration': words(
    'decision compared with its confidence',
    'decisions compared with their confidence',
    'compared a decision with its confidence',
  ),
  'review.self-assessment': words('self-assessment', 'self-assessments', 'wrote a self-assessment'),
  'review.submit': words('submitted review', 'submitted reviews', 'submitted the review', 'the review was not submitted'),
};

const GROUPS: Readonly<Record<string, EntryWords>> = {
  alert: words('answer to an alert', 'answers to alerts', 'answered an alert'),
  incident: words('declaration', 'declarations', 'made a declaration'),
  hypothesis: words('statement of belief', 'statements of belief', 'stated a belief'),
  note: words('note', 'notes', 'wrote a note'),
  plan: words('plan', 'plans', 'wrote a plan'),
  comms: words('message', 'messages', 'sent a message'),
  review: words('part of the review', 'parts of the review', 'wrote part of the review'),
  look: words('look', 'looks', 'looked at something'),
  command: words('command', 'commands', 'gave a command'),
};

/** What an entry of this kind is called; `review.*` names a group. */
export function entryWords(kind: string): EntryWords {
  const group = kind.slice(0, kind.indexOf('.'));
  return ENTRIES[kind as EntryKind] ?? GROUPS[group] ?? words('entry in the journal', 'entries in the journal', 'made an entry');
}

/** Items that are more than a filled field. */
const ITEMS: Readonly<Record<string, string>> = {
  'eta range': 'with a range for the time to repair',
  'eta as range': 'with a range for the time to repair',
  'eta true': 'with a time to repair that came true',
};

/** What a filled field says: "that says {…}". */
const FIELDS: Readonly<Record<string, string>> = {
  wentWell: 'what went well',
  wentBadly: 'what went badly',
  lucky: 'what was luck',
  feelings: 'how it felt',
  surface: 'the surface cause',
  deeper: 'the deeper cause',
  deepest: 'the deepest cause',
  expects: 'what to expect',
  verifies: 'how to verify it',
  ifItFails: 'what to do if the action fails',
  command: 'what to do',
  confidence: 'how confident it is',
  unknowns: 'what is unknown',
  nextSteps: 'what comes next',
  eta: 'when it will be repaired',
  nextUpdateMinutes: 'when the next update comes',
  whatHappened: 'what happened',
  done: 'what was done',
  impact: 'what the impact is',
  'impact.errorRatio': 'how many requests fail',
  'impact.usersAffected': 'how many users are affected',
  'impact.revenueLost': 'how much revenue is lost',
  'impact.text': 'what the impact is',
  owner: 'who owns it',
  due: 'when it is due',
  priority: 'how urgent it is',
  prevents: 'how much it prevents',
  symptoms: 'what the symptoms are',
  detection: 'how to detect it',
  resolution: 'how to resolve it',
  reason: 'why',
  because: 'why',
  note: 'why',
  summary: 'what happened',
  decision: 'what was decided',
  cameTrue: 'whether it came true',
  severity: 'how severe it is',
  text: 'what it is about',
};
const fieldWords = (path: string): string =>
  FIELDS[path] ??
  `the ${path
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('.', ' ')
    .toLowerCase()}`;

/** Values that have a word of their own, put right after the noun. */
const VALUES: Readonly<Record<string, string>> = {
  'status=known': 'as known',
  'status=unknown': 'as unknown',
  'kind=pattern': 'about a pattern',
  'kind=diagnostic': 'about diagnosis',
  'kind=process': 'about the process',
};

const CONDITION = /^([a-zA-Z.]+) ?(<=|>=|<|>|=) ?(.+)$/;

/** `has` and `says` of a pattern as words after the noun: "about a pattern that says how to detect it". */
export function qualifier(has: readonly string[], says: readonly string[] | undefined): string | undefined {
  const near: string[] = [];
  const withWords: string[] = [];
  const told: string[] = [];
  for (const item of has) {
    const condition = CONDITION.exec(item);
    const known = ITEMS[item];
    if (known !== undefined) {
      withWords.push(known);
      continue;
    }
    if (condition === null) {
      told.push(fieldWords(item));
      continue;
    }
    const [, path, operator, wanted] = condition as unknown as [string, string, string, string];
    const value = VALUES[`${path}${operator}${wanted.trim()}`];
    if (value !== undefined) near.push(value);
    else if (path === 'order')
      near.push(
        `in the order ${wanted
          .split(',')
          .map((part) => part.trim())
          .join(', ')}`,
      );
    else if (wanted.endsWith(' words')) withWords.push(`with ${boundText(`${operator} ${wanted}`)} on ${fieldWords(path)}`);
    else if (operator === '=') withWords.push(`with ${path} ${wanted.trim()}`);
    else withWords.push(`with ${boundText(`${operator} ${wanted}`)} ${path === 'confidence' ? 'confidence' : `for ${fieldWords(path)}`}`);
  }
  const clauses = [
    ...(told.length > 0 ? [`says ${list(told, 'and')}`] : []),
    ...(says === undefined ? [] : [`mentions ${list(says.map(mention), 'or')}`]),
  ];
  const parts = [
    ...near,
    ...(withWords.length > 0 ? [list(withWords, 'and')] : []),
    ...(clauses.length > 0 ? [`that ${clauses.join(' and ')}`] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(' ');
}

function mention(word: string): string {
  const [from, to] = word.split(/\s*>\s*/);
  return to === undefined ? `“${word}”` : `the arrow from ${from} to ${to}`;
}

/** A look as written in a rubric: `diff payments` is "the diff of payments". @param artefacts give documents their titles, and say which turn up late */
export function lookNoun(written: string, artefacts: Scenario['artefacts'] = []): string {
  const [head = '', ...others] = written.split(' ');
  const rest = others.join(' ');
  const document = head === 'artefact' ? artefacts.find(({ name }) => name === rest) : undefined;
  if (document !== undefined) return `the document “${document.title}”${document.hidden ? ', which turns up in the review' : ''}`;
  const named = LOOKS[head];
  return named === undefined ? `“${written}”` : named(rest);
}

const of = (known: string, alone: string) => (rest: string) => (rest === '' || rest === '*' ? alone : `${known} ${rest}`);
const LOOKS: Readonly<Record<string, (rest: string) => string>> = {
  any: () => 'anything',
  evidence: () => 'what shows the true cause',
  rival: () => 'what speaks about a rival explanation',
  deployments: () => 'the deployments',
  diff: of('the diff of', 'a diff'),
  status: of('the status page of', 'a status page'),
  metrics: (rest) => (rest === '' ? 'metrics' : `the metrics “${rest}”`),
  logs: (rest) => (rest === '' ? 'logs' : rest.startsWith('"') ? `logs with “${rest.replaceAll('"', '')}”` : `the logs of ${rest}`),
  sessions: of('the sessions of', 'sessions'),
  artefact: of('the document', 'a document'),
  alert: of('the alert', 'an alert'),
  query: (rest) => (rest === '' ? 'a query' : 'the result of a query'),
  service: of('the state of', 'the state of a service'),
  preflight: of('the checks before a rollback of', 'the checks before a rollback'),
  context: () => 'the lines around a log line',
  alerts: () => 'all alerts',
  traces: (rest) => (rest === '' ? 'traces' : `the traces of ${rest}`),
  trace: of('the trace', 'a trace'),
  pods: of('the pods of', 'the pods'),
  events: () => 'the events of the cluster',
  slos: () => 'the objectives',
  checks: () => 'the synthetic checks',
};

/** Heads of commands: singular, plural, and the word before their target. */
const COMMAND_HEADS: Readonly<Record<string, [one: string, many: string, link: string]>> = {
  rollback: ['rollback', 'rollbacks', 'of'],
  deploy: ['deployment', 'deployments', 'of'],
  'pause-rollout': ['paused rollout', 'paused rollouts', 'of'],
  'resume-rollout': ['resumed rollout', 'resumed rollouts', 'of'],
  set: ['change of configuration', 'changes of configuration', 'of'],
  restart: ['restart', 'restarts', 'of'],
  scale: ['scaling', 'scalings', 'of'],
  delete: ['deletion', 'deletions', 'of'],
  'resize-pool': ['resizing', 'resizings', 'of'],
  'kill-sessions': ['ending of sessions', 'endings of sessions', 'of'],
  'open-breaker': ['opening of the breaker', 'openings of the breaker', 'to'],
  'close-breaker': ['closing of the breaker', 'closings of the breaker', 'to'],
  'delete-pod': ['deletion', 'deletions', 'of the pod'],
  cordon: ['cordoning', 'cordonings', 'of'],
  uncordon: ['uncordoning', 'uncordonings', 'of'],
  drain: ['draining', 'drainings', 'of'],
};
const COMMAND_LISTS: Readonly<Record<string, [one: string, many: string]>> = {
  '*': ['command', 'commands'],
  any: ['command', 'commands'],
  harmful: ['command that does harm', 'commands that do harm'],
  remedy: ['command that repairs', 'commands that repair'],
  mitigation: ['command that mitigates', 'commands that mitigate'],
  'red herring': ['command that only looks like a repair', 'commands that only look like a repair'],
};

/** A command as written in a rubric: `rollback payments` is "rollback of payments", without an article. */
export function commandNoun(written: string): { one: string; many: string } {
  const listed = COMMAND_LISTS[written];
  if (listed !== undefined) return { one: listed[0], many: listed[1] };
  const [verb = '', target = '', ...others] = written.split(' ');
  const head = COMMAND_HEADS[verb];
  if (head === undefined) return { one: `command “${written}”`, many: `commands “${written}”` };
  const [key, value = '*'] = (others[0] ?? '').split('=');
  const amount = verb === 'set' ? value : verb === 'kill-sessions' ? '*' : (others[0] ?? '*');
  const subject = verb === 'set' && key !== '' && key !== '*' ? `${key} of ${target}` : target;
  const tail = `${subject === '' || subject === '*' ? '' : ` ${head[2]} ${subject}`}${amount === '*' ? '' : ` to ${amount}`}`;
  const [one, many] = verb === 'set' && subject !== target ? ['change', 'changes'] : head;
  return { one: `${one}${tail}`, many: `${many}${tail}` };
}

/** A noun with words after it as a phrase. */
export function nounPhrase(noun: EntryWords, qualified: string | undefined): Phrase {
  const after = qualified === undefined ? '' : ` ${qualified}`;
  return {
    one: `${withArticle(noun.one)}${after}`,
    many: `${noun.many}${after.replaceAll(/\b(that|and) (say|mention)s /g, '$1 $2 ')}`,
    none: `${noun.none ?? `no ${noun.one}`}${after}`,
    did: `${noun.did}${after}`,
  };
}
