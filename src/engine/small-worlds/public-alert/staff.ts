// The hands of the warning point. Whoever calls, asks or writes is busy with it until it is done; what nobody has a hand for waits in the order in
// which it was asked for. Outgoing calls need a free line of their own agency, like everybody's; corrections wait for leave that was asked for, and a
// text that somebody else is agreeing on waits until it is agreed.
import type { SimTimeUs } from '../../../schema/index.ts';
import { drawExponential, drawUs } from '../streams.ts';
import { broadcast } from './messages.ts';
import { rescheduleLine, takenOn } from './phones.ts';
import { senseOf } from './senses.ts';
import { type Network, schedule, type Task } from './state.ts';

const MINUTE_US = 60_000_000;
/** Who has to reach somebody presses the key again at once: mean time between two attempts. */
const REDIAL_US = 10_000_000;
const BUSY: readonly Task['stage'][] = ['dialling', 'ringing', 'talking', 'writing'];

/** Hands that are neither at a task nor at the telephones of the public. */
export function freeHands({ plan, ours, state }: Network): number {
  const busy = state.tasks.filter(({ stage }) => BUSY.includes(stage)).length;
  return plan.staff - busy - (state.lines[ours]?.answering ?? 0);
}

export function addTask(network: Network, what: Task['what'], to: string, text: string): Task {
  const { state } = network;
  const task: Task = { number: state.tasks.length, what, to, text, stage: 'waiting', sinceUs: state.nowUs, busyTones: 0 };
  state.tasks.push(task);
  takeUp(network);
  return task;
}

/** Gives free hands to what waits, first come first served. */
export function takeUp(network: Network): void {
  const { state } = network;
  const asking = state.tasks.some(({ what, stage }) => what === 'ask' && stage !== 'done');
  for (const task of state.tasks) {
    if (task.stage !== 'waiting' && task.stage !== 'put off') continue;
    const putOff = (task.what === 'correct' && asking) || sameText(network, task)?.stage === 'writing';
    task.stage = putOff ? 'put off' : 'waiting';
    if (!putOff && freeHands(network) > 0) begin(network, task);
  }
}

/** An earlier task with the same text, if it was taken up: what is agreed on once is only typed again. */
function sameText({ state }: Network, { number, text }: Task): Task | undefined {
  if (text === '') return undefined;
  return state.tasks.find((each) => each.number < number && each.text === text && (each.stage === 'writing' || each.stage === 'done'));
}

function begin(network: Network, task: Task): void {
  const { plan, state } = network;
  if (task.what === 'tell' || task.what === 'ask') {
    if (plan.parties[task.to]?.phone === true && network.ours >= 0) dial(network, task);
    else ring(network, task);
    return;
  }
  const channel = plan.channels[task.to];
  if (channel === undefined) return;
  const typingUs = Math.round((task.text.length * MINUTE_US) / plan.typing);
  const wordingUs = sameText(network, task) === undefined ? drawUs(state.streams.work, channel.wording) : 0;
  stage(network, task, 'writing', wordingUs + typingUs);
}

function stage(network: Network, task: Task, name: Task['stage'], lastsUs: SimTimeUs): void {
  const { nowUs } = network.state;
  task.stage = name;
  task.sinceUs = nowUs;
  schedule(network, { atUs: nowUs + lastsUs, do: 'task', task: task.number });
}

function dial(network: Network, task: Task): void {
  const { plan, ours, lineNames, state } = network;
  const line = state.lines[ours];
  const planned = plan.lines[lineNames[ours] ?? ''];
  if (line === undefined || planned === undefined) return;
  if (takenOn(line) < planned.lines) {
    line.outgoing++;
    ring(network, task);
    return;
  }
  task.busyTones++;
  stage(network, task, 'dialling', Math.round(drawExponential(state.streams.work) * REDIAL_US));
}

function ring(network: Network, task: Task): void {
  const party = network.plan.parties[task.to];
  if (party !== undefined) stage(network, task, 'ringing', drawUs(network.state.streams.work, party.answersIn));
}

/** What a task does when its present stage ends. */
export function goOn(network: Network, number: number): void {
  const { plan, state } = network;
  const task = state.tasks[number];
  if (task === undefined) return;
  const party = plan.parties[task.to];
  if (task.stage === 'dialling') dial(network, task);
  else if (task.stage === 'ringing' && party !== undefined) {
    const index = network.parties.indexOf(task.to);
    if ((state.reachedAtUs[index] ?? 0) < 0) state.reachedAtUs[index] = state.nowUs;
    stage(network, task, 'talking', drawUs(state.streams.work, party.talks));
  } else if (task.stage === 'talking') finishCall(network, task);
  else if (task.stage === 'writing') {
    task.stage = 'done';
    broadcast(network, task.to, { by: 'agency', text: task.text, sense: senseOf(plan, task.text), template: '' });
  }
  takeUp(network);
}

function finishCall(network: Network, task: Task): void {
  const { plan, parties, ours, lineNames, state } = network;
  task.stage = 'done';
  const line = state.lines[ours];
  const planned = plan.lines[lineNames[ours] ?? ''];
  if (plan.parties[task.to]?.phone === true && line !== undefined && planned !== undefined) {
    line.outgoing--;
    rescheduleLine(planned, line, state.nowUs);
  }
  const index = parties.indexOf(task.to);
  if (task.what === 'ask') {
    if ((state.answeredAtUs[index] ?? 0) < 0) state.answeredAtUs[index] = state.nowUs;
    network.report(task.to, 'answered');
  }
  inform(network, task.to);
}

/** From now on a party knows; asking tells as well. */
function inform(network: Network, name: string): void {
  const { plan, parties, lineNames, state } = network;
  const index = parties.indexOf(name);
  if ((state.toldAtUs[index] ?? 0) >= 0) return;
  state.toldAtUs[index] = state.nowUs;
  network.report(name, 'knows that the alert is false');
  state.lines.forEach((line, at) => {
    const planned = plan.lines[lineNames[at] ?? ''];
    if (planned?.informedBy.includes(name) !== true || line.informed) return;
    line.informed = true;
    rescheduleLine(planned, line, state.nowUs);
  });
  const tells = plan.parties[name]?.tells;
  if (tells === undefined) return;
  const atUs = state.nowUs + drawUs(state.streams.work, tells.after);
  schedule(network, { atUs, do: 'publish', channel: tells.channel, by: name, text: tells.text });
}

/** People of the warning point at the telephones of the public; more than there are hands are not to be had. */
export function staffPhones(network: Network, people: number): boolean {
  const { plan, ours, lineNames, state } = network;
  const line = state.lines[ours];
  const planned = plan.lines[lineNames[ours] ?? ''];
  if (line === undefined || planned === undefined) return false;
  if (people > line.answering + freeHands(network)) return false;
  line.answering = people;
  line.recorded = true;
  rescheduleLine(planned, line, state.nowUs);
  takeUp(network);
  return true;
}
