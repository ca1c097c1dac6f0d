// A public-alert network: people by area and what they do, channels that reach them, telephone lines that saturate, the few hands of a
// warning point, and the parties that have to be told or are believed to have a say. Every parameter is a rate or a share of the model in
// src/engine/small-worlds/public-alert; nothing here says when something happens.
import { z } from 'zod';
import { DurationSchema, NameSchema, RatioSchema } from '../units.ts';
import { DistributionSchema } from './distribution.ts';

const NamesSchema = z.array(NameSchema).max(30).default([]);
const PhrasesSchema = z.array(z.string().min(2).max(60)).max(60).default([]);
const PerMinuteSchema = z.number().min(0).max(1000);

export const AlertAreaSchema = z.strictObject({ title: z.string().max(80), people: z.int().min(1).max(1e9) });

export const AlertChannelSchema = z
  .strictObject({
    title: z.string().max(80),
    interrupts: z.boolean().default(false).describe('true: it reaches people who are not looking'),
    by: z.enum(['agency', 'others']).default('agency').describe('Who publishes on it; texts can be posted on those of the agency'),
    areas: NamesSchema.describe('Where; default: everywhere'),
    reach: RatioSchema.describe('Share of the people there whom one message reaches'),
    takes: DurationSchema.refine((us) => us > 0).describe('Mean time until one of them has it'),
    convinces: RatioSchema.default(0.8).describe('Share of the alarmed who believe a denial on it'),
    repeats: z
      .strictObject({
        every: DurationSchema.refine((us) => us > 0),
        reach: RatioSchema.describe('Share of the people that a repetition reaches'),
      })
      .optional()
      .describe('What is sent on it is repeated until it is cancelled'),
    wording: DistributionSchema.default({ constant: 0 }).describe('Until people agree on a text and have checked it; typing comes on top'),
    relays: z
      .strictObject({ from: z.array(NameSchema).min(1).max(10), after: DistributionSchema })
      .optional()
      .describe('Carries the first denial that appears on one of these channels'),
  })
  .describe('A way to the public');

export const AlertTemplateSchema = z
  .strictObject({
    title: z.string().max(80).describe('As the menu says it'),
    text: z.string().max(400).default(''),
    sense: z
      .enum(['alarm', 'denial', 'notice', 'test'])
      .describe('notice: goes out and alarms nobody; test: stays inside, whatever it says'),
    channels: NamesSchema,
  })
  .describe('A message that is ready to be sent');

export const AlertLineSchema = z
  .strictObject({
    title: z.string().max(80),
    ours: z.boolean().default(false).describe('Calls of the warning point go out over it'),
    lines: z.int().min(1).max(10_000).describe('Calls at once, waiting ones and outgoing ones included; more hear a busy tone'),
    answering: z.int().min(0).max(10_000).describe('People who answer'),
    talks: DurationSchema.refine((us) => us > 0).describe('Mean length of a call'),
    brief: DurationSchema.refine((us) => us > 0).describe('The same once those who answer can say that nothing is wrong'),
    patience: DurationSchema.refine((us) => us > 0)
      .default(60_000_000)
      .describe('Mean time before one who waits hangs up'),
    dials: DurationSchema.refine((us) => us > 0)
      .default(45_000_000)
      .describe('Mean time until one who wants to call dials, or dials again'),
    redials: RatioSchema.default(0.7).describe('Share of those who were not answered that try again'),
    ordinary: PerMinuteSchema.default(0).describe('Calls a minute on any day'),
    alarmed: RatioSchema.default(0).describe('Share of the alarmed who call'),
    informedBy: NamesSchema.describe('Parties that tell those who answer; none: they always know'),
    recording: DurationSchema.refine((us) => us > 0)
      .default(20_000_000)
      .describe('Mean time a caller listens to a recorded message'),
    insists: RatioSchema.default(0.1).describe('Share of callers who want a person after the recorded message'),
  })
  .describe('Telephone lines: a queue with a limit, impatience and redialling');
export type AlertLine = z.output<typeof AlertLineSchema>;

export const AlertPartySchema = z
  .strictObject({
    title: z.string().max(80),
    phone: z.boolean().default(true).describe('false: in the room, or on a line of their own'),
    answersIn: DistributionSchema.describe('Until they are on the line, or listen'),
    talks: DistributionSchema.default({ constant: 60_000_000 }),
    says: z.string().max(400).default('').describe('When they are asked for leave'),
    tells: z
      .strictObject({
        channel: NameSchema,
        text: z.string().min(1).max(400),
        after: DistributionSchema,
        because: z.string().max(200).default(''),
      })
      .optional()
      .describe('What they publish once they know, and when; `because` is an obstacle in words'),
  })
  .describe('Somebody who can be told, or asked');

export const PublicAlertSchema = z
  .strictObject({
    areas: z.record(NameSchema, AlertAreaSchema),
    channels: z.record(NameSchema, AlertChannelSchema).default({}),
    templates: z.record(NameSchema, AlertTemplateSchema).default({}),
    lines: z.record(NameSchema, AlertLineSchema).default({}),
    parties: z.record(NameSchema, AlertPartySchema).default({}),
    outside: z
      .record(NameSchema, z.string().max(80))
      .default({})
      .describe('What else people may speak of, such as a threat or an exercise'),
    staff: z.int().min(1).max(1000).default(4).describe('Hands of the warning point beside the console: each writes, calls or answers'),
    typing: z.int().min(1).max(10_000).default(200).describe('Characters a minute'),
    people: z
      .strictObject({
        believes: RatioSchema.default(0.8).describe('Share of those who hear an alarm for the first time that are alarmed'),
        again: RatioSchema.default(0.05).describe('The same for those who have heard before'),
        tells: PerMinuteSchema.default(0.3).describe('People one who is alarmed speaks to, a minute'),
        reassures: PerMinuteSchema.default(0.06).describe('Alarmed people one who knows better could convince, a minute'),
        waits: DurationSchema.default(900_000_000).describe('From the first alert: when nothing has happened, people begin to doubt'),
        calms: DurationSchema.refine((us) => us > 0)
          .default(2_400_000_000)
          .describe('Mean time in which they then calm down by themselves'),
        contradiction: RatioSchema.default(0.6).describe('What is left of belief in denials after each statement that contradicts another'),
        alarm: RatioSchema.default(0.1).describe('Public alarm: at least this share of all people is alarmed'),
      })
      .prefault({}),
    words: z
      .strictObject({ denies: PhrasesSchema, alarms: PhrasesSchema })
      .prefault({})
      .describe('Phrases by which people understand a text; an alarming one after “no” or “not” in its sentence does not count'),
  })
  .describe('A public-alert network');
export type PublicAlert = z.output<typeof PublicAlertSchema>;

export const PublicAlertFaultSchema = z
  .strictObject({
    publicAlert: z.enum(['statement']).describe('statement: somebody else publishes a text'),
    channel: NameSchema,
    text: z.string().min(1).max(400),
  })
  .describe('Something that happens in the public-alert network');

/** What a hypothesis may name. */
export const publicAlertComponents = ({ areas, channels, lines, parties, outside }: PublicAlert): string[] => [
  'alert-console',
  'warning-point',
  ...Object.keys(channels),
  ...Object.keys(lines),
  ...Object.keys(areas),
  ...Object.keys(parties),
  ...Object.keys(outside),
];
