// The public-alert world on the clock of the simulation: ticks of the people, calls on the lines, and what was scheduled, in the order of time.
import { assert, type Command, type Fault, type Harm, type Outcome, type SimTimeUs, type WorldTable } from '../../../schema/index.ts';
import { timeOfDay } from '../clock.ts';
import type { Balance, SmallWorld, SmallWorldSetting, WriteSample } from '../small-world.ts';
import { drawUniform } from '../streams.ts';
import { execute } from './commands.ts';
import { balancesOf, everAlarmed, gaugesOf, scrape, tablesOf } from './instruments.ts';
import { broadcast, repeat } from './messages.ts';
import { rescheduleLine, stepLine } from './phones.ts';
import { reassureCaller, tickPeople } from './population.ts';
import { senseOf } from './senses.ts';
import { goOn } from './staff.ts';
import { type Network, newNetwork, type PublicAlertState, TICK_US } from './state.ts';

const MINUTE_US = 60_000_000;

export function createPublicAlert({ scenario, seed, report }: SmallWorldSetting): SmallWorld | undefined {
  const plan = scenario.world.publicAlert;
  return plan === undefined ? undefined : new PublicAlertWorld(newNetwork(plan, seed, report), scenario.startsAtMs);
}

class PublicAlertWorld implements SmallWorld {
  readonly #network: Network;
  readonly #startsAtMs: number;

  constructor(network: Network, startsAtMs: number) {
    this.#network = network;
    this.#startsAtMs = startsAtMs;
    network.state.lines.forEach((_, index) => this.#reschedule(index));
  }

  nextUs(): SimTimeUs {
    const { state } = this.#network;
    let next = Math.min(state.nextTickUs, state.due[0]?.atUs ?? state.nextTickUs);
    for (const { nextUs } of state.lines) if (nextUs >= 0 && nextUs < next) next = nextUs;
    return next;
  }

  runUntil(atUs: SimTimeUs): void {
    const { state } = this.#network;
    for (let next = this.nextUs(); next <= atUs; next = this.nextUs()) {
      state.nowUs = next;
      if (state.due[0]?.atUs === next) this.#happen();
      else if (state.nextTickUs === next) {
        tickPeople(this.#network);
        state.nextTickUs += TICK_US;
      } else this.#ring(next);
    }
    state.nowUs = atUs;
  }

  #happen(): void {
    const due = this.#network.state.due.shift();
    assert(due !== undefined, 'something is due');
    if (due.do === 'repeat') repeat(this.#network, due.message);
    else if (due.do === 'task') goOn(this.#network, due.task);
    else broadcast(this.#network, due.channel, { by: due.by, text: due.text, sense: 'denial', template: '' });
  }

  #ring(atUs: SimTimeUs): void {
    const { plan, lineNames, state } = this.#network;
    const index = state.lines.findIndex(({ nextUs }) => nextUs === atUs);
    const line = state.lines[index];
    const planned = plan.lines[lineNames[index] ?? ''];
    assert(line !== undefined && planned !== undefined, 'a line rings');
    const came = stepLine(planned, line);
    if (came === 'answered' && line.informed && state.alertAtUs >= 0) reassureCaller(this.#network, drawUniform(line.stream));
    this.#reschedule(index);
  }

  #reschedule(index: number): void {
    const { plan, lineNames, state } = this.#network;
    const line = state.lines[index];
    const planned = plan.lines[lineNames[index] ?? ''];
    if (line !== undefined && planned !== undefined) rescheduleLine(planned, line, state.nowUs);
  }

  execute(command: Command): Outcome | undefined {
    return execute(this.#network, command);
  }

  inject(fault: Fault): boolean {
    if (!('publicAlert' in fault)) return false;
    const { channel, text } = fault;
    broadcast(this.#network, channel, { by: 'others', text, sense: senseOf(this.#network.plan, text), template: '' });
    return true;
  }

  scrape(write: WriteSample): void {
    scrape(this.#network, write);
  }

  harm(): Harm {
    return {
      usersAffected: everAlarmed(this.#network),
      userMinutes: this.#network.state.personUs / MINUTE_US,
      failedRequests: 0,
      requests: 0,
      revenueLost: 0,
      revenueEarned: 0,
      currency: 'USD',
    };
  }

  gauges() {
    return gaugesOf(this.#network);
  }

  tables(): Readonly<Record<string, WorldTable>> {
    return tablesOf(this.#network, (atUs) => timeOfDay(this.#startsAtMs, atUs));
  }

  balances(): readonly Balance[] {
    return balancesOf(this.#network);
  }

  save(): string {
    return JSON.stringify(this.#network.state);
  }

  restore(text: string): void {
    this.#network.state = JSON.parse(text) as PublicAlertState;
  }
}
