// A drill at hand for programs of the terminal, and one for a shell.
import type { Authority } from '../../src/authority/index.ts';
import type { DrillView, EntryDraft, Guard, ShellPort } from '../../src/schema/index.ts';
import { type ProgramResult, runProgram, type SyncTerminalPort } from '../../src/terminal/index.ts';

/** @param answers what the person types when asked, in order; undefined interrupts */
export function typist(authority: Authority, options: { answers?: (string | undefined)[]; guards?: Guard[] } = {}) {
  const asked: string[] = [];
  const answers = [...(options.answers ?? [])];
  const view = (): DrillView => ({ ...authority.view(), guards: options.guards ?? authority.view().guards });
  const port: SyncTerminalPort = {
    view,
    look: (draft: EntryDraft) => authority.append(draft).look,
    act: (draft: EntryDraft) => authority.append(draft).outcome,
    lines: (filter) => authority.trace.logs(filter),
    chart: ({ expr, fromUs, toUs, stepUs }) => authority.chart(expr, fromUs, toUs, stepUs),
    answer: (question) => {
      asked.push(question);
      return answers.shift();
    },
  };
  const run = (line: string, stdin = ''): ProgramResult => runProgram(line.split(' '), stdin, port);
  return { run, argv: (...argv: string[]) => runProgram(argv, '', port), asked, kinds: () => authority.journal.map(({ kind }) => kind) };
}

export function shellPort(authority: Authority, answer: (question: string) => string | undefined = () => undefined): ShellPort {
  return {
    view: async () => authority.view(),
    look: async (draft) => authority.append(draft).look,
    act: async (draft) => authority.append(draft).outcome,
    lines: async (filter) => authority.trace.logs(filter),
    chart: async ({ expr, fromUs, toUs, stepUs }) => authority.chart(expr, fromUs, toUs, stepUs),
    answer: async (question) => answer(question),
  };
}
