// Consoles as data: the forms, menus, prompts and progress screens a person works at, the safeguards between a hand and its effect, the routine work
// that has to be done on them, and the slips that happen meanwhile. A console has two variants, dangerous (as it was) and safe; they differ in their
// safeguards only. Which one is played is said when the drill begins.
import { z } from 'zod';
import { choiceByKey } from '../choice.ts';
import { DurationSchema, NameSchema, RatioSchema } from '../units.ts';
import { DistributionSchema } from './distribution.ts';
import { FigureUnitSchema } from './observability.ts';
import { StoryTimeSchema } from './story.ts';
import { LookTextSchema } from './truth.ts';

export const CONSOLE_VARIANTS = ['dangerous', 'safe'] as const;
export const ConsoleVariantSchema = z.enum(CONSOLE_VARIANTS);
export type ConsoleVariant = z.output<typeof ConsoleVariantSchema>;

/**
 * A PromQL expression in which `{field}` stands for what was entered: `{quantity} > 10 * exchange_shares_outstanding`. Numbers are put in as they are, texts
 * as PromQL strings, so that a text can stand in a selector: `server_info{server={server}}`. A comparison holds when it has a result; between two numbers
 * PromQL asks for `bool` (`{quantity} > bool 1000`), and then it holds when it gives 1.
 */
const FieldExprSchema = z.string().min(1).max(1000);
/** A text in which `{field}` stands for what was entered and `{{ expr | format }}` for an instrument; in the latter, `{field}` is put in first. */
const FieldTextSchema = z.string().max(600);

const FieldNameSchema = z.string().regex(/^[a-z][a-z0-9_]{0,40}$/, { error: 'a name of lower-case letters, digits and _' });
const ValueSchema = z.string().max(500);
const ValuesSchema = z.record(FieldNameSchema, ValueSchema);

export const ConsoleFieldSchema = z
  .strictObject({
    name: FieldNameSchema,
    label: z.string().min(1).max(60),
    type: z.enum(['text', 'number', 'choice', 'long text']).default('text'),
    unit: z.string().max(20).default(''),
    options: z
      .array(
        z.strictObject({
          value: ValueSchema,
          label: z.string().min(1).max(120),
          group: z.string().max(40).default('').describe('Such as live or test; a separation shows one group at a time'),
        }),
      )
      .max(60)
      .default([])
      .describe('Of a choice, in the order in which the console shows them'),
    initial: ValueSchema.default(''),
    hint: z.string().max(200).default(''),
  })
  .describe('Something to enter');
export type ConsoleField = z.output<typeof ConsoleFieldSchema>;

export const ConsoleActionSchema = z.strictObject({
  name: NameSchema,
  label: z.string().min(1).max(60).describe('On the button'),
  do: z.string().min(3).max(300).describe('The command, with {field} for what was entered: enter-order {side} {issue} {quantity} {price}'),
  undo: z.string().max(300).optional().describe('The command that undoes or compensates it; needs a safeguard `undo` to be offered'),
});
export type ConsoleAction = z.output<typeof ConsoleActionSchema>;

/** What a line of a prompt does. Placeholders `<field>` in `types` become fields. */
const PromptLineSchema = z.strictObject({
  types: z.string().min(1).max(200).describe('Words of the line; <field> takes one word, <field...> the rest: rm -rf <path>'),
  action: NameSchema.optional().describe('An action of this console'),
  looks: LookTextSchema.optional().describe('A look whose result is printed; {field} is put in'),
  table: z.string().max(60).optional().describe('A table of the world that is printed, such as replication; {field} is put in'),
  prints: FieldTextSchema.optional(),
  sets: ValuesSchema.optional().describe('Fields that it changes, such as { host: <host> } for ssh <host>'),
});
export type PromptLine = z.output<typeof PromptLineSchema>;

/** What all safeguards share. */
const COMMON = {
  name: NameSchema,
  on: z.array(NameSchema).max(20).default([]).describe('Actions it stands before; default: all'),
  when: FieldExprSchema.optional().describe('Only if this comparison holds'),
} as const;
/** Reference values and consequences, as a person reads them. */
const ShownSchema = z.strictObject({
  label: z.string().min(1).max(80),
  value: FieldExprSchema.optional().describe('A figure'),
  text: FieldTextSchema.optional(),
  unit: FigureUnitSchema.default('none'),
  alarming: FieldExprSchema.optional().describe('Shown as alarming while this comparison holds'),
});
export type ShownFigure = z.output<typeof ShownSchema>;

export const SAFEGUARD_KINDS = [
  'check',
  'warning',
  'confirmation',
  'phrase',
  'secondFactor',
  'secondPerson',
  'unlock',
  'countdown',
  'rateLimit',
  'dryRun',
  'limit',
  'pattern',
  'undo',
  'audit',
  'environment',
  'watermark',
  'separation',
  'checklist',
] as const;
export type SafeguardKind = (typeof SAFEGUARD_KINDS)[number];

