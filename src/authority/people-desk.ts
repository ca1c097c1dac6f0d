// People who are asked for more than an answer: they carry commands out, are called in, take roles over, agree as the second one, and do what
// their role asks, plainly. Everything follows from (scenario, seed, journal). Rules R13–R18 are in README.md.
import {
  agreementFor,
  applyDeed,
  applyPlainUpdate,
  applyRole,
  checkCommand,
  type DrillState,
  holds,
  impactOf,
  isOver,
  LADDER,
  normalCommand,
  noticeOf,
  type PersonRequest,
  personIn,
  type StoryState,
} from '../drill/index.ts';
import {
  type AudienceName,
  commandMatches,
  formatDurationUs,
  guardOf,
  type JournalEntry,
  type Outcome,
  type Person,
  parseCommandText,
  ROLES,
  type Role,
  type Scenario,
  type Seed,
  SeveritySchema,
  type SimTimeUs,
  type SimulationEngine,
  severityTargets,
} from '../schema/index.ts';
import type { Deed, DueAct } from './director-state.ts';
import { answerDelayUs, answerTo, type Channel, declines, deedDelayUs, isReached } from './people.ts';

const MINUTE_US = 60_000_000;
/** Of a person who is called by name and on no rung of the ladder. */
const TIMEOUT_US = 5 * MINUTE_US;
const REPORT_US = 5 * MINUTE_US;
const CHECKPOINT_US = 10 * MINUTE_US;
/** A plain update comes so long before it is due. */
const AHEAD_US = 30_000_000;

type Asked = Pick<PersonRequest, 'seq' | 'drawAs'>;

/** What the desk needs of the director. Reading and writing always means the present instant. */
export interface Stage {
  story: StoryState;
  drill: DrillState;
  say(channel: Channel, from: string, text: string): void;
  sayAs(person: string, text: string): void;
  due(atUs: SimTimeUs, act: DueAct): void;
  /** A command was carried out: it is kept, and conditions may depend on it. */
  did(deed: Deed): void;
  answered(audience: AudienceName): void;
  expect(audience: AudienceName, withinUs: SimTimeUs): void;
}

export class PeopleDesk {
  readonly #scenario: Scenario;
  readonly #seed: Seed;
  readonly #engine: SimulationEngine;
  readonly #stage: Stage;

  constructor(scenario: Scenario, seed: Seed, engine: SimulationEngine, stage: Stage) {
    this.#scenario = scenario;
    this.#seed = seed;
    this.#engine = engine;
    this.#stage = stage;
  }

  /** Takes an accepted entry that asks a person for something. @param drawAs the number whose delays they draw */
  take(entry: JournalEntry, drawAs: number): void {
    const asked = { seq: entry.seq, drawAs };
    switch (entry.kind) {
      case 'people.ask':
        this.#ask(asked, 'question', entry.args.person, entry.args.about);
        break;
      case 'people.delegate':
        this.#ask(asked, 'task', entry.args.person, normalCommand(entry.args.task));
        break;
      case 'approval.request':
        this.#ask(asked, 'approval', entry.args.person, normalCommand(entry.args.command));
        break;
      case 'role.hand-over':
        this.#ask(asked, 'role', entry.args.to, entry.args.role);
        break;
      case 'people.escalate':
        if (entry.args.to === undefined) this.#callNext(asked);
        else this.#call(asked, entry.args.to, entry.args.because || 'called by name');
        break;
      default:
        break;
    }
  }

