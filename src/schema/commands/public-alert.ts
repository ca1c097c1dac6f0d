// Commands of the public-alert world: what goes out to the public, and what is asked of authorities.
import { z } from 'zod';
import { NameSchema } from '../units.ts';
import type { CommandKind } from './kind.ts';

export const PUBLIC_ALERT_COMMANDS = [
  {
    kind: 'command.send-alert',
    usage: 'send-alert <template>',
    title: 'Send an alert',
    risk: 'irreversible',
    roles: [],
    effect: 'Sends a template to every channel it is made for',
    undo: 'none: what was received stays received; a correction has to be composed',
    args: z.strictObject({ template: NameSchema }),
  },
  {
    kind: 'command.cancel-alert',
    usage: 'cancel-alert <template>',
    title: 'Cancel an alert',
    risk: 'reversible',
    roles: [],
    effect: 'Stops re-broadcast; who has received it hears nothing',
    undo: 'none',
    args: z.strictObject({ template: NameSchema }),
  },
  {
    kind: 'command.send-correction',
    usage: 'send-correction <channel> <text>',
    title: 'Send a correction',
    risk: 'irreversible',
    roles: [],
    effect: 'Sends a message that was composed by hand over a channel',
    undo: 'none',
    args: z.strictObject({ channel: NameSchema, text: z.string().min(1).max(400) }),
  },
  {
    kind: 'command.post-statement',
    usage: 'post-statement <channel> <text>',
    title: 'Post a statement',
    risk: 'irreversible',
    roles: [],
    effect: 'Publishes a text on a channel that does not interrupt anybody',
    undo: 'none',
    args: z.strictObject({ channel: NameSchema, text: z.string().min(1).max(400) }),
  },
  {
    kind: 'command.ask-authority',
    usage: 'ask-authority <authority>',
    title: 'Ask an authority',
    risk: 'reversible',
    roles: [],
    effect: 'A telephone call: asks whether a correction may be sent',
    undo: 'none needed',
    args: z.strictObject({ authority: NameSchema }),
  },
  {
    kind: 'command.staff-phones',
    usage: 'staff-phones <lines>',
    title: 'Staff the telephones',
    risk: 'reversible',
    roles: [],
    effect: 'So many people answer calls from the public, with a recorded message first',
    undo: 'staff fewer',
    args: z.strictObject({ lines: z.int().min(0).max(1000) }),
  },
] as const satisfies readonly CommandKind[];
