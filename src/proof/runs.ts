// The runs a proof makes on one seed: nobody acting to the end, and one command given some minutes after the first page.
import { Authority } from '../authority/index.ts';
import { assert, type ComparisonRun, type EntryDraft, parseCommandText, type Scenario, type Seed, type SimTimeUs } from '../schema/index.ts';

const MINUTE_US = 60_000_000;

/** Nobody acts, to the scenario’s end. */
export function runIdle(scenario: Scenario, seed: Seed): Authority {
  const run = Authority.open(scenario, seed, { records: false });
  run.advanceTo(scenario.meta.length);
  return run;
}

/** When the proof acts: so long after the first page, or after the start when nobody is paged. */
export const actsAtUs = (idle: Authority): SimTimeUs => Math.min((idle.tPlusZeroUs ?? 0) + idle.scenario.proof.actsAt, idle.scenario.meta.length - 5 * MINUTE_US);

/** One command at the usual instant, then the watch. `declares` adds a declaration that it is over. */
export function runCommand(idle: Authority, text: string, options: { declares?: boolean } = {}): { run: Authority; actedUs: SimTimeUs; endUs: SimTimeUs; outcome: string } {
  const command = parseCommandText(text);
  assert(command !== undefined, 'a command of the truth that the loader let through', { text });
  const run = Authority.open(idle.scenario, idle.seed, { records: false });
  const actedUs = actsAtUs(idle);
  const endUs = Math.min(actedUs + idle.scenario.proof.within, idle.scenario.meta.length);
  run.advanceTo(actedUs);
  const { outcome } = run.append({ kind: command.kind, args: command.args } as EntryDraft);
  run.advanceTo(endUs);
  if (options.declares === true) run.append({ kind: 'incident.resolve', args: {} });
  return { run, actedUs, endUs, outcome: outcome === undefined ? 'no outcome' : outcome.status === 'refused' ? `refused: ${outcome.reason}` : outcome.status };
}

/** The idle run as scoring compares with it. */
export function comparisonOf(idle: Authority): ComparisonRun {
  const harm = idle.trace.harm();
  return { label: 'idle', usersAffected: harm.usersAffected, revenueLost: harm.revenueLost, userMinutes: harm.userMinutes, curve: idle.trace.harmSeries() };
}

/** Harm at the last scrape at or before the instant. */
export function harmAt(run: Authority, atUs: SimTimeUs): { usersAffected: number; revenueLost: number } {
  return run.trace.harmSeries().findLast((point) => point.atUs <= atUs) ?? { usersAffected: 0, revenueLost: 0 };
}
