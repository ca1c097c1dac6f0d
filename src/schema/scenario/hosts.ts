// Named machines with data on them: a primary, its replica, staging; the database that writes there, and the backups that exist or are only believed to.
import { z } from 'zod';
import { DurationSchema, NameSchema, RateSchema, RatioSchema } from '../units.ts';
import { DistributionSchema } from './distribution.ts';

const SIZE_UNITS: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };
const SIZE_EXPECTED = 'a size with a unit, such as 310GB';
/** A size such as `310GB`; whole bytes after parsing, a thousand each step. */
const SizeSchema = z
  .string({ error: SIZE_EXPECTED })
  .regex(/^\d{1,6}(?:\.\d{1,3})?(?:B|kB|MB|GB|TB)$/, { error: SIZE_EXPECTED })
  .transform((text) => Math.round(Number(/^[\d.]+/.exec(text)?.[0]) * (SIZE_UNITS[/[a-zA-Z]+$/.exec(text)?.[0] ?? ''] ?? 1)))
  .describe('A size: B, kB, MB, GB or TB, a thousand each step');

const THROUGHPUT_EXPECTED = 'how much in a second, such as 200MB/s or 60Mbit/s';
/** Bytes per second after parsing, of `200MB/s` or `60Mbit/s`. */
const ThroughputSchema = z
  .string({ error: THROUGHPUT_EXPECTED })
  .regex(/^(?!0+(?:\.0+)?[A-Z])\d{1,6}(?:\.\d{1,3})?(?:(?:kB|MB|GB)\/s|Mbit\/s|Gbit\/s)$/, { error: THROUGHPUT_EXPECTED })
  .transform((text) => {
    const amount = Number(/^[\d.]+/.exec(text)?.[0]);
    const unit = /[a-zA-Z]+(?=\/s$)/.exec(text)?.[0] ?? '';
    return unit.endsWith('bit') ? (amount * (unit === 'Gbit' ? 1e9 : 1e6)) / 8 : amount * (SIZE_UNITS[unit] ?? 1);
  })
  .describe('A throughput: kB/s, MB/s, GB/s, Mbit/s or Gbit/s');

const PATH_EXPECTED = 'a path such as /var/lib/data';
const PathSchema = z
  .string({ error: PATH_EXPECTED })
  .max(180)
  .regex(/^(?:\/[a-zA-Z0-9._-]+)+$/, { error: PATH_EXPECTED });

const MachineSchema = z
  .strictObject({
    role: z
      .enum(['primary', 'replica', 'staging'])
      .describe('One primary serves the product; a replica follows it; staging has a copy of some age'),
    summary: z.string().max(200).default(''),
    disk: z.strictObject({
      size: SizeSchema,
      reads: ThroughputSchema,
      writes: ThroughputSchema,
      unlinks: RateSchema.describe('Files deleted in a second'),
    }),
    data: PathSchema.describe('The database’s data directory, one of the directories'),
    directories: z.record(PathSchema, z.strictObject({ bytes: SizeSchema, files: z.int().min(1).max(1e9) })),
    serves: RatioSchema.default(1).describe('Share of the product’s requests that it could answer as the primary'),
    age: DurationSchema.default(0).describe('Staging: how long before the start its data was taken from the primary'),
  })
  .describe('A machine with its disk');

const BackupSchema = z
  .strictObject({
    title: z.string().max(80),
    believed: z.string().max(200).describe('What everybody thinks it is, until somebody checks'),
    machine: NameSchema.optional().describe('It is the data directory of this machine; without one it holds nothing'),
    found: z.string().max(300).default('There is nothing in it').describe('What a check finds when it holds nothing'),
    checkTakes: DistributionSchema,
  })
  .describe('A backup, as it is believed and as it is');

export const HostsSchema = z
  .strictObject({
    machines: z.record(NameSchema, MachineSchema),
    links: z
      .array(z.strictObject({ between: z.tuple([NameSchema, NameSchema]), rate: ThroughputSchema }))
      .max(30)
      .default([])
      .describe('How fast data goes from one machine to another; without one, as fast as their disks'),
    compression: z
      .strictObject({ ratio: z.number().min(1).max(100), rate: ThroughputSchema.describe('Of plain bytes that the processors compress') })
      .default({ ratio: 3, rate: 40e6 })
      .describe('Of a copy that is compressed on its way'),
    database: z.strictObject({
      rows: z
        .record(NameSchema, z.strictObject({ rate: RateSchema, before: z.int().min(0).max(1e12).default(0) }))
        .describe('Kinds of rows: how fast they are written, and how many there were when staging’s copy was taken'),
      wal: z
        .strictObject({ rate: ThroughputSchema, keeps: SizeSchema, replays: ThroughputSchema })
        .describe('The write-ahead log: written, kept for replicas before it is recycled, and replayed by a replica'),
      checkpoint: z.strictObject({ every: DurationSchema, first: DurationSchema.describe('After the start'), forced: DurationSchema }),
      starts: DistributionSchema,
      verifies: ThroughputSchema.describe('Reading every row and index of a database that is up'),
      damaged: RatioSchema.describe('Requests that still succeed while its files are gone and it has not noticed'),
    }),
    snapshots: DistributionSchema.describe('How long a snapshot of a volume takes'),
    backups: z.record(NameSchema, BackupSchema),
    users: z
      .strictObject({ people: z.int().min(1).max(1e9), visits: RateSchema })
      .describe('Who needs the product, and how often any of them asks for it'),
  })
  .superRefine((hosts, context) => {
    const wrong = (path: (string | number)[], message: string): void => context.addIssue({ code: 'custom', path, message, input: hosts });
    const machines = Object.entries(hosts.machines);
    if (machines.filter(([, { role }]) => role === 'primary').length !== 1)
      wrong(['machines'], 'exactly one machine with the role primary');
    for (const [name, { data, directories }] of machines)
      if (!Object.hasOwn(directories, data)) wrong(['machines', name, 'data'], 'one of the directories of this machine');
    for (const [index, { between }] of hosts.links.entries())
      for (const [side, name] of between.entries())
        if (!Object.hasOwn(hosts.machines, name)) wrong(['links', index, 'between', side], 'the name of a machine');
    for (const [name, { machine }] of Object.entries(hosts.backups))
      if (machine !== undefined && !Object.hasOwn(hosts.machines, machine)) wrong(['backups', name, 'machine'], 'the name of a machine');
  })
  .describe('Machines with data, and backups');
export type Hosts = z.output<typeof HostsSchema>;

export const HostsFaultSchema = z
  .strictObject({
    hosts: z
      .enum(['load', 'emptied'])
      .describe(
        'load: the write-ahead log grows faster, by spam and bulk deletions; emptied: somebody removes the data directory of a replica',
      ),
    factor: z.number().positive().max(1000).default(1).describe('Of the load'),
    machine: NameSchema.optional().describe('The replica that is emptied'),
  })
  .describe('Something that happens on the machines');

/** What a hypothesis may name. */
export const hostComponents = (hosts: Hosts): string[] => [...Object.keys(hosts.machines), ...Object.keys(hosts.backups)];
