// A public-alert network: people by island and what they do, channels that reach them, phone lines that saturate, authorities.
import { z } from 'zod';
import { NameSchema } from '../units.ts';

export const PublicAlertSchema = z
  .strictObject({
    areas: z.record(NameSchema, z.strictObject({ title: z.string().max(80), people: z.int().min(1).max(1e9) })),
  })
  .describe('A public-alert network');
export type PublicAlert = z.output<typeof PublicAlertSchema>;

export const PublicAlertFaultSchema = z
  .strictObject({
    publicAlert: z.enum(['reassurance']).describe('reassurance: somebody else tells part of the public that nothing is wrong'),
  })
  .describe('Something that happens in the public-alert network');

/** What a hypothesis may name. */
export const publicAlertComponents = (network: PublicAlert): string[] => ['alert-console', 'warning-point', ...Object.keys(network.areas)];
