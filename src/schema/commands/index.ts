// The registry of commands: one object per kind, read by palette, buttons, consoles, scripts and command line alike (DESIGN D18).
// The effects live in src/engine; these files say what can be asked, how risky it is and what it will do.
import { EXCHANGE_COMMANDS } from './exchange.ts';
import { HOST_COMMANDS } from './hosts.ts';
import { ORDER_ROUTING_COMMANDS } from './order-routing.ts';
import { PUBLIC_ALERT_COMMANDS } from './public-alert.ts';
import { SERVICE_COMMANDS } from './services.ts';

export type { CommandKind, CommandRisk } from './kind.ts';
export { EXCHANGE_COMMANDS, HOST_COMMANDS, ORDER_ROUTING_COMMANDS, PUBLIC_ALERT_COMMANDS, SERVICE_COMMANDS };

export const COMMANDS = [
  ...SERVICE_COMMANDS,
  ...EXCHANGE_COMMANDS,
  ...PUBLIC_ALERT_COMMANDS,
  ...HOST_COMMANDS,
  ...ORDER_ROUTING_COMMANDS,
] as const;

export type ServiceCommandName = (typeof SERVICE_COMMANDS)[number]['kind'];
export type ExchangeCommandName = (typeof EXCHANGE_COMMANDS)[number]['kind'];
export type PublicAlertCommandName = (typeof PUBLIC_ALERT_COMMANDS)[number]['kind'];
export type HostCommandName = (typeof HOST_COMMANDS)[number]['kind'];
export type OrderRoutingCommandName = (typeof ORDER_ROUTING_COMMANDS)[number]['kind'];
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