  /** A command under the rule of the second person uses up the agreement that allowed it. */
  spendAgreement(command: JournalEntry): void {
    if (guardOf(this.#scenario.guards, command)?.asks !== 'approval') return;
    const index = agreementFor(this.#stage.story.requests, command, this.#engine.nowUs, command.actor);
    if (index >= 0) this.#update(index, { status: 'used' });
  }

  /** People who hold a role begin to do what it asks. To be called at T+0. */
  beginDuties(): void {
    for (const role of ROLES) this.#beginDuty(role);
  }

  /** An update is owed: whoever holds communications will see to it. */
  owed(expectation: number): void {
    const known = this.#stage.story.expectations[expectation];
    if (known === undefined || this.#personIn('communications') === undefined) return;
    this.#stage.due(Math.max(this.#engine.nowUs, known.byUs - AHEAD_US), { kind: 'plain-update', expectation });
  }

  /** @returns false for an act that is none of the desk's */
  act(act: DueAct): boolean {
    switch (act.kind) {
      case 'answer':
        this.#answer(act.request);
        return true;
      case 'call-timeout':
        this.#noAnswer(act.request);
        return true;
      case 'duty':
        this.#duty(act.role, act.sinceUs);
        return true;
      case 'plain-update':
        this.#plainUpdate(act.expectation);
        return true;
      default:
        return false;
    }
  }

  #ask({ seq, drawAs }: Asked, kind: PersonRequest['kind'], id: string, about: string): void {
    const person = this.#scenario.people[id];
    if (person === undefined) return;
    const command = kind === 'task' ? parseCommandText(about) : undefined;
    const delayUs =
      command === undefined ? answerDelayUs(person, id, this.#seed, drawAs) : deedDelayUs(person, id, command, this.#seed, drawAs);
    this.#stage.due(this.#engine.nowUs + delayUs, { kind: 'answer', request: this.#push({ seq, drawAs, kind, person: id, about }) });
  }

  #answer(index: number): void {
    const { person: id, kind, about } = this.#stage.story.requests[index]!;
    const person = this.#scenario.people[id]!;
    switch (kind) {
      case 'question':
        return this.#close(index, 'done', answerTo(this.#scenario, this.#engine, person, about));
      case 'task':
        return this.#carryOut(index, id, person);
      case 'call':
        return this.#close(index, 'done', arrival(person));
      case 'role':
        return this.#takeRole(index, id, person, about as Role);
      case 'approval':
        return this.#agree(index, person, about);
    }
  }

  /** The command goes the way of every command: the same guards, the same engine. */
  #carryOut(index: number, id: string, person: Person): void {
    const { seq, about } = this.#stage.story.requests[index]!;
    const command = parseCommandText(about);
    if (command === undefined || !person.does.some((duty) => commandMatches(duty.do, command)))
      return this.#close(index, 'declined', declines(person));
    if (this.#stage.drill.phase.phase === 'scored') return this.#close(index, 'declined', 'It is over; I left it alone.');
    const role = ROLES.find((each) => this.#personIn(each) === id) ?? 'responder';
    const entry = { seq, atUs: this.#engine.nowUs, actor: id, role, ...command } as JournalEntry;
    const outcome: Outcome =
      checkCommand({ scenario: this.#scenario, requests: this.#stage.story.requests }, entry) ?? this.#engine.execute(command);
    if (outcome.status !== 'refused') this.spendAgreement(entry);
    const deed = { ...entry, actor: person.name } as JournalEntry;
    const notice = noticeOf(this.#scenario, deed, { outcome, missing: false, hint: undefined });
    this.#stage.drill = applyDeed(this.#stage.drill, deed, { outcome, notice });
    this.#close(index, outcome.status === 'refused' ? 'declined' : 'done', report(about, outcome));
    this.#stage.did({ entry: deed, outcome });
  }

  #agree(index: number, { approves, ...person }: Person, about: string): void {
    const command = parseCommandText(about);
    const duty = command === undefined ? undefined : approves.find((each) => commandMatches(each.do, command));
    if (duty === undefined) return this.#close(index, 'declined', declines({ approves, ...person }));
    const against = duty.unless !== undefined && holds(this.#scenario, this.#engine.series, duty.unless, this.#engine.nowUs);
    if (against) return this.#close(index, 'declined', `No to “${about}”. ${duty.says || 'The instruments speak against it.'}`);
    this.#close(index, 'granted', `I agree to “${about}”. It is good for ten minutes and for one time.`);
  }

  #takeRole(index: number, id: string, person: Person, role: Role): void {
    if (!person.takes.includes(role)) return this.#close(index, 'declined', declines(person));
    this.#stage.drill = applyRole(this.#stage.drill, role, id, this.#engine.nowUs);
    this.#close(index, 'done', `I am ${role} from now on.`);
    if (this.#stage.story.tPlusZeroUs !== undefined) this.#beginDuty(role);
  }

  /** The first rung of the ladder whose person is not here yet. */
  #callNext(asked: Asked, after = -1): void {
    const { requests } = this.#stage.story;
    const next = this.#scenario.incident.ladder.find(
      ({ person }, rung) =>
        rung > after && !requests.some((each) => each.kind === 'call' && each.person === person && each.status === 'done'),
    );
    if (next === undefined) this.#stage.say('war room', 'Escalation', 'Nobody else is on the ladder.');
    else this.#call(asked, next.person, LADDER);
  }

  #call({ seq, drawAs }: Asked, id: string, about: string): void {
    const person = this.#scenario.people[id];
    if (person === undefined) return;
    this.#stage.say('war room', 'Escalation', `Calling ${person.name}.`);
    const request = this.#push({ seq, drawAs, kind: 'call', person: id, about });
    const { nowUs } = this.#engine;
    const delayUs = answerDelayUs(person, id, this.#seed, drawAs);
    const timeoutUs = this.#timeoutOf(id);
    if (delayUs <= timeoutUs && isReached(person, id, this.#seed, drawAs)) this.#stage.due(nowUs + delayUs, { kind: 'answer', request });
    else this.#stage.due(nowUs + timeoutUs, { kind: 'call-timeout', request });
  }

  #noAnswer(index: number): void {
    const { seq, drawAs, person: id, about } = this.#stage.story.requests[index]!;
    const text = `${this.#scenario.people[id]?.name ?? id} did not answer within ${formatDurationUs(this.#timeoutOf(id))}.`;
    this.#stage.say('war room', 'Escalation', text);
    this.#update(index, { status: 'no answer', answeredAtUs: this.#engine.nowUs, text });
    if (about === LADDER) this.#callNext({ seq, drawAs }, this.#rungOf(id));
  }

  #beginDuty(role: Role): void {
    const held = this.#stage.drill.roles[role];
    if (held === undefined || this.#personIn(role) === undefined) return;
    if (role === 'communications')
      this.#stage.story.expectations.forEach(({ answeredAtUs }, index) => {
        if (answeredAtUs === undefined) this.owed(index);
      });
    else if (role !== 'scribe') this.#nextDuty(role, held.sinceUs);
  }

  #nextDuty(role: 'commander' | 'technical lead', sinceUs: SimTimeUs): void {
    const everyUs = role === 'commander' ? CHECKPOINT_US : REPORT_US;
    this.#stage.due(this.#engine.nowUs + everyUs, { kind: 'duty', role, sinceUs });
  }

  /** Once the role is somebody else's, or the incident is looked back at, nothing more is said. */
  #duty(role: 'commander' | 'technical lead', sinceUs: SimTimeUs): void {
    const { drill } = this.#stage;
    const person = this.#personIn(role);
    if (person === undefined || drill.roles[role]?.sinceUs !== sinceUs) return;
    if (drill.phase.phase === 'review' || drill.phase.phase === 'scored') return;
    if (!isOver(drill.phase.phase)) this.#stage.say('war room', this.#nameOf(person), role === 'commander' ? CHECKPOINT : this.#figures());
    this.#nextDuty(role, sinceUs);
  }

  /** The figures of the instruments and nothing else, marked as such; it answers whoever waits and says when the next one comes. */
  #plainUpdate(index: number): void {
    const { story, drill } = this.#stage;
    const { audience, answeredAtUs } = story.expectations[index]!;
    const person = this.#personIn('communications');
    if (person === undefined || answeredAtUs !== undefined || isOver(drill.phase.phase)) return;
    const state = ({ mitigation: 'mitigating', monitoring: 'monitoring' } as Record<string, string>)[drill.phase.phase] ?? 'investigating';
    const severity = SeveritySchema.safeParse(drill.severity).data;
    const everyUs = severity === undefined ? undefined : severityTargets(this.#scenario.incident, severity).update;
    const next = everyUs === undefined ? '' : ` The next update comes within ${formatDurationUs(everyUs)}.`;
    const summary = `${this.#figures()}${next} (Plain update, figures from the instruments.)`;
    this.#stage.say(audience, this.#nameOf(person), `[${state}] ${summary}`);
    this.#stage.answered(audience);
    const seq =
      story.requests.findLast((each) => each.kind === 'role' && each.about === 'communications' && each.status === 'done')?.seq ?? 0;
    const update = { seq, atUs: this.#engine.nowUs, audience, state, summary };
    this.#stage.drill = applyPlainUpdate(drill, update, this.#nameOf(person));
    if (everyUs !== undefined) this.#stage.expect(audience, everyUs);
  }

  #figures(): string {
    const { errorRatio, usersAffected, revenueLost, currency } = impactOf(this.#scenario, this.#engine);
    const firing = this.#engine.alerts().filter(({ state }) => state === 'firing').length;
    const parts = [
      errorRatio === undefined ? undefined : `${(errorRatio * 100).toFixed(1)} % of requests fail`,
      `${Math.round(usersAffected)} users affected so far`,
      revenueLost > 0 ? `${Math.round(revenueLost)} ${currency} lost so far` : undefined,
      `${firing} ${firing === 1 ? 'alert' : 'alerts'} firing`,
    ];
    return `${parts.filter((part) => part !== undefined).join(', ')}.`;
  }

  #push(request: Pick<PersonRequest, 'seq' | 'drawAs' | 'kind' | 'person' | 'about'>): number {
    const { story } = this.#stage;
    const added: PersonRequest = { ...request, atUs: this.#engine.nowUs, status: 'waiting', answeredAtUs: undefined, text: '' };
    this.#stage.story = { ...story, requests: [...story.requests, added] };
    return story.requests.length;
  }

  #close(index: number, status: PersonRequest['status'], text: string): void {
    this.#stage.sayAs(this.#stage.story.requests[index]!.person, text);
    this.#update(index, { status, answeredAtUs: this.#engine.nowUs, text });
  }

  #update(index: number, change: Partial<PersonRequest>): void {
    const { story } = this.#stage;
    this.#stage.story = { ...story, requests: story.requests.with(index, { ...story.requests[index]!, ...change }) };
  }

  #personIn(role: Role): string | undefined {
    return personIn(this.#stage.drill, role);
  }

  #nameOf(id: string): string {
    return this.#scenario.people[id]?.name ?? id;
  }

  #rungOf(id: string): number {
    return this.#scenario.incident.ladder.findIndex(({ person }) => person === id);
  }

  #timeoutOf(id: string): SimTimeUs {
    return this.#scenario.incident.ladder[this.#rungOf(id)]?.timeout ?? TIMEOUT_US;
  }
}

const CHECKPOINT = 'Checkpoint: what have we tried, what are we trying now, and what if it does not work? Do we need more people?';

function report(about: string, outcome: Outcome): string {
  switch (outcome.status) {
    case 'done':
      return `Done: ${about}. ${outcome.text}`;
    case 'refused':
      return `I could not do “${about}”: ${outcome.reason}`;
    case 'unknown':
      return `I gave “${about}”, and I do not know what came of it: ${outcome.text}`;
  }
}

function arrival({ knows, limits }: Person): string {
  const about = knows.length === 0 ? '' : ` Ask me about ${knows.join(', ')}.`;
  return `I am here.${about}${limits === '' ? '' : ` ${limits}`}`;
}
