// Finding what a command names, and refusing in words a person can act on.
import type { Outcome } from '../../schema/index.ts';
import type { Control } from '../control/control.ts';
import { DATABASE } from '../world/index.ts';

export type Refusal = Extract<Outcome, { status: 'refused' }>;
/** What a command does: checks, then acts; never acts when it refuses. `args` were parsed by the schema of the command. */
export type CommandEffect = (control: Control, args: Record<string, unknown>) => Outcome;

export const refuse = (code: string, reason: string): Refusal => ({ status: 'refused', code: `command/${code}`, reason });
export const done = (text: string, untilUs?: number): Outcome =>
  untilUs === undefined ? { status: 'done', text } : { status: 'done', text, untilUs };
export const isRefusal = (value: number | Refusal): value is Refusal => typeof value === 'object';

function find(kind: string, things: readonly { name: string }[], name: unknown): number | Refusal {
  const index = things.findIndex((thing) => thing.name === name);
  if (index >= 0) return index;
  const names = things.map((thing) => thing.name).join(', ');
  return refuse(
    `unknown-${kind}`,
    `There is no ${kind} ${String(name)}. ${names === '' ? `This system has no ${kind}s.` : `There are: ${names}.`}`,
  );
}

/** The index of a service that still exists. */
export function findService(control: Control, name: unknown): number | Refusal {
  const { services } = control.world.plan;
  const left = services.filter(({ index }) => !control.state.services[index]!.deleted);
  const index = services.findIndex((service) => service.name === name);
  if (index >= 0 && control.state.services[index]!.deleted) return refuse('deleted', `${String(name)} was deleted and cannot come back.`);
  return index >= 0 ? index : find('service', left, name);
}
export const findPool = (control: Control, name: unknown): number | Refusal => find('pool', control.world.plan.pools, name);
export const findBreaker = (control: Control, name: unknown): number | Refusal => find('breaker', control.world.plan.breakers, name);

export const findNode = (control: Control, name: unknown): number | Refusal => find('node', control.state.nodes, name);

/** Whether a database is restarting. */
export const isDown = ({ world }: Control, database: number): boolean =>
  world.I[world.plan.databases[database]!.offset + DATABASE.down] !== 0;
