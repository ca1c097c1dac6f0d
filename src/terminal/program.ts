// What a program of the terminal is: a generator that asks (look, act, answer) and ends with what it prints. It knows nothing but the view
// and the replies, so whatever it shows came from a look, and whatever it changes is the same journal entry as a button's.
import {
  type ChartReading,
  type ChartSpan,
  commandMatches,
  type DrillView,
  type EntryDraft,
  formatCommand,
  type LogFilter,
  type LogPage,
  type LookKind,
  type LookResult,
  type Outcome,
  type SimTimeUs,
} from '../schema/index.ts';

/** What a program asks of whoever runs it. */
export type TerminalRequest =
  | { ask: 'look'; draft: EntryDraft<LookKind> }
  | { ask: 'act'; draft: EntryDraft }
  /** More of what a look just showed: no entry of its own. */
  | { ask: 'lines'; filter: LogFilter }
  | { ask: 'chart'; span: ChartSpan }
  /** A question to the person at the keyboard, such as `Proceed? [y/N]: `; undefined means interrupted. */
  | { ask: 'answer'; question: string; expected: string };
export type TerminalReply = LookResult | Outcome | LogPage | ChartReading | string | undefined;
export type Steps<T> = Generator<TerminalRequest, T, TerminalReply>;

export interface ProgramResult {
  stdout: string;
  stderr: string;
  exitCode: number;
}
export interface ProgramCall {
  /** Arguments without the program's own name. */
  args: readonly string[];
  stdin: string;
  view: DrillView;
  /** All of them, for those that tell of or run others. */
  programs: readonly Program[];
}
/** What asks nothing simply returns. */
export type Running = ProgramResult | Steps<ProgramResult>;
export interface Program {
  name: string;
  summary: string;
  /** A line to copy; `{service}` and the like are filled in from the system at hand. */
  example: string;
  run(call: ProgramCall): Running;
}

export function* finish(running: Running): Steps<ProgramResult> {
  return 'next' in running ? yield* running : running;
}

/** Ends a program early with what it has to say. */
export class ProgramExit extends Error {
  readonly result: ProgramResult;
  constructor(stderr: string, exitCode = 1, stdout = '') {
    super(stderr);
    this.name = 'ProgramExit';
    this.result = { stdout, stderr: ended(stderr), exitCode };
  }
}

export const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
export const ok = (stdout: string, stderr = ''): ProgramResult => ({ stdout: ended(stdout), stderr: ended(stderr), exitCode: 0 });

type Seen<K extends LookKind> = K extends `look.${infer N}` ? Extract<LookResult, { kind: N }> : never;
interface Missing {
  kind: 'missing';
  reason: string;
}

/** Looks. What was not found is a value: each program has its own words for it. */
export function* tryLook<K extends LookKind>(kind: K, args: EntryDraft<K>['args']): Steps<Seen<K> | Missing> {
  const seen = (yield { ask: 'look', draft: { kind, args } as unknown as EntryDraft<LookKind> }) as LookResult | undefined;
  if (seen === undefined) throw new ProgramExit('error: the instrument behind this gave no answer');
  return seen as Seen<K> | Missing;
}

/** Looks, and ends the program with `error: …` when there is no such thing. */
export function* look<K extends LookKind>(kind: K, args: EntryDraft<K>['args']): Steps<Seen<K>> {
  const seen = yield* tryLook(kind, args);
  if (isMissing(seen)) throw new ProgramExit(`error: ${seen.reason}`);
  return seen;
}

/** Lines of a search that was looked at. */
export function* lines(filter: LogFilter): Steps<LogPage> {
  return (yield { ask: 'lines', filter }) as LogPage;
}

/** A range of an expression that was looked at, at the steps asked for. */
export function* chart(span: ChartSpan): Steps<ChartReading> {
  return (yield { ask: 'chart', span }) as ChartReading;
}

export const isMissing = (seen: { kind: string }): seen is Missing => seen.kind === 'missing';

/**
 * Gives a command after the guards that stand before it. A refused command is sent all the same: that somebody tried is part of the drill.
 * @param call its piped input answers a guard's question, as `echo y |` does
 */
export function* act(
  call: Pick<ProgramCall, 'view' | 'stdin'>,
  draft: { kind: string; args: Record<string, unknown> },
): Steps<Outcome | undefined> {
  const target = String(Object.values(draft.args)[0] ?? '');
  for (const guard of call.view.guards) {
    if (!commandMatches(guard.do, draft)) continue;
    const says = guard.says === '' ? '' : `${guard.says}\n`;
    // Whether a second person has agreed is for the drill to know; its refusal says whom to ask.
    if (guard.asks === 'approval') continue;
    if (guard.asks === 'refuses')
      throw new ProgramExit(`${says}Error from server (Forbidden): "${formatCommand(draft)}" is not allowed here`);
    const expected = guard.asks === 'name' ? target : 'y';
    const question = guard.asks === 'name' ? `${says}Type "${target}" to go on: ` : `${says}${formatCommand(draft)}: proceed? [y/N]: `;
    const piped = call.stdin.split('\n', 1)[0]?.trim() ?? '';
    const answer = piped === '' ? ((yield { ask: 'answer', question, expected }) as string | undefined)?.trim() : piped;
    const agreed = guard.asks === 'name' ? answer === target : /^y(es)?$/i.test(answer ?? '');
    if (!agreed) throw new ProgramExit('Aborted: nothing was changed');
  }
  return (yield { ask: 'act', draft: draft as unknown as EntryDraft }) as Outcome | undefined;
}

/** Acts, and ends the program when it was refused or nobody knows what came of it. */
export function* mustAct(call: ProgramCall, draft: { kind: string; args: Record<string, unknown> }): Steps<void> {
  const outcome = yield* act(call, draft);
  if (outcome?.status === 'refused') throw new ProgramExit(`error: ${outcome.reason}`);
  if (outcome?.status === 'unknown') throw new ProgramExit(`error: timed out waiting for the server: ${outcome.text}`);
}

/** Names of one kind of component, in the order of the map. */
export const named = (view: DrillView, kind: DrillView['topology']['nodes'][number]['kind']): string[] =>
  view.topology.nodes.filter((node) => node.kind === kind).map((node) => node.id);

export const storyMs = (view: DrillView, atUs: SimTimeUs): number => view.scenario.startsAtMs + atUs / 1000;
