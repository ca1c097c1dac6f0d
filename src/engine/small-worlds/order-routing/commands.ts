// What can be done to the order routers, and when it is refused.
import {
  assert,
  type Command,
  ORDER_ROUTING_COMMANDS,
  type OrderRouting,
  type OrderRoutingCommandName,
  type Outcome,
} from '../../../schema/index.ts';
import { drawUs } from '../streams.ts';
import type { Install, Server, State } from './state.ts';

/** What a command may use. `installs` makes an installation end after what remains of it. */
export interface Desk {
  routing: OrderRouting;
  state: State;
  installs: (name: string, install: Install) => void;
  tick: () => void;
  report: (component: string, detail: string) => void;
}

const done = (text: string, untilUs?: number): Outcome =>
  untilUs === undefined ? { status: 'done', text } : { status: 'done', text, untilUs };
const refuse = (code: string, reason: string): Outcome => ({ status: 'refused', code: `command/${code}`, reason });

type Effect = (desk: Desk, args: Record<string, unknown>) => Outcome;

/** Undefined for a command that is not of this world. */
export function execute(desk: Desk, { kind, args }: Command): Outcome | undefined {
  const known = ORDER_ROUTING_COMMANDS.find((each) => each.kind === kind);
  if (known === undefined) return undefined;
  const parsed = known.args.safeParse(args);
  if (!parsed.success) return refuse('bad-arguments', `${known.usage}: ${parsed.error.issues.map(({ message }) => message).join('; ')}`);
  const outcome = EFFECTS[known.kind](desk, parsed.data);
  if (outcome.status === 'done') desk.state.log.push({ atUs: desk.state.atUs, text: outcome.text });
  return outcome;
}

/** Effects on one server. */
const onServer =
  (effect: (desk: Desk, name: string, server: Server, args: Record<string, unknown>) => Outcome): Effect =>
  (desk, args) => {
    const name = String(args['server']);
    const server = Object.hasOwn(desk.state.servers, name) ? desk.state.servers[name] : undefined;
    return server === undefined ? refuse('unknown-target', `There is no server ${name}.`) : effect(desk, name, server, args);
  };

const EFFECTS: Readonly<Record<OrderRoutingCommandName, Effect>> = {
  'command.deploy-server': onServer(({ routing, state, installs }, name, server, args) => {
    const version = String(args['version']);
    if (!Object.hasOwn(routing.versions, version)) return refuse('unknown-version', `There is no version ${version}.`);
    if (server.install?.version === version) return refuse('already', `${version} is being installed on ${name} already.`);
    if (server.install === null && server.version === version) return refuse('already', `${name} runs ${version} already.`);
    const totalUs = drawUs(state.ofInstalls, routing.installTakes);
    server.install = { version, remainingUs: totalUs, totalUs, sinceUs: state.atUs, paused: false, turn: state.turns++ };
    installs(name, server.install);
    return done(`Installing ${version} on ${name}`, state.atUs + totalUs);
  }),
  'command.pause-install': onServer(({ state }, name, { install }) => {
    if (install === null || install.paused) return refuse('nothing-to-pause', `Nothing is being installed on ${name}.`);
    install.remainingUs -= state.atUs - install.sinceUs;
    install.paused = true;
    install.turn = state.turns++;
    return done(`Installation on ${name} paused`);
  }),
  'command.resume-install': onServer(({ state, installs }, name, { install }) => {
    if (install === null || !install.paused) return refuse('nothing-paused', `No installation is paused on ${name}.`);
    install.paused = false;
    install.sinceUs = state.atUs;
    installs(name, install);
    return done(`Installation on ${name} goes on`, state.atUs + install.remainingUs);
  }),
  'command.release': ({ routing, state, report }, args) => {
    const version = String(args['version']);
    if (!Object.hasOwn(routing.versions, version)) return refuse('unknown-version', `There is no version ${version}.`);
    if (state.released.at(-1) === version) return refuse('already', `${version} is declared complete already.`);
    const without = Object.entries(state.servers).filter(([, server]) => server.version !== version);
    state.released.push(version);
    state.flagOn = true;
    for (const [name, server] of without) report(name, `${version} declared complete while it runs ${server.version}`);
    return done(`${version} declared complete; ${routing.flag} is on`);
  },
  'command.set-flag': ({ routing, state }, args) => {
    const on = args['state'] === 'on';
    if (args['flag'] !== routing.flag) return refuse('unknown-target', `There is no flag ${String(args['flag'])}.`);
    if (state.flagOn === on) return refuse('already', `${routing.flag} is ${on ? 'on' : 'off'} already.`);
    state.flagOn = on;
    return done(`${routing.flag} is ${on ? 'on' : 'off'}`);
  },
  'command.stop-server': onServer((_, name, server) => {
    if (server.out) return refuse('already', `${name} is out already.`);
    server.out = true;
    return done(`${name} takes no more orders and sends none`);
  }),
  'command.start-server': onServer((_, name, server) => {
    if (!server.out) return refuse('already', `${name} takes orders already.`);
    server.out = false;
    return done(`${name} takes orders again`);
  }),
  'command.kill-switch': ({ state }, args) => {
    if (args['scope'] !== 'all') return refuse('unknown-target', 'The switch has one scope: all.');
    if (state.killed) return refuse('already', 'No order leaves the firm already.');
    state.killed = true;
    return done('No order leaves the firm');
  },
  'command.release-kill-switch': ({ state }, args) => {
    if (args['scope'] !== 'all') return refuse('unknown-target', 'The switch has one scope: all.');
    if (!state.killed) return refuse('already', 'Orders leave the firm already.');
    state.killed = false;
    return done('Orders leave the firm again');
  },
  'command.unwind': ({ state, tick }, args) => {
    const { share } = args;
    assert(typeof share === 'number', 'the schema lets only numbers through', { share });
    if (!state.marketOpen) return refuse('market-closed', 'The market is closed.');
    if (state.firm.every((held) => held === 0)) return refuse('nothing-held', 'There is no position to unwind.');
    state.unwinding = { share, held: state.firm.map((held) => Math.abs(held)), carry: state.firm.map(() => 0) };
    tick();
    return done(`Unwinding ${Math.round(share * 100_000) / 1000} % of the positions a minute`);
  },
  'command.stop-unwind': ({ state }) => {
    if (state.unwinding === null) return refuse('nothing-to-stop', 'Nothing is being unwound.');
    state.unwinding = null;
    return done('Unwinding stopped');
  },
};
