// Commands of the public-alert world. Sending is instant and looks the same for test and live; everything made by hand takes hands and time.
import type { Command, Outcome } from '../../../schema/index.ts';
import { broadcast, cancel } from './messages.ts';
import { addTask, freeHands, staffPhones } from './staff.ts';
import type { Network, Task } from './state.ts';

const done = (text: string): Outcome => ({ status: 'done', text });
const refused = (code: string, reason: string): Outcome => ({ status: 'refused', code: `public-alert/${code}`, reason });

/** Undefined for commands of other worlds. */
export function execute(network: Network, { kind, args }: Command): Outcome | undefined {
  const text = (name: string): string => String(args[name] ?? '');
  switch (kind) {
    case 'command.send-alert':
      return sendAlert(network, text('template'));
    case 'command.cancel-alert':
      return cancelAlert(network, text('template'));
    case 'command.send-correction':
      return write(network, 'correct', text('channel'), text('text'));
    case 'command.post-statement':
      return write(network, 'post', text('channel'), text('text'));
    case 'command.ask-authority':
      return speak(network, 'ask', text('authority'));
    case 'command.tell-party':
      return speak(network, 'tell', text('party'));
    case 'command.staff-phones':
      return answerPhones(network, Number(args['lines']));
    default:
      return undefined;
  }
}

function sendAlert(network: Network, name: string): Outcome {
  const { plan, state } = network;
  const template = plan.templates[name];
  if (template === undefined) return refused('no-template', `There is no template ${name}`);
  state.sent.push({ atUs: state.nowUs, template: name, cancelledAtUs: -1 });
  network.report('alert-console', `sent: ${template.title}`);
  if (template.sense !== 'test') {
    if (template.sense === 'alarm' && state.alertAtUs < 0) state.alertAtUs = state.nowUs;
    for (const channel of template.channels) {
      const sense = template.sense === 'notice' ? 'unclear' : template.sense;
      broadcast(network, channel, { by: 'agency', text: template.text, sense, template: name });
    }
  }
  return done(`${template.title}: sent`);
}

function cancelAlert(network: Network, name: string): Outcome {
  const { plan, state } = network;
  const open = state.sent.filter(({ template, cancelledAtUs }) => template === name && cancelledAtUs < 0);
  if (open.length === 0) return refused('not-sent', 'Nothing of that template is being sent');
  for (const sent of open) sent.cancelledAtUs = state.nowUs;
  if (plan.templates[name]?.sense === 'alarm' && state.cancelledAtUs < 0) state.cancelledAtUs = state.nowUs;
  cancel(network, name);
  network.report('alert-console', `cancelled: ${name}`);
  return done(`${plan.templates[name]?.title ?? name}: cancelled. It is not sent again; who has it hears nothing of this.`);
}

function write(network: Network, what: 'correct' | 'post', name: string, text: string): Outcome {
  const channel = network.plan.channels[name];
  if (channel === undefined || channel.by !== 'agency') return refused('no-channel', `The agency has no channel ${name}`);
  if (what === 'post' && channel.interrupts) return refused('interrupts', `${channel.title} takes alerts and corrections, no statements`);
  if (what === 'correct' && !channel.interrupts) {
    return refused('does-not-interrupt', `${channel.title} does not interrupt anybody: post a statement`);
  }
  return inWords(addTask(network, what, name, text), `${channel.title}: the text`);
}

function speak(network: Network, what: 'ask' | 'tell', name: string): Outcome {
  const { plan, parties, state } = network;
  const party = plan.parties[name];
  if (party === undefined) return refused('no-party', `Nobody is called ${name} here`);
  if (state.alertAtUs < 0) return refused('nothing-sent', 'No alert has gone out: there is nothing to tell or to ask');
  if (what === 'ask' && party.says === '') return refused('no-say', `${party.title}: no say in what the agency sends`);
  if (what === 'tell' && (state.toldAtUs[parties.indexOf(name)] ?? -1) >= 0) return refused('told-already', `${party.title} knows already`);
  if (state.tasks.some((task) => task.to === name && task.what === what && task.stage !== 'done')) {
    return refused('under-way', `Somebody is at it already: ${party.title}`);
  }
  return inWords(addTask(network, what, name, ''), party.title);
}

const STAGE_WORDS: Readonly<Record<Task['stage'], string>> = {
  waiting: 'waits until somebody has a hand free',
  'put off': 'waits: for the answer whether it may be sent, or for the same text to be agreed on',
  dialling: 'every line is busy; it is tried again',
  ringing: 'is being reached',
  talking: 'is being spoken to',
  writing: 'is being agreed on, typed and checked',
  done: 'done',
};

const inWords = ({ stage }: Task, what: string): Outcome => done(`${what} ${STAGE_WORDS[stage]}.`);

function answerPhones(network: Network, people: number): Outcome {
  const before = network.state.lines[network.ours]?.answering ?? 0;
  if (!staffPhones(network, people)) {
    return refused('no-hands', `Only ${before + Math.max(0, freeHands(network))} people could answer now; the others are busy`);
  }
  return done(`A recorded message is played to every caller; ${people === 0 ? 'nobody answers' : `${people} answer`} after it.`);
}
