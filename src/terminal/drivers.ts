// Who runs a program: a script, which has the drill at hand and answers at once, or a shell, whose drill is in another thread.
import type {
  ChartReading,
  ChartSpan,
  DrillView,
  EntryDraft,
  LogFilter,
  LogPage,
  LookResult,
  Outcome,
  ShellPort,
} from '../schema/index.ts';
import {
  finish,
  type Program,
  type ProgramCall,
  ProgramExit,
  type ProgramResult,
  type Steps,
  type TerminalReply,
  type TerminalRequest,
} from './program.ts';
import { PROGRAMS } from './programs.ts';

/** A drill at hand. */
export interface SyncTerminalPort {
  view(): DrillView;
  look(draft: EntryDraft): LookResult | undefined;
  act(draft: EntryDraft): Outcome | undefined;
  lines(filter: LogFilter): LogPage;
  chart(span: ChartSpan): ChartReading;
  /** What the person answers; `expected` is what agrees. */
  answer(question: string, expected: string): string | undefined;
}

/** Runs one program to its end. @param argv name and arguments */
export function runProgram(argv: readonly string[], stdin: string, port: SyncTerminalPort): ProgramResult {
  const steps = start(argv, { stdin, view: port.view() });
  if (steps === undefined) return notFound(argv);
  return drive(steps, (request) => {
    switch (request.ask) {
      case 'look':
        return port.look(request.draft);
      case 'act':
        return port.act(request.draft);
      case 'lines':
        return port.lines(request.filter);
      case 'chart':
        return port.chart(request.span);
      case 'answer':
        return port.answer(request.question, request.expected);
    }
  });
}

/** As runProgram, waiting for each reply. */
export async function runProgramAsync(argv: readonly string[], stdin: string, port: ShellPort): Promise<ProgramResult> {
  const steps = start(argv, { stdin, view: await port.view() });
  return steps === undefined ? notFound(argv) : driveAsync(steps, port);
}

/** Any generator of requests over a port, such as a program's part that the shell goes on from. @throws ProgramExit */
export async function answerSteps<T>(steps: Steps<T>, port: ShellPort): Promise<T> {
  let state = steps.next(undefined);
  while (state.done !== true) state = steps.next(await reply(state.value, port));
  return state.value;
}

function start(argv: readonly string[], rest: Omit<ProgramCall, 'args' | 'programs'>): Steps<ProgramResult> | undefined {
  const [name = '', ...args] = argv;
  const program = PROGRAMS.find((each) => each.name === name);
  return program === undefined ? undefined : begin(program, { args, ...rest, programs: PROGRAMS });
}

/** Within a generator, so that an early end is met by whoever drives it. */
function* begin(program: Program, call: ProgramCall): Steps<ProgramResult> {
  return yield* finish(program.run(call));
}

const notFound = (argv: readonly string[]): ProgramResult => ({
  stdout: '',
  stderr: `${argv[0] ?? ''}: command not found\n`,
  exitCode: 127,
});

function drive(steps: Steps<ProgramResult>, answer: (request: TerminalRequest) => TerminalReply): ProgramResult {
  try {
    let state = steps.next(undefined);
    while (state.done !== true) state = steps.next(answer(state.value));
    return state.value;
  } catch (error) {
    if (error instanceof ProgramExit) return error.result;
    throw error;
  }
}

async function driveAsync(steps: Steps<ProgramResult>, port: ShellPort): Promise<ProgramResult> {
  try {
    return await answerSteps(steps, port);
  } catch (error) {
    if (error instanceof ProgramExit) return error.result;
    throw error;
  }
}

function reply(request: TerminalRequest, port: ShellPort): Promise<TerminalReply> {
  switch (request.ask) {
    case 'look':
      return port.look(request.draft);
    case 'act':
      return port.act(request.draft);
    case 'lines':
      return port.lines(request.filter);
    case 'chart':
      return port.chart(request.span);
    case 'answer':
      return port.answer(request.question);
  }
}
