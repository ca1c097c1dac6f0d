// What the statecharts of safeguards have in common: what they may ask when they are met, what moves them, and how they end.
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type {
  Console,
  Distribution,
  EntryArgs,
  Safeguard,
  SafeguardKind,
  SafeguardPrompt,
  ShownFigure,
  ShownFigureView,
  SimTimeUs,
} from '../../schema/index.ts';
import type { Attempt, Session } from '../types.ts';

export type SafeguardOf<K extends SafeguardKind> = K extends SafeguardKind ? Extract<Safeguard, Record<K, unknown>> : never;

/** An attempt in front of a safeguard. Expressions and texts are the scenario's, with `{field}`; the values of the attempt are put in here. */
export interface Meeting<K extends SafeguardKind = SafeguardKind> {
  readonly safeguard: SafeguardOf<K>;
  readonly console: Console;
  readonly attempt: Attempt;
  readonly session: Session;
  readonly nowUs: SimTimeUs;
  /** When this person's earlier attempts on this console were sent, oldest first. */
  readonly sentAtUs: readonly SimTimeUs[];
  holds(expr: string): boolean;
  text(template: string): string;
  figures(shown: readonly ShownFigure[]): ShownFigureView[];
  /** In (0, 1), of this attempt and this safeguard. */
  uniform(purpose: string): number;
  delayUs(distribution: Distribution, purpose: string): SimTimeUs;
  nameOf(person: string): string;
}

/** Answers of the person at the console, time, and what becomes of the command. `facts` is what the safeguard asked of the world just now. */
export interface ChartEvent<F = undefined> {
  type: EntryArgs<'console.answer'>['answer'] | 'time' | 'use' | 'refuse';
  text: string;
  atUs: SimTimeUs;
  facts: F;
}

/** What every chart remembers; plain data. */
export interface ChartContext {
  readonly shownAtUs: SimTimeUs;
  /** When it moves by itself. */
  readonly dueUs: SimTimeUs | undefined;
  /** Why the last answer did not do. */
  readonly problem: string | undefined;
  /** In words, for journal and debrief. */
  readonly says: string;
}

/** What a prompt says beyond what all say. */
export type Asked = Pick<SafeguardPrompt, 'title' | 'says' | 'answers'> &
  Partial<Pick<SafeguardPrompt, 'figures' | 'button' | 'phrase' | 'elsewhere' | 'items'>>;

/** One kind of safeguard, as the registry holds it. */
export interface SafeguardChart {
  readonly kind: SafeguardKind;
  /** When it is met: on the way to the command, once the command was given, or once the attempt is over. */
  readonly met: 'before' | 'sent' | 'ended';
  readonly machine: AnyStateMachine;
  /** The chart's input: its first context. */
  begin(meeting: Meeting): ChartContext;
  /** Asked anew at every event. */
  facts(meeting: Meeting): unknown;
  /** What it asks now. Only while it is open. */
  asks(state: string, context: ChartContext, meeting: Meeting): Asked;
  /** What it leaves behind in the person's session once it let them pass. */
  leaves(context: ChartContext, meeting: Meeting): Partial<Session>;
}

interface Definition<K extends SafeguardKind, C extends ChartContext, F> {
  kind: K;
  met?: SafeguardChart['met'];
  machine: AnyStateMachine;
  begin(meeting: Meeting<K>): C;
  facts?(meeting: Meeting<K>): F;
  asks?(state: string, context: C, meeting: Meeting<K>): Asked;
  leaves?(context: C, meeting: Meeting<K>): Partial<Session>;
}

const NOTHING: Asked = { title: '', says: '', answers: [] };

/** Forgets the types of one kind, so that all kinds fit into one registry; the run of a safeguard only ever meets its own kind. */
export function safeguardChart<K extends SafeguardKind, C extends ChartContext, F = undefined>(
  definition: Definition<K, C, F>,
): SafeguardChart {
  const { kind, met = 'before', machine } = definition;
  return {
    kind,
    met,
    machine,
    begin: (meeting) => definition.begin(meeting as unknown as Meeting<K>),
    facts: (meeting) => definition.facts?.(meeting as unknown as Meeting<K>),
    asks: (state, context, meeting) => definition.asks?.(state, context as C, meeting as unknown as Meeting<K>) ?? NOTHING,
    leaves: (context, meeting) => definition.leaves?.(context as C, meeting as unknown as Meeting<K>) ?? {},
  };
}

/** The context every chart begins with. */
export const shown = (meeting: Meeting, says = ''): ChartContext => ({
  shownAtUs: meeting.nowUs,
  dueUs: undefined,
  problem: undefined,
  says,
});

/** The three ends: by itself, by the person, not at all. */
export const ENDS = { passed: { type: 'final' }, proceeded: { type: 'final' }, stopped: { type: 'final' } } as const;

type Happened = { context: ChartContext; event: { atUs: SimTimeUs } };

/** What is remembered at an end, in words made from how long it took since it was shown: `dismissed after 0.3 s`. */
export const saying =
  (words: (span: string) => string) =>
  ({ context, event }: Happened) => ({
    says: words(spanText(event.atUs - context.shownAtUs)),
    dueUs: undefined,
    problem: undefined,
  });

/** The instant at which it moves by itself has come. */
export const isDue = ({ context, event }: Happened): boolean => context.dueUs !== undefined && event.atUs >= context.dueUs;

/** `0.3 s`, `41 s`, `2 min 5 s`. */
export function spanText(us: SimTimeUs): string {
  const tenths = Math.round(us / 100_000);
  if (tenths < 100) return `${Math.floor(tenths / 10)}.${tenths % 10} s`;
  const seconds = Math.round(us / 1_000_000);
  if (seconds < 120) return `${seconds} s`;
  return seconds % 60 === 0 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** The state of a chart as plain data. */
export interface ChartSnapshot {
  readonly value: string;
  readonly context: ChartContext;
}
export const persisted = ({ value, context }: AnyMachineSnapshot): ChartSnapshot => ({
  value: String(value),
  context: context as ChartContext,
});
