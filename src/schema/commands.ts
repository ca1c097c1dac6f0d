// The registry of commands: one object per kind, read by palette, buttons, scripts and command line alike (DESIGN D18).
// The effects live in src/engine/commands; this file says what can be asked, how risky it is and what it will do.
import { z } from 'zod';
import { ConfigValueSchema } from './scenario/world.ts';
import { NameSchema } from './units.ts';

/** look: changes nothing; reversible: can be undone by another command; irreversible: something is lost. */
export type CommandRisk = 'look' | 'reversible' | 'irreversible';

export interface CommandKind {
  kind: string;
  /** The words a person types: `rollback payment-service`. `<…>` are arguments in order. */
  usage: string;
  title: string;
  risk: CommandRisk;
  /** Which roles may give it; empty means any. */
  roles: readonly string[];
  effect: string;
  undo: string;
  args: z.ZodType<Record<string, unknown>, unknown>;
}

const service = z.strictObject({ service: NameSchema });
const node = z.strictObject({ node: NameSchema });

export const COMMANDS = [
  {
    kind: 'command.rollback',
    usage: 'rollback <service>',
    title: 'Roll back',
    risk: 'reversible',
    roles: [],
    effect: 'Replaces every replica, one after another, by the version before the current one',
    undo: 'deploy the newer version again',
    args: service,
  },
  {
    kind: 'command.deploy',
    usage: 'deploy <service> <version>',
    title: 'Deploy a version',
    risk: 'reversible',
    roles: [],
    effect: 'Replaces every replica, one after another, by a version from the deployment history',
    undo: 'rollback',
    args: z.strictObject({ service: NameSchema, version: z.string().max(40) }),
  },
  {
    kind: 'command.pause-rollout',
    usage: 'pause-rollout <service>',
    title: 'Pause a rollout',
    risk: 'reversible',
    roles: [],
    effect: 'No further replica is replaced until resumed',
    undo: 'resume-rollout',
    args: service,
  },
  {
    kind: 'command.resume-rollout',
    usage: 'resume-rollout <service>',
    title: 'Resume a rollout',
    risk: 'reversible',
    roles: [],
    effect: 'The rollout goes on with the next replica',
    undo: 'pause-rollout',
    args: service,
  },
  {
    kind: 'command.set-config',
    usage: 'set <service> <key>=<value>',
    title: 'Change configuration',
    risk: 'reversible',
    roles: [],
    effect: 'Writes one value and restarts replicas one after another so that they read it',
    undo: 'set the old value',
    args: z.strictObject({ service: NameSchema, key: z.string().max(63), value: ConfigValueSchema }),
  },
  {
    kind: 'command.restart',
    usage: 'restart <target>',
    title: 'Restart',
    risk: 'irreversible',
    roles: [],
    effect: 'A service: replicas one after another, work in them is lost. A database: connections fail until it is back',
    undo: 'none: work in flight is lost',
    args: z.strictObject({ target: NameSchema }),
  },
  {
    kind: 'command.scale',
    usage: 'scale <service> <replicas>',
    title: 'Scale',
    risk: 'reversible',
    roles: [],
    effect: 'Adds or removes replicas',
    undo: 'scale back',
    args: z.strictObject({ service: NameSchema, replicas: z.int().min(0).max(500) }),
  },
  {
    kind: 'command.delete',
    usage: 'delete <service>',
    title: 'Delete a service',
    risk: 'irreversible',
    roles: [],
    effect: 'Removes every replica and the deployment',
    undo: 'none',
    args: service,
  },
  {
    kind: 'command.resize-pool',
    usage: 'resize-pool <pool> <size>',
    title: 'Resize a connection pool',
    risk: 'reversible',
    roles: [],
    effect: 'Changes how many connections the pool may open',
    undo: 'resize back',
    args: z.strictObject({ pool: NameSchema, size: z.int().min(1).max(100_000) }),
  },
  {
    kind: 'command.kill-sessions',
    usage: 'kill-sessions <pool> [pids]',
    title: 'Terminate database sessions',
    risk: 'irreversible',
    roles: [],
    effect: 'Ends the sessions of a pool that have been open longer than 5 s, or those named; the requests holding them fail',
    undo: 'none',
    args: z.strictObject({ pool: NameSchema, pids: z.array(z.int().min(1).max(2_147_483_647)).min(1).max(1000).optional() }),
  },
  {
    kind: 'command.open-breaker',
    usage: 'open-breaker <breaker>',
    title: 'Open a circuit breaker',
    risk: 'reversible',
    roles: [],
    effect: 'Calls behind it are refused at once and not retried',
    undo: 'close-breaker',
    args: z.strictObject({ breaker: NameSchema }),
  },
  {
    kind: 'command.close-breaker',
    usage: 'close-breaker <breaker>',
    title: 'Give a breaker back to automatic',
    risk: 'reversible',
    roles: [],
    effect: 'The breaker closes and works by its own thresholds again',
    undo: 'open-breaker',
    args: z.strictObject({ breaker: NameSchema }),
  },
  {
    kind: 'command.delete-pod',
    usage: 'delete-pod <pod>',
    title: 'Delete a pod',
    risk: 'irreversible',
    roles: [],
    effect: 'The pod finishes its requests and ends; a new one takes its place',
    undo: 'none: the replacement is a new pod',
    args: z.strictObject({ pod: z.string().min(1).max(130) }),
  },
  {
    kind: 'command.cordon',
    usage: 'cordon <node>',
    title: 'Cordon a node',
    risk: 'reversible',
    roles: [],
    effect: 'No new pod is placed on the node; those on it stay',
    undo: 'uncordon',
    args: node,
  },
  {
    kind: 'command.uncordon',
    usage: 'uncordon <node>',
    title: 'Uncordon a node',
    risk: 'reversible',
    roles: [],
    effect: 'New pods may be placed on the node again',
    undo: 'cordon',
    args: node,
  },
  {
    kind: 'command.drain',
    usage: 'drain <node>',
    title: 'Drain a node',
    risk: 'irreversible',
    roles: [],
    effect: 'Cordons the node and moves its pods to other nodes, one after another',
    undo: 'uncordon; pods stay where they went',
    args: node,
  },
] as const satisfies readonly CommandKind[];

export type CommandKindName = (typeof COMMANDS)[number]['kind'];

/** A command as the engine takes it. */
export interface Command {
  kind: CommandKindName;
  args: Record<string, unknown>;
}

/** What came of a command. `unknown` means it may have happened: never fold it into `refused`. */
export type Outcome =
  | { status: 'done'; text: string /** Expected end, microseconds, for effects that take time */; untilUs?: number }
  | { status: 'refused'; code: string; reason: string }
  | { status: 'unknown'; text: string };