/** One safeguard; the key beside `name` says which kind it is. They stand in the order of the list. */
export const SafeguardSchema = choiceByKey('a safeguard', SAFEGUARD_KINDS, [
  z
    .strictObject({
      ...COMMON,
      check: z
        .array(
          z.strictObject({
            field: FieldNameSchema,
            number: z.boolean().default(false),
            min: z.number().optional(),
            max: z.number().optional(),
            holds: FieldExprSchema.optional().describe('A comparison that has to hold'),
            says: FieldTextSchema.default(''),
          }),
        )
        .min(1)
        .max(20),
    })
    .describe('Type and range: nothing goes on until every value passes'),
  z
    .strictObject({
      ...COMMON,
      warning: FieldTextSchema,
      holds: FieldExprSchema.describe('Warned when this comparison holds'),
      harmless: RatioSchema.default(0).describe('Share of ordinary entries that are warned in the same words (habituation)'),
      button: z.string().max(40).default('Continue'),
    })
    .describe('A sanity warning against reference values; it can be dismissed'),
  z
    .strictObject({
      ...COMMON,
      confirmation: z.string().min(1).max(120).describe('Its title'),
      shows: z.array(ShownSchema).min(1).max(20),
      button: z.string().max(40).default('Confirm'),
    })
    .describe('Shows what will happen: counts, sizes, money, people reached, ratio to normal'),
  z
    .strictObject({ ...COMMON, phrase: FieldTextSchema.describe('What has to be typed exactly, such as SELL {quantity} AT {price}') })
    .describe('A typed confirmation'),
  z
    .strictObject({
      ...COMMON,
      secondFactor: z.enum(['code', 'key']).describe('code: six digits shown on another device; key: a key is touched'),
      arrivesIn: DistributionSchema,
      expires: DurationSchema.default(60_000_000),
    })
    .describe('A second factor'),
  z
    .strictObject({
      ...COMMON,
      secondPerson: NameSchema.describe('A person of the scenario; never who began it'),
      sees: z.array(ShownSchema).max(20).default([]),
      denies: FieldExprSchema.optional().describe('Denied when this comparison holds and the person notices'),
      notices: RatioSchema.default(0.95),
      takes: DistributionSchema,
    })
    .describe('A second person agrees on a screen of their own'),
  z
    .strictObject({
      ...COMMON,
      unlock: z.string().min(1).max(80).describe('What is unlocked'),
      holds: DurationSchema,
      stays: DurationSchema,
    })
    .describe('A lock that is held open for so long to unlock, and locks itself again'),
  z
    .strictObject({ ...COMMON, countdown: DurationSchema, says: FieldTextSchema.default('') })
    .describe('It happens after so long, and can be cancelled until then'),
  z
    .strictObject({ ...COMMON, rateLimit: z.int().min(1).max(1000).describe('At most so many'), per: DurationSchema })
    .describe('More than so many in so long are held back'),
  z
    .strictObject({
      ...COMMON,
      dryRun: z.array(ShownSchema).min(1).max(30).describe('What would change'),
      takes: DistributionSchema.optional(),
    })
    .describe('Runs without effect first and shows the difference'),
  z
    .strictObject({ ...COMMON, limit: FieldExprSchema.describe('Refused unless this comparison holds'), says: FieldTextSchema })
    .describe('A limit on what one action may touch: money, shares, bytes, people'),
  z
    .strictObject({
      ...COMMON,
      pattern: z
        .string()
        .min(1)
        .max(200)
        .describe(
          'Words with * for any part, several separated by |: rm -rf /*|mkfs; searched in the line, or in all values joined by spaces',
        ),
      asks: z.enum(['refuses', 'confirms']).default('refuses'),
      says: FieldTextSchema,
    })
    .describe('Recognises dangerous commands'),
  z
    .strictObject({ ...COMMON, undo: DurationSchema.describe('How long it is offered') })
    .describe('What was done can be undone or compensated for a while, by the action’s `undo`'),
  z
    .strictObject({ ...COMMON, audit: z.string().min(1).max(80).describe('Name of the trail') })
    .describe('Everything tried is written down where others read it'),
  z
    .strictObject({
      ...COMMON,
      environment: z.string().min(1).max(40).describe('Such as PRODUCTION; {field} is put in'),
      colour: z.enum(['red', 'amber', 'blue', 'green', 'grey']).default('red'),
      banner: FieldTextSchema.default(''),
    })
    .describe('Says by colour and banner where one is'),
  z
    .strictObject({ ...COMMON, watermark: z.string().min(1).max(40), expires: DurationSchema })
    .describe('Training mode: a watermark, and an end by itself'),
  z
    .strictObject({
      ...COMMON,
      separation: FieldNameSchema.describe('A choice whose groups stand on different screens'),
      starts: z.string().max(40).describe('The group that is open at first'),
      switching: DurationSchema.describe('How long it takes to go over'),
    })
    .describe('Test and live are physically apart'),
  z
    .strictObject({
      ...COMMON,
      checklist: z
        .array(z.strictObject({ item: z.string().max(120), required: z.boolean().default(true), holds: FieldExprSchema.optional() }))
        .min(1)
        .max(20),
      skippable: z.boolean().default(false).describe('It can be skipped; that is recorded'),
    })
    .describe('Every required item is ticked before it goes on; an item with `holds` ticks itself or not at all'),
]).describe('What stands between a hand and its effect');
export type Safeguard = z.output<typeof SafeguardSchema>;

