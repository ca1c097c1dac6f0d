// Why an entry that is well formed still has no effect. A refusal is an outcome with a reason, and the entry stays in the journal (DESIGN D3).
// Commands are refused by the engine; here are the refusals that concern the drill. Codes are listed in README.md.
import {
  COMMANDS,
  type Command,
  type EntryArgs,
  type EntryKind,
  guardOf,
  isCommand,
  type JournalEntry,
  type Outcome,
  type Scenario,
  type Silence,
  type SimTimeUs,
  type TraceReader,
} from '../schema/index.ts';
import { COMMAND_CHECKS, unknownPerson } from './command/checks.ts';
import { agreementFor, approvalRefusal, type PersonRequest } from './command/requests.ts';
import { consoleGiving } from './console-commands.ts';
import { isOver } from './phases.ts';
import { expiryProblem, matcherProblem } from './silences.ts';
import type { DrillState } from './state.ts';
import { componentsOf } from './topology.ts';

export interface DrillContext {
  scenario: Scenario;
  trace: TraceReader;
  state: DrillState;
  silences: readonly Silence[];
  /** What was asked of people so far. */
  requests: readonly PersonRequest[];
  tPlusZeroUs: SimTimeUs | undefined;
}
type Refused = Extract<Outcome, { status: 'refused' }>;
type Check<K extends EntryKind> = (args: EntryArgs<K>, context: DrillContext, entry: JournalEntry) => Refused | undefined;

const refused = (code: string, reason: string): Refused => ({ status: 'refused', code: `drill/${code}`, reason });

/** @returns the refusal, or undefined when the drill has nothing against the entry */
export function checkEntry(context: DrillContext, entry: JournalEntry): Refused | undefined {
  const { phase } = context.state.phase;
  if (phase === 'scored') return refused('over', 'The review was submitted; this drill takes no more entries');
  if (isCommand(entry.kind)) return givenElsewhere(context.scenario, entry) ?? checkCommand(context, entry);
  const check = CHECKS[entry.kind] as Check<EntryKind> | undefined;
  return check?.(entry.args, context, entry);
}

/** Of a command, whoever gives it: a trainee, or a person who carries it out for them. */
export function checkCommand(
  { scenario, requests }: Pick<DrillContext, 'scenario' | 'requests'>,
  entry: JournalEntry,
): Refused | undefined {
  if (entry.atUs >= scenario.meta.length) return refused('time-up', 'Time is up: production can no longer be changed');
  const roles: readonly string[] = COMMANDS.find((command) => command.kind === entry.kind)?.roles ?? [];
  if (roles.length > 0 && !roles.includes(entry.role))
    return refused('role', `Only ${roles.join(', ')} may give this command, and you are ${entry.role}`);
  const guard = guardOf(scenario.guards, entry);
  if (guard?.asks === 'refuses') return refused('guard', guard.says === '' ? 'This is not allowed here' : guard.says);
  if (guard?.asks === 'approval' && agreementFor(requests, entry, entry.atUs, entry.actor) < 0)
    return refused('approval', approvalRefusal(scenario, guard, entry));
  return undefined;
}

/** A command of a console has its safeguards; whoever sits there gives it on it. */
function givenElsewhere(scenario: Scenario, entry: JournalEntry): Refused | undefined {
  if (scenario.unguarded === true) return undefined;
  const found = consoleGiving(scenario, entry.kind as Command['kind']);
  if (found === undefined) return undefined;
  const [verb = ''] = (COMMANDS.find(({ kind }) => kind === entry.kind)?.usage ?? '').split(' ', 1);
  return refused('console', `“${verb}” is given on the console “${found.title}” (${found.id}), and only there`);
}

const SUM_SLACK = 1e-9;

