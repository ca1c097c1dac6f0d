// Named machines with data on them: a primary, its replica, staging, and the backups that exist, or are only believed to.
import { z } from 'zod';
import { NameSchema } from '../units.ts';

export const HostsSchema = z
  .strictObject({
    machines: z.record(
      NameSchema,
      z.strictObject({ role: z.enum(['primary', 'replica', 'staging']), summary: z.string().max(200).default('') }),
    ),
  })
  .describe('Machines with data, and backups');
export type Hosts = z.output<typeof HostsSchema>;

export const HostsFaultSchema = z
  .strictObject({ hosts: z.enum(['load']).describe('load: writes come faster'), factor: z.number().positive().max(1000).default(1) })
  .describe('Something that happens on the machines');

/** What a hypothesis may name. */
export const hostComponents = (hosts: Hosts): string[] => [...Object.keys(hosts.machines)];
