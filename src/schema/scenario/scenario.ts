// The whole scenario file, version 1, section by section in reading order (DESIGN D14).
import { z } from 'zod';
import { choice } from '../choice.ts';
import { DurationSchema, NameSchema } from '../units.ts';
import { GuideStepSchema, HintSchema, IncidentCommandSchema } from './command.ts';
import { ConsolesSchema, type ConsoleVariant, HistoricFigureSchema, RoutineSchema, SlipsSchema } from './console.ts';
import { LoadSchema } from './load.ts';
import { ObservabilitySchema } from './observability.ts';
import { type Rubric, RubricSchema } from './rubric.ts';
import { ArtefactSchema, PersonSchema, TimelineEventSchema } from './story.ts';
import { CommandTextSchema, HealthSchema, ProofSchema, TruthSchema } from './truth.ts';
import { WorldSchema } from './world.ts';

export const SCENARIO_VERSION = 1;

export const MetaSchema = z.strictObject({
  title: z.string().min(1).max(100),
  summary: z.string().max(500),
  objectives: z.array(z.string().max(200)).max(10).default([]),
  startsAt: z.iso.datetime().describe('Story time of the start, UTC, such as 2024-01-15T09:20:00Z'),
  joinsAt: z.string().max(20).optional().describe('Story time at which the trainee enters; default: the first page, or the start'),
  length: DurationSchema,
  difficulty: z.int().min(1).max(5),
  tags: z.array(z.string().max(40)).max(20).default([]),
  notes: z.string().max(5000).default(''),
});

/** What stands between a person and a dangerous command, on every console and in the terminal. The first that matches counts. */
export const GuardSchema = z
  .strictObject({
    do: CommandTextSchema.describe('A command pattern, such as "delete *"'),
    asks: z
      .enum(['confirmation', 'name', 'approval', 'refuses'])
      .describe('confirmation: yes or no; name: the target has to be typed; approval: a second person has to agree; refuses: not allowed'),
    says: z.string().max(300).default('').describe('Why; shown with the question or the refusal'),
  })
  .describe('A guard before a dangerous command');
export type Guard = z.output<typeof GuardSchema>;

const RubricOrFileSchema = choice([z.string().max(200).describe('A rubric file in this folder'), RubricSchema], {
  expected: 'the name of a rubric file, or a rubric',
  pick: (input) => (typeof input === 'string' ? 0 : 1),
});

export const ScenarioSchema = z.strictObject({
  version: z.literal(SCENARIO_VERSION),
  meta: MetaSchema,
  world: WorldSchema,
  load: LoadSchema.prefault({ journeys: [] }),
  observability: ObservabilitySchema.prefault({}),
  health: HealthSchema.optional(),
  people: z.record(NameSchema, PersonSchema).default({}),
  incident: IncidentCommandSchema.prefault({}),
  timeline: z.array(TimelineEventSchema).max(200).default([]),
  artefacts: z.array(ArtefactSchema).max(50).default([]),
  truth: TruthSchema.prefault({}),
  rubric: RubricOrFileSchema.optional(),
  safeRubric: RubricOrFileSchema.optional().describe('The rubric of a drill on the safe consoles; default: the same'),
  consoles: ConsolesSchema.optional().describe('Forms, menus, prompts and progress screens with their safeguards'),
  routine: RoutineSchema.optional().describe('Work that has to be done on them'),
  slips: SlipsSchema.optional().describe('Mistakes of hand and eye that may happen on them'),
  historic: z.array(HistoricFigureSchema).max(30).optional().describe('Figures that the journal “historic” has to reproduce'),
  guards: z.array(GuardSchema).max(50).default([]).describe('What stands between a person and dangerous commands'),
  hints: z.array(HintSchema).max(30).default([]),
  guide: z.array(GuideStepSchema).max(60).default([]).describe('A guided drill: what the room explains, step by step'),
  proof: ProofSchema.prefault({}),
  notes: z.string().max(10_000).default(''),
});

/** The scenario file as parsed, before files it names are read. */
export type ScenarioFile = z.output<typeof ScenarioSchema>;

/** A scenario with its folder: what the engine, the drill and the scoring are given. `files` holds every text file of the folder by path. */
export interface Scenario extends Omit<ScenarioFile, 'rubric' | 'safeRubric'> {
  slug: string;
  /** Hash of the canonical content; two scenarios with the same hash behave the same. */
  hash: string;
  rubric: Rubric | undefined;
  /** Of a drill on the safe consoles, where it differs. */
  safeRubric?: Rubric | undefined;
  /** Prometheus rule file, YAML-decoded but not yet checked; undefined when the scenario names none. */
  rules: unknown;
  /** Alertmanager configuration, YAML-decoded but not yet checked; undefined when the scenario names none. */
  alertmanager: unknown;
  files: Readonly<Record<string, string>>;
  /** Commands are given directly, although a console stands before them: a proof asks what a command would do. Never set by a file. */
  unguarded?: boolean;
  /** Story time of the start in milliseconds since the epoch. */
  startsAtMs: number;
}

/** What a drill is scored by. */
export const rubricOf = ({ rubric, safeRubric }: Pick<Scenario, 'rubric' | 'safeRubric'>, variant: ConsoleVariant): Rubric | undefined =>
  variant === 'safe' ? (safeRubric ?? rubric) : rubric;
