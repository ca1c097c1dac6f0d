// The runs a proof makes on one seed: nobody acting to the end, and one command given some minutes after the first page.
import { Authority } from '../authority/index.ts';
import { assert, type EntryDraft, parseCommandText, type Scenario, type Seed, type SimTimeUs } from '../schema/index.ts';

const MINUTE_US = 60_000_000;

/** The run in which nobody acts, and copies of it at the instants where others branch off. */
export interface SharedPast {
  idle: Authority;
  /** At T+0, or undefined when nobody was paged. */
  atZero: Authority | undefined;
  /** When the proof acts. */
  atAct: Authority;
  /** Ten minutes after T+0: while log lines of the beginning are still kept. */
  atTen: Authority;
}

const TEN_US = 10 * MINUTE_US;

/**
 * Nobody acts, to the scenario’s end. When nobody is paged, instants count from the start. Guards are off: they keep people from a command,
 * and the proof asks what the command would do.
 */
export function runIdle(guarded: Scenario, seed: Seed): SharedPast {
  const scenario = { ...guarded, guards: [], unguarded: true };
  const idle = Authority.open(scenario, seed, { records: false });
  idle.advanceTo(scenario.meta.length, () => idle.tPlusZeroUs !== undefined);
  const paged = idle.tPlusZeroUs !== undefined;
  const zeroUs = idle.tPlusZeroUs ?? 0;
  const atZero = paged ? idle.fork() : undefined;
  const way = paged ? idle : Authority.open(scenario, seed, { records: false });
  const copies = [zeroUs + scenario.proof.actsAt, zeroUs + TEN_US].map((atUs) => ({ atUs, copy: way }));
  for (const stop of [...copies].sort((one, other) => one.atUs - other.atUs)) {
    way.advanceTo(stop.atUs);
    stop.copy = way.fork();
  }
  idle.advanceTo(scenario.meta.length);
  return { idle, atZero, atAct: copies[0]!.copy, atTen: copies[1]!.copy };
}

/** One command at the usual instant, a declaration that it is over at the end of the watch. */
export function runCommand(past: SharedPast, text: string): { run: Authority; actedUs: SimTimeUs; endUs: SimTimeUs; outcome: string } {
  const command = parseCommandText(text);
  assert(command !== undefined, 'a command of the truth that the loader let through', { text });
  const run = past.atAct.fork();
  const actedUs = run.nowUs;
  const { outcome } = run.append({ kind: command.kind, args: command.args } as EntryDraft);
  run.advanceTo(actedUs + run.scenario.proof.within);
  const endUs = run.nowUs;
  run.append({ kind: 'incident.resolve', args: {} });
  return {
    run,
    actedUs,
    endUs,
    outcome: outcome === undefined ? 'no outcome' : outcome.status === 'refused' ? `refused: ${outcome.reason}` : outcome.status,
  };
}