const CHECKS: { [K in EntryKind]?: Check<K> } = {
  'alert.acknowledge': ({ alert }, { trace }) =>
    trace.alerts().some((instance) => instance.alert === alert)
      ? undefined
      : refused('unknown-alert', `No alert “${alert}” has been active; acknowledge one from the list`),
  'alert.silence': ({ matchers }) => {
    const problem = matcherProblem(matchers);
    return problem === undefined ? undefined : refused(problem.code, problem.reason);
  },
  'alert.expire-silence': ({ silence }, { silences }, { atUs }) => {
    const problem = expiryProblem(silences, silence, atUs);
    return problem === undefined ? undefined : refused(problem.code, problem.reason);
  },
  'incident.resolve': (_, { state }) => (isOver(state.phase.phase) ? refused('already-over', 'The incident is already over') : undefined),
  'incident.stand-down': (_, { state }) =>
    isOver(state.phase.phase) ? refused('already-over', 'The incident is already over') : undefined,
  'hypothesis.set': ({ beliefs }, { scenario }) => {
    const sum = beliefs.reduce((total, belief) => total + belief.probability, 0);
    if (sum > 1 + SUM_SLACK)
      return refused(
        'sum-above-one',
        `The probabilities add up to ${Math.round(sum * 100)} %; lower some until they make at most 100 %, the rest is “something else”`,
      );
    const names = beliefs.map(({ cause }) => `${cause.component} ${cause.kind}`);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) return refused('named-twice', `“${twice}” is named twice`);
    return unknownComponent(
      scenario,
      beliefs.map(({ cause }) => cause.component),
    );
  },
  'hypothesis.pin': ({ cause, look }, { scenario, state }) => {
    if (!Object.hasOwn(state.looks, look))
      return refused('unknown-look', `Entry ${look} is no look that found something; pin a look from the timeline`);
    return unknownComponent(scenario, [cause.component]);
  },
  'note.fact': ({ status, replaces }, { state }) =>
    (replaces === undefined && status !== 'withdrawn') || state.facts.some(({ seq }) => seq === replaces)
      ? undefined
      : refused('unknown-note', `Entry ${replaces ?? '(none)'} is no note on the list; name one that is`),
  'note.cascade': ({ edges }, { scenario }) =>
    unknownComponent(
      scenario,
      edges.flatMap(({ from, to }) => [from, to]),
    ),
  ...COMMAND_CHECKS,
  'people.ask': ({ person }, { scenario }) => unknownPerson(scenario, person),
  'comms.status-update': ({ eta }) =>
    eta !== undefined && eta.fromMinutes > eta.toMinutes
      ? refused('eta-backwards', `The estimate ends (${eta.toMinutes} min) before it begins (${eta.fromMinutes} min)`)
      : undefined,
  'inject.message': (_, __, { role }) =>
    role === 'instructor' ? undefined : refused('role', `Only the instructor may inject a message, and you are ${role}`),
  'review.self-assessment': ({ criterion, points }, { scenario, state, trace }) => {
    if (!isOver(state.phase.phase) && trace.nowUs < scenario.meta.length)
      return refused('not-over', 'Assess yourself when the incident is over');
    const known = [scenario.rubric, scenario.safeRubric]
      .flatMap((rubric) => rubric?.categories ?? [])
      .flatMap((category) => category.criteria)
      .find(({ id }) => id === criterion);
    if (known?.judged === undefined) return refused('not-judged', `“${criterion}” is not a criterion that waits for a person’s judgement`);
    if (known.judged.by === 'instructor') return refused('role', `“${known.title}” is judged by the instructor`);
    return points > known.points ? refused('too-many-points', `“${known.title}” gives at most ${known.points} points`) : undefined;
  },
};

function unknownComponent(scenario: Scenario, named: readonly string[]): Refused | undefined {
  const known = componentsOf(scenario);
  const unknown = named.find((name) => !known.includes(name));
  return unknown === undefined
    ? undefined
    : refused('unknown-component', `There is no component “${unknown}”; known are ${known.join(', ')}`);
}
