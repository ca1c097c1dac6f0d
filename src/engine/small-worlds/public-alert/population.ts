/**
 * People: unaware, alarmed, reassured and what lies between, as whole numbers by area. Between two ticks each flow is a binomial draw with the
 * chance 1 − exp(−rate·tick) (the chain-binomial of Reed & Frost; Bailey, The Mathematical Theory of Infectious Diseases, 1975). Messages reach a
 * drawn share of people after exponential times; word of mouth spreads alarm and reassurance by contacts. Nobody is made or lost: every draw moves.
 */
import { exp } from '../../../math/index.ts';
import { drawBinomial } from './binomial.ts';
import { rescheduleLine } from './phones.ts';
import {
  ALARMED,
  CALMED,
  countOf,
  DOUBTING,
  INFORMED,
  type Message,
  type Network,
  peopleOf,
  REASSURED,
  type Sense,
  TICK_US,
  UNAWARE,
} from './state.ts';

const MINUTE_US = 60_000_000;
const chance = (ratePerTick: number): number => 1 - exp(-ratePerTick);

/** Moves everybody by one tick, up to `state.nowUs`. */
export function tickPeople(network: Network): void {
  const { state } = network;
  for (const message of state.messages) deliver(network, message);
  if (state.alertAtUs >= 0 || state.statements.length > 0) talk(network);
  const alarmed = countOf(network, ALARMED);
  state.personUs += alarmed * TICK_US;
  if (alarmed >= network.plan.people.alarm * peopleOf(network)) state.alarmUs += TICK_US;
}

function deliver(network: Network, message: Message): void {
  const { plan, state } = network;
  const channel = plan.channels[message.channel];
  if (channel === undefined) return;
  const p = chance(TICK_US / channel.takes);
  message.left.forEach((left, area) => {
    if (left === 0) return;
    const reached = drawBinomial(state.streams.people, left, p);
    message.left[area] = left - reached;
    hear(network, area, message.sense, reached / totalOf(network, area), channel.convinces);
  });
}

const totalOf = ({ plan, areas }: Network, area: number): number => plan.areas[areas[area] ?? '']?.people ?? 1;

/** A share of the people of an area, whoever they are, hears something. */
function hear(network: Network, area: number, sense: Sense, share: number, convinces: number): void {
  if (sense === 'alarm') hearAlarm(network, area, share);
  else if (sense === 'denial') hearDenial(network, area, share, convinces * trust(network));
}

function hearAlarm(network: Network, area: number, share: number): void {
  const { believes, again } = network.plan.people;
  const hearing = move(network, area, UNAWARE, ALARMED, share * believes);
  const doubting = move(network, area, UNAWARE, DOUBTING, share * (1 - believes));
  let alarmed = hearing;
  for (const from of [DOUBTING, INFORMED, CALMED, REASSURED]) {
    // Who has just begun to doubt does not hear the same message twice.
    const kept = from === DOUBTING ? doubting : 0;
    alarmed += move(network, area, from, ALARMED, share * again, kept);
  }
  call(network, alarmed);
}

function hearDenial(network: Network, area: number, share: number, convinces: number): void {
  move(network, area, UNAWARE, INFORMED, share);
  move(network, area, DOUBTING, INFORMED, share);
  move(network, area, ALARMED, REASSURED, share * convinces);
  move(network, area, CALMED, REASSURED, share);
}

/** Word of mouth, and calm that comes by itself once what was announced has not happened. */
function talk(network: Network): void {
  const { plan, state } = network;
  const { tells, reassures, waits, calms, believes } = plan.people;
  const quietFor = state.nowUs - state.alertAtUs;
  state.people.forEach((counts, area) => {
    const total = totalOf(network, area);
    const alarmedShare = (counts[ALARMED] ?? 0) / total;
    const knowingShare = ((counts[INFORMED] ?? 0) + (counts[REASSURED] ?? 0)) / total;
    const perTick = TICK_US / MINUTE_US;
    if (alarmedShare > 0) {
      const told = chance(tells * alarmedShare * perTick);
      const alarmed = move(network, area, UNAWARE, ALARMED, told * believes);
      move(network, area, UNAWARE, DOUBTING, told * (1 - believes));
      call(network, alarmed);
    }
    if (knowingShare > 0) {
      const convinced = chance(reassures * trust(network) * knowingShare * perTick);
      move(network, area, ALARMED, REASSURED, convinced);
      move(network, area, DOUBTING, INFORMED, convinced);
      move(network, area, CALMED, REASSURED, convinced);
    }
    if (state.alertAtUs >= 0 && quietFor > waits) move(network, area, ALARMED, CALMED, chance(TICK_US / calms));
  });
}

/** Belief that is left after statements that contradicted each other. */
function trust({ plan, state }: Network): number {
  let left = 1;
  for (let i = 0; i < state.contradictions; i++) left *= plan.people.contradiction;
  return left;
}

/** Moves a drawn number of people and says how many; `kept` of those who are there stay. */
function move({ state }: Network, area: number, from: number, to: number, p: number, kept = 0): number {
  const counts = state.people[area];
  if (counts === undefined) return 0;
  const moved = drawBinomial(state.streams.people, Math.max(0, (counts[from] ?? 0) - kept), p);
  counts[from] = (counts[from] ?? 0) - moved;
  counts[to] = (counts[to] ?? 0) + moved;
  return moved;
}

/** Some of those who are newly alarmed want to call somebody. */
function call({ plan, lineNames, state }: Network, alarmed: number): void {
  if (alarmed === 0) return;
  state.lines.forEach((line, index) => {
    const planned = plan.lines[lineNames[index] ?? ''];
    if (planned === undefined || planned.alarmed === 0) return;
    const callers = drawBinomial(state.streams.people, alarmed, planned.alarmed);
    if (callers === 0) return;
    line.intending += callers;
    rescheduleLine(planned, line, state.nowUs);
  });
}

/** One caller heard from somebody who knows: the alarmed one, if there is any, is so no more. Areas by how many are alarmed there. */
export function reassureCaller(network: Network, uniform: number): void {
  let left = uniform * countOf(network, ALARMED);
  for (const counts of network.state.people) {
    const alarmed = counts[ALARMED] ?? 0;
    if (alarmed > 0 && left < alarmed) {
      counts[ALARMED] = alarmed - 1;
      counts[REASSURED] = (counts[REASSURED] ?? 0) + 1;
      return;
    }
    left -= alarmed;
  }
}
