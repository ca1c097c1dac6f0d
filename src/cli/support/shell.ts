// A shell on a drill of this process: its port, the instant it starts at, and the prompt loop.
import { createInterface, type Interface } from 'node:readline/promises';
import { Authority } from '../../authority/index.ts';
import { formatTPlus, parseDurationUs, type Scenario, type ShellPort, type SimTimeUs, storyTimeUs } from '../../schema/index.ts';
import { Shell } from '../../shell/index.ts';
import { type CliIo, UsageError } from './io.ts';

/** A drill at `at`; T+… plays until somebody is paged. @throws UsageError for a time that is none, or a page that never comes */
export function drillAt(scenario: Scenario, seed: string, at: string): Authority {
  const authority = Authority.open(scenario, seed);
  const timeOf = (): SimTimeUs | undefined => storyTimeUs(at, scenario.startsAtMs, authority.tPlusZeroUs);
  if (timeOf() === undefined && at.startsWith('T')) authority.advanceTo(scenario.meta.length, () => authority.tPlusZeroUs !== undefined);
  const atUs = timeOf();
  if (atUs === undefined)
    throw new UsageError(
      `"${at}" is no time of this drill.`,
      'Write T+2m after the first page, +10m after the start, or 09:45; a quiet drill has no T.',
    );
  authority.advanceTo(Math.max(0, atUs));
  return authority;
}

/** @param answer asks the person */
export function portOf(authority: Authority, answer: (question: string) => Promise<string | undefined>): ShellPort {
  return {
    view: async () => authority.view(),
    look: async (draft) => authority.append(draft).look,
    act: async (draft) => authority.append(draft).outcome,
    lines: async (filter) => authority.trace.logs(filter),
    chart: async ({ expr, fromUs, toUs, stepUs }) => authority.chart(expr, fromUs, toUs, stepUs),
    answer,
  };
}

/** Runs lines one after another. @returns the exit code of the last */
export async function runLines(shell: Shell, lines: readonly string[], io: CliIo): Promise<number> {
  let last = 0;
  for (const line of lines) {
    const { stdout, stderr, exitCode } = await shell.run(line);
    io.out(stdout);
    io.err(stderr);
    last = exitCode;
  }
  return last;
}

/** Prompt, line, output, until `exit` or the end of the input. The drill's clock follows the wall's; `advance 30s` hurries it. */
export async function promptLoop(authority: Authority, io: CliIo): Promise<void> {
  const input: Interface = createInterface({ input: process.stdin, output: process.stdout });
  const shell = new Shell(portOf(authority, (question) => input.question(question)));
  let passedMs = performance.now();
  const catchUp = (): void => {
    const nowMs = performance.now();
    authority.advanceTo(authority.nowUs + Math.round((nowMs - passedMs) * 1000));
    passedMs = nowMs;
  };
  try {
    input.setPrompt(promptOf(authority));
    input.prompt();
    for await (const line of input) {
      catchUp();
      if (/^\s*(exit|logout)\s*$/.test(line)) break;
      const span = /^\s*advance\s+(\S+)\s*$/.exec(line)?.[1];
      const spanUs = span === undefined ? undefined : parseDurationUs(span);
      if (spanUs !== undefined) authority.advanceTo(authority.nowUs + spanUs);
      else if (span !== undefined) io.err(`"${span}" is no span: write 30s or 2m\n`);
      else await runLines(shell, [line], io);
      passedMs = performance.now();
      input.setPrompt(promptOf(authority));
      input.prompt();
    }
  } finally {
    input.close();
  }
}

function promptOf(authority: Authority): string {
  const { tPlusZeroUs, nowUs } = authority;
  return `${tPlusZeroUs === undefined ? '' : `${formatTPlus(nowUs - tPlusZeroUs)} `}production $ `;
}
