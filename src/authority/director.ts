// The director tells the story around the world: it knows T+0, pages, delivers messages, waits for updates, reveals, and starts
// what the time-line makes conditional. It acts only at rule instants, at instants it scheduled itself, and after journal entries,
// so its acts follow from (scenario, seed, journal) however the host slices time. Alerts go through its alert desk,
// people who are asked for more than an answer through its people desk. Rules R1–R18 are in README.md.
import { applyWorld, type DrillState, setBroken } from '../drill/index.ts';
import {
  type AlertingView,
  type AlertNotification,
  type AudienceName,
  formatDurationUs,
  isCommand,
  type JournalEntry,
  type Look,
  type LookResult,
  type Outcome,
  type SafeguardPrompt,
  type Scenario,
  type Seed,
  type SimTimeUs,
  type SimulationEngine,
  storyTimeUs,
  type TimelineEvent,
} from '../schema/index.ts';
import { AlertDesk } from './alert-desk.ts';
import { holdsForUs, holdsSince } from './conditions.ts';
import { ConsoleDesk, type DeskStage, type Taken } from './console-desk.ts';
import { type ConsolePart, NO_CONSOLES } from './console-part.ts';
import type { DeskState } from './console-state.ts';
import { type Deed, type DirectorState, type DueAct, initialDirectorState, withDue } from './director-state.ts';
import { extendSpans, readHealth } from './health.ts';
import { answerDelayUs, type Channel, reactionTo, readerOf, withReadings } from './people.ts';
import { PeopleDesk, type Stage } from './people-desk.ts';

const MINUTE_US = 60_000_000;

export class Director {
  readonly #scenario: Scenario;
  readonly #seed: Seed;
  readonly #engine: SimulationEngine;
  readonly #desk: AlertDesk;
  readonly #people: PeopleDesk;
  /** Undefined in a scenario without consoles. */
  readonly #consoles: ConsoleDesk | undefined;
  #state: DirectorState;
  #drill: DrillState;

  constructor(
    scenario: Scenario,
    seed: Seed,
    engine: SimulationEngine,
    drill: DrillState,
    state: DirectorState = initialDirectorState(scenario),
  ) {
    this.#scenario = scenario;
    this.#seed = seed;
    this.#engine = engine;
    this.#desk = new AlertDesk(scenario);
    this.#state = state;
    this.#drill = drill;
    this.#people = new PeopleDesk(scenario, seed, engine, this.#stage());
    this.#consoles = state.consoles === undefined ? undefined : new ConsoleDesk(scenario, seed, engine, this.#deskStage(state.consoles));
  }

  get state(): DirectorState {
    return this.#state;
  }
  get drill(): DrillState {
    return this.#drill;
  }
  set drill(drill: DrillState) {
    this.#drill = drill;
  }

  /** Alerts on their way to people, as they stand now. */
  alerting(): AlertingView {
    return this.#desk.view(this.#state.alerting, this.#engine, this.#drill.acknowledged);
  }

  /** Consoles as somebody sees them now. */
  consoles(viewer: string): ConsolePart {
    return this.#consoles?.view(viewer) ?? NO_CONSOLES;
  }

  /** What the safeguard in front of somebody at a console asks now. */
  promptAt(desk: string, by: string): SafeguardPrompt | undefined {
    return this.#consoles?.prompt(desk, by);
  }

  /** The next instant at which it will act by itself; Infinity when nothing is scheduled. */
  nextDueUs(): SimTimeUs {
    const { joinsAtUs } = this;
    const next = Math.min(
      this.#state.due[0]?.atUs ?? Number.POSITIVE_INFINITY,
      this.#desk.nextDueUs(this.#state.alerting),
      this.#consoles?.nextDueUs() ?? Number.POSITIVE_INFINITY,
    );
    return this.#drill.phase.phase === 'briefing' && joinsAtUs !== undefined ? Math.min(next, joinsAtUs) : next;
  }

  /** When the trainee enters if nobody pages before; undefined when only a page brings them in. */
  get joinsAtUs(): SimTimeUs | undefined {
    const { meta, rules, timeline } = this.#scenario;
    if (meta.joinsAt !== undefined) return this.#timeOf(meta.joinsAt);
    return rules === undefined && !timeline.some((event) => event.page !== undefined) ? 0 : undefined;
  }