export const ConsoleSchema = z
  .strictObject({
    kind: z.enum(['form', 'menu', 'prompt', 'progress']),
    title: z.string().min(1).max(80),
    summary: z.string().max(300).default(''),
    style: z.enum(['terminal', 'agency', 'shell', 'pipeline']).describe('What it looks like'),
    fields: z.array(ConsoleFieldSchema).max(20).default([]),
    actions: z.array(ConsoleActionSchema).min(1).max(20),
    lines: z.array(PromptLineSchema).max(60).default([]).describe('Of a prompt'),
    prompt: FieldTextSchema.default('').describe('Of a prompt, such as {user}@{host}:~$'),
    readouts: z.array(ShownSchema).max(20).default([]).describe('Reference values that are always on the screen'),
    tables: z
      .array(z.string().max(60))
      .max(10)
      .default([])
      .describe('Tables of the world that are always on the screen, such as order book'),
    always: z.array(SafeguardSchema).max(20).default([]).describe('Safeguards of both variants'),
    dangerous: z.array(SafeguardSchema).max(20).default([]),
    safe: z.array(SafeguardSchema).max(20).default([]),
  })
  .describe('A console: form, menu, prompt or progress screen');
export type Console = z.output<typeof ConsoleSchema>;

/** Work that has to be done on a console while nothing is wrong. */
export const RoutineTaskSchema = z.strictObject({
  name: NameSchema,
  at: StoryTimeSchema,
  console: NameSchema,
  action: NameSchema,
  title: z.string().min(1).max(120),
  text: z.string().max(600).default('').describe('As it is handed over: a client’s note, a ticket, a drill’s script'),
  values: ValuesSchema.describe('What has to be entered'),
  within: DurationSchema,
});

/** A slip: what counts as one, and the person of the scenario who makes it if the trainee does not. */
export const SlipSchema = z.strictObject({
  name: NameSchema,
  title: z.string().min(1).max(120).describe('For the debrief'),
  console: NameSchema,
  action: NameSchema,
  values: ValuesSchema.describe('What the person of the scenario enters'),
  matches: FieldExprSchema.optional().describe('What counts as this slip, whoever makes it; default: these very values'),
  by: NameSchema.describe('A person of the scenario'),
  at: StoryTimeSchema.describe('Unless somebody has made it by then'),
  again: DurationSchema.default(60_000_000).describe('Dangerous console only: tried again so long after it was caught'),
  /** Chances that the person notices at a safeguard of this kind, unhabituated. */
  notices: z.partialRecord(z.enum(SAFEGUARD_KINDS), RatioSchema).default({}),
  intends: z
    .boolean()
    .default(false)
    .describe('The person believes that it is right: only safeguards that show facts or ask others can stop it'),
});
export type Slip = z.output<typeof SlipSchema>;

export const ConsolesSchema = z.record(NameSchema, ConsoleSchema);
export const RoutineSchema = z.array(RoutineTaskSchema).max(60);
export const SlipsSchema = z.array(SlipSchema).max(10);

/** More than this needs a reason. */
const FREE_TOLERANCE = 0.15;

/** A figure that the journal `historic` has to reproduce. */
export const HistoricFigureSchema = z
  .strictObject({
    name: z.string().min(1).max(120),
    value: FieldExprSchema.describe('PromQL, read at `at`'),
    at: StoryTimeSchema.optional().describe('Default: the end of the journal'),
    published: z.number(),
    unit: z.string().max(20).default(''),
    tolerance: RatioSchema.default(FREE_TOLERANCE),
    source: z.string().max(300),
    given: z.boolean().default(false).describe('true: it follows from the journal or a parameter; the report says so'),
    because: z.string().max(500).optional().describe('Why it may be off by more than 15 %'),
  })
  .refine(({ tolerance, because }) => tolerance <= FREE_TOLERANCE || because !== undefined, {
    error: 'a reason (because) for a tolerance above 15 %',
  });

/** The safeguards of a console in one variant, in their order. */
export const safeguardsOf = (desk: Console, variant: ConsoleVariant): Safeguard[] => [...desk.always, ...desk[variant]];
/** Which kind a safeguard is. */
export const safeguardKind = (safeguard: Safeguard): SafeguardKind =>
  SAFEGUARD_KINDS.find((kind) => Object.hasOwn(safeguard, kind)) ?? 'check';
