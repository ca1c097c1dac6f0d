// Messages on their way to the public: what goes out, whom it will reach, when it is repeated, and who carries it further.
import { drawUs } from '../streams.ts';
import { drawBinomial } from './binomial.ts';
import { countOf, type Network, type Sense, schedule, UNAWARE } from './state.ts';

/** Puts a text on the air. */
export function broadcast(
  network: Network,
  channelName: string,
  { by, text, sense, template }: { by: string; text: string; sense: Sense; template: string },
): void {
  const { plan, areas, state } = network;
  const channel = plan.channels[channelName];
  if (channel === undefined) return;
  noteSense(network, sense);
  state.statements.push({ atUs: state.nowUs, channel: channelName, by, text, sense });
  if (sense === 'denial' && state.alertAtUs >= 0) {
    if (channel.by === 'agency' && state.deniedAtUs < 0) state.deniedAtUs = state.nowUs;
    if (channel.interrupts && state.correctedAtUs < 0) state.correctedAtUs = state.nowUs;
  }
  network.report(channelName, `${by}: ${sense}: ${text}`);
  const number = state.messages.length;
  const left = areas.map((area) => {
    const inside = channel.areas.length === 0 || channel.areas.includes(area);
    return inside ? drawBinomial(state.streams.people, plan.areas[area]?.people ?? 0, channel.reach) : 0;
  });
  state.messages.push({ number, channel: channelName, sense, template, left, cancelled: false });
  if (channel.repeats !== undefined && template !== '') {
    schedule(network, { atUs: state.nowUs + channel.repeats.every, do: 'repeat', message: number });
  }
  if (sense === 'denial') relay(network, channelName, text);
}

/** A statement contradicts when the public has been told the opposite after the alert itself. */
function noteSense({ state }: Network, sense: Sense): void {
  if (sense !== 'alarm' && sense !== 'denial') return;
  const before = state.statements.filter(({ sense: said }) => said === 'alarm' || said === 'denial').at(-1);
  const hasDenied = state.statements.some(({ sense: said }) => said === 'denial');
  if (before !== undefined && before.sense !== sense && hasDenied) state.contradictions++;
}

/** Others carry a denial further, once each. */
function relay(network: Network, from: string, text: string): void {
  const { plan, state } = network;
  for (const [name, { relays }] of Object.entries(plan.channels)) {
    if (relays === undefined || !relays.from.includes(from) || state.relayed.includes(name)) continue;
    state.relayed.push(name);
    schedule(network, { atUs: state.nowUs + drawUs(state.streams.work, relays.after), do: 'publish', channel: name, by: name, text });
  }
}

/** Sends a message again to those whom it reaches this time. */
export function repeat(network: Network, number: number): void {
  const { plan, areas, state } = network;
  const message = state.messages[number];
  const repeats = message && plan.channels[message.channel]?.repeats;
  if (message === undefined || repeats === undefined || message.cancelled) return;
  state.repetitions++;
  areas.forEach((area, index) => {
    const people = plan.areas[area]?.people ?? 0;
    const again = drawBinomial(state.streams.people, people, repeats.reach);
    message.left[index] = Math.min(people, (message.left[index] ?? 0) + again);
  });
  schedule(network, { atUs: state.nowUs + repeats.every, do: 'repeat', message: number });
}

/** Stops repetition and what is still being delivered; who has received it hears nothing. Says how many never heard of it. */
export function cancel(network: Network, template: string): number {
  for (const message of network.state.messages) {
    if (message.template !== template) continue;
    message.cancelled = true;
    message.left.fill(0);
  }
  return countOf(network, UNAWARE);
}