  /** Takes up the events whose time is known from the beginning. To be called once, at the start. */
  begin(): void {
    this.#scenario.timeline.forEach((event, index) => {
      if (event.at === undefined) return;
      const atUs = this.#timeOf(event.at);
      if (atUs !== undefined && (atUs >= 0 || saysSomething(event))) this.#schedule(index, Math.max(0, atUs));
    });
    this.#consoles?.begin(false);
    this.actDue();
  }

  /** Reads the instruments at a rule instant, right after the rules were evaluated. */
  observe(): void {
    const atUs = this.#engine.nowUs;
    this.#tell(this.#desk.observe(this.#state.alerting, this.#engine));
    const { healthy, broken } = readHealth(this.#scenario, this.#engine, atUs);
    this.#state = { ...this.#state, brokenSpans: extendSpans(this.#state.brokenSpans, { healthy, broken }, atUs) };
    this.#drill = setBroken(this.#drill, broken);
    if (broken) this.#world('world.broken');
    else if (healthy) this.#world('world.healthy');
    this.#checkConditions(undefined);
  }

  /** Does everything that is due by now. */
  actDue(): void {
    const nowUs = this.#engine.nowUs;
    if (this.joinsAtUs !== undefined && this.joinsAtUs <= nowUs) this.#world('world.joined');
    this.#tell(this.#desk.advance(this.#state.alerting, nowUs));
    this.#consoles?.actDue();
    for (let next = this.#state.due[0]; next !== undefined && next.atUs <= nowUs; next = this.#state.due[0]) {
      this.#state = { ...this.#state, due: this.#state.due.slice(1) };
      this.#act(next.act);
      this.#consoles?.actDue();
    }
    if (nowUs >= this.#scenario.meta.length) this.#world('world.time-up');
  }

  /** Takes an entry at a console. What it commands is done at once, and counts with `react`. Undefined for any other entry. */
  takeConsole(entry: JournalEntry, drawAs: number, lookAt: (look: Look) => LookResult): Taken | undefined {
    if (!entry.kind.startsWith('console.')) return undefined;
    if (this.#consoles !== undefined) return this.#consoles.take(entry, drawAs, lookAt);
    return { outcome: { status: 'refused', code: 'console/none', reason: 'There are no consoles here' } };
  }

  /** Answers what an accepted entry says, and looks at the conditions again. */
  react(entry: JournalEntry, outcome: Outcome | undefined, drawAs: number): void {
    if (outcome?.status !== 'refused') this.#answer(entry, drawAs);
    this.#consoles?.settle();
    this.#checkConditions({ entry, outcome });
    this.actDue();
  }

  #answer(entry: JournalEntry, drawAs: number): void {
    this.#people.take(entry, drawAs);
    if (isCommand(entry.kind)) this.#people.spendAgreement(entry);
    switch (entry.kind) {
      case 'alert.silence':
      case 'alert.expire-silence':
        this.#state = { ...this.#state, alerting: this.#desk.take(this.#state.alerting, entry) };
        break;
      case 'comms.say':
        this.#say(entry.args.channel, entry.actor, entry.args.text);
        break;
      case 'comms.status-update':
        this.#takeUpdate(entry, drawAs);
        break;
      case 'drill.begin':
        this.#consoles?.choose(entry.args.consoles ?? 'dangerous');
        break;
      case 'inject.message':
        this.#say('war room', entry.args.from, entry.args.text);
        break;
      default:
        break;
    }
  }

  /** An update answers everyone of its audience who waits, brings a reaction, and may promise the next one. */
  #takeUpdate(entry: JournalEntry<'comms.status-update'>, drawAs: number): void {
    const nowUs = this.#engine.nowUs;
    const { audience, whatHappened, done, impact, state, nextUpdateMinutes } = entry.args;
    this.#say(audience, entry.actor, [`[${state}]`, whatHappened, done, impact.text].filter((part) => part !== '').join(' '));
    const { story } = this.#state;
    const asked = story.expectations.findLast((expectation) => expectation.audience === audience && expectation.from !== undefined)?.from;
    this.#answered(audience);
    const reader = readerOf(this.#scenario, audience, asked);
    const person = reader === undefined ? undefined : this.#scenario.people[reader];
    if (reader !== undefined && person !== undefined)
      this.#due(nowUs + answerDelayUs(person, reader, this.#seed, drawAs), { kind: 'reaction', person: reader, update: entry.args });
    if (state !== 'resolved' && nextUpdateMinutes !== undefined && nextUpdateMinutes > 0)
      this.#expect('', audience, undefined, Math.round(nextUpdateMinutes * MINUTE_US));
  }

  #answered(audience: AudienceName): void {
    const { story } = this.#state;
    const expectations = story.expectations.map((expectation) =>
      expectation.audience === audience && expectation.answeredAtUs === undefined
        ? { ...expectation, answeredAtUs: this.#engine.nowUs }
        : expectation,
    );
    this.#state = { ...this.#state, story: { ...story, expectations } };
  }

  #act(act: DueAct): void {
    switch (act.kind) {
      case 'event':
        this.#happen(this.#scenario.timeline[act.index]!);
        break;
      case 'reaction':
        this.#sayAs(act.person, reactionTo(act.update));
        break;
      case 'reminder':
        this.#remind(act.expectation);
        break;
      default:
        if (!this.#people.act(act)) this.#consoles?.act(act);
        break;
    }
  }

  #happen(event: TimelineEvent): void {
    // The engine itself starts what has a fixed time; the rest it cannot know.
    const conditional = event.at === undefined || event.at.startsWith('T');
    if (conditional && event.change !== undefined) this.#engine.deploy(event.change);
    if (conditional && event.fault !== undefined) this.#engine.inject(event.fault);
    if (event.reveal !== undefined && !this.#state.story.revealed.includes(event.reveal)) {
      const { story } = this.#state;
      this.#state = { ...this.#state, story: { ...story, revealed: [...story.revealed, event.reveal] } };
    }
    if (event.statusPage !== undefined) {
      const { story } = this.#state;
      const page = { ...event.statusPage, atUs: this.#engine.nowUs };
      this.#state = { ...this.#state, story: { ...story, statusPages: [...story.statusPages, page] } };
    }
    if (event.page !== undefined) this.#page('Pager', withReadings(this.#scenario, this.#engine, event.page));
    const messageId =
      event.message === undefined
        ? undefined
        : this.#sayAs(event.message.from, withReadings(this.#scenario, this.#engine, event.message.text));
    if (event.expects === undefined) return;
    const { update, within } = event.expects;
    const askedIn =
      messageId ?? this.#say(update, 'Incident process', `An update to ${update} is expected within ${formatDurationUs(within)}.`);
    this.#expect(askedIn, update, event.message?.from, within);
  }

  #expect(messageId: string, audience: AudienceName, from: string | undefined, withinUs: SimTimeUs): void {
    const { story } = this.#state;
    const nowUs = this.#engine.nowUs;
    const expectation = { messageId, audience, from, askedAtUs: nowUs, byUs: nowUs + withinUs, answeredAtUs: undefined, reminded: false };
    this.#state = { ...this.#state, story: { ...story, expectations: [...story.expectations, expectation] } };
    this.#due(expectation.byUs, { kind: 'reminder', expectation: story.expectations.length });
    this.#people.owed(story.expectations.length);
  }

  #remind(index: number): void {
    const { story } = this.#state;
    const expectation = story.expectations[index]!;
    if (expectation.answeredAtUs !== undefined) return;
    this.#state = { ...this.#state, story: { ...story, expectations: story.expectations.with(index, { ...expectation, reminded: true }) } };
    const reader = readerOf(this.#scenario, expectation.audience, expectation.from);
    const text =
      expectation.from === undefined
        ? 'You said there would be an update by now. What is the state?'
        : 'I am still waiting for an update. What is happening?';
    if (reader !== undefined) this.#sayAs(reader, text);
  }

  #checkConditions(entry: { entry: JournalEntry; outcome: Outcome | undefined } | undefined): void {
    const atUs = this.#engine.nowUs;
    const { tPlusZeroUs } = this.#state.story;
    this.#scenario.timeline.forEach((event, index) => {
      const known = this.#state.events[index]!;
      if (event.when === undefined || known.scheduled) return;
      const sinceUs = holdsSince(
        event.when,
        { scenario: this.#scenario, trace: this.#engine, drill: this.#drill, atUs, tPlusZeroUs, entry },
        known.sinceUs,
      );
      if (sinceUs !== known.sinceUs)
        this.#state = { ...this.#state, events: this.#state.events.with(index, { scheduled: false, sinceUs }) };
      if (sinceUs !== undefined && atUs - sinceUs >= holdsForUs(event.when)) this.#schedule(index, atUs + (event.after ?? 0));
    });
  }

  /** Keeps what became of the alerts and passes on what is told. */
  #tell({ state, notifications }: { state: DirectorState['alerting']; notifications: readonly AlertNotification[] }): void {
    this.#state = { ...this.#state, alerting: state };
    for (const notification of notifications) {
      const arrival = this.#desk.arrivalOf(notification);
      if (arrival.to === 'pager') this.#page('Alertmanager', arrival.text, arrival.atUs);
      else if (arrival.to === 'channel') this.#say(arrival.channel, 'Alertmanager', arrival.text);
      else
        this.#say(
          this.#scenario.people[arrival.person]?.channel ?? 'war room',
          `Alertmanager to ${this.#scenario.people[arrival.person]?.name ?? arrival.person}`,
          arrival.text,
        );
    }
  }

  #page(from: string, text: string, atUs: SimTimeUs = this.#engine.nowUs): void {
    this.#say('pager', from, text);
    if (this.#state.story.tPlusZeroUs !== undefined) return;
    this.#state = { ...this.#state, story: { ...this.#state.story, tPlusZeroUs: atUs } };
    this.#world('world.joined');
    this.#people.beginDuties();
    this.#consoles?.begin(true);
    this.#scenario.timeline.forEach((event, index) => {
      if (event.at?.startsWith('T')) this.#schedule(index, Math.max(this.#engine.nowUs, this.#timeOf(event.at) ?? 0));
    });
  }

  #sayAs(id: string, text: string): string {
    const person = this.#scenario.people[id];
    return this.#say(person?.channel ?? 'war room', person?.name ?? id, text);
  }

  #say(channel: Channel, from: string, text: string): string {
    const { story } = this.#state;
    const id = `m${story.messages.length + 1}`;
    this.#state = {
      ...this.#state,
      story: { ...story, messages: [...story.messages, { id, atUs: this.#engine.nowUs, channel, from, text }] },
    };
    return id;
  }

  #schedule(index: number, atUs: SimTimeUs): void {
    if (this.#state.events[index]!.scheduled) return;
    this.#state = { ...this.#state, events: this.#state.events.with(index, { ...this.#state.events[index]!, scheduled: true }) };
    this.#due(atUs, { kind: 'event', index });
  }

  #due(atUs: SimTimeUs, act: DueAct): void {
    this.#state = withDue(this.#state, atUs, act);
  }

  #world(type: 'world.joined' | 'world.healthy' | 'world.broken' | 'world.time-up'): void {
    this.#drill = applyWorld(this.#drill, { type }, this.#engine.nowUs);
  }

  #did(deed: Deed): void {
    this.#state = { ...this.#state, deeds: [...this.#state.deeds, deed] };
    this.#checkConditions(deed);
  }

  /** What consoles may do here. */
  #deskStage(initial: DeskState): DeskStage {
    const director = this;
    return {
      get state() {
        return director.#state.consoles ?? initial;
      },
      set state(consoles) {
        director.#state = { ...director.#state, consoles };
      },
      get drill() {
        return director.#drill;
      },
      set drill(drill) {
        director.#drill = drill;
      },
      get story() {
        return director.#state.story;
      },
      due: (atUs, act) => director.#due(atUs, act),
      did: (deed) => director.#did(deed),
      spendAgreement: (command) => director.#people.spendAgreement(command),
      timeOf: (text) => director.#timeOf(text),
    };
  }

  /** What people may do here. */
  #stage(): Stage {
    const director = this;
    return {
      get story() {
        return director.#state.story;
      },
      set story(story) {
        director.#state = { ...director.#state, story };
      },
      get drill() {
        return director.#drill;
      },
      set drill(drill) {
        director.#drill = drill;
      },
      say: (channel, from, text) => director.#say(channel, from, text),
      sayAs: (person, text) => director.#sayAs(person, text),
      due: (atUs, act) => director.#due(atUs, act),
      did: (deed) => director.#did(deed),
      answered: (audience) => director.#answered(audience),
      expect: (audience, withinUs) => director.#expect('', audience, undefined, withinUs),
    };
  }

  #timeOf(text: string): SimTimeUs | undefined {
    return storyTimeUs(text, this.#scenario.startsAtMs, this.#state.story.tPlusZeroUs);
  }
}

/** An event before the start that only changed the world is history, which the engine knows. */
function saysSomething(event: TimelineEvent): boolean {
  return (
    event.page !== undefined ||
    event.message !== undefined ||
    event.reveal !== undefined ||
    event.expects !== undefined ||
    event.statusPage !== undefined
  );
}
