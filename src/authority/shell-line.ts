// A line of the terminal in a script: its programs run against the drill at hand. First the line itself is an entry, then what it causes.
import { readRange } from '../drill/index.ts';
import type { EntryDraft } from '../schema/index.ts';
import { programsOfLine, runProgram, type SyncTerminalPort } from '../terminal/index.ts';
import type { Authority } from './authority.ts';
import { InputError } from './input-error.ts';

/**
 * Types a line. Programs run one after another; filters behind a pipe only shape text and are left out.
 * @returns `seq` of the last look, or of the line when it looked at nothing; and every program that failed
 */
export function typeLine(authority: Authority, line: string, by: { actor: string; role: string }): { seq: number; problems: string[] } {
  const append = (draft: EntryDraft) => authority.append({ ...draft, ...by } as EntryDraft);
  let { seq } = append({ kind: 'shell.run', args: { line } }).entry;
  const port: SyncTerminalPort = {
    view: () => authority.view(),
    look: (draft) => {
      const appended = append(draft);
      seq = appended.entry.seq;
      return appended.look;
    },
    act: (draft) => append(draft).outcome,
    lines: (filter) => authority.trace.logs(filter),
    chart: ({ expr, fromUs, toUs, stepUs }) =>
      readRange(
        authority.scenario,
        authority.trace.series,
        { expr, legend: '' },
        { fromUs, toUs: Math.min(toUs, authority.nowUs), stepUs },
      ),
    // Whoever wrote the line into a script means it.
    answer: (_question, expected) => expected,
  };
  const programs = programsOfLine(line);
  if (programs === undefined) return { seq, problems: [`“${line}”: a quote is not closed`] };
  if (programs.length === 0) return { seq, problems: [`“${line}” runs no program of the terminal`] };
  const problems: string[] = [];
  for (const argv of programs) {
    try {
      const { exitCode, stderr } = runProgram(argv, '', port);
      if (exitCode !== 0) problems.push(`“${line}”: ${stderr.trim() || `${argv[0]} ended with ${exitCode}`}`);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(`“${line}”: ${error.message}`);
    }
  }
  return { seq, problems };
}
