// Verifying a run file (DESIGN D22) is running it again and comparing hashes.
import {
  type Checkpoint,
  canonicalJson,
  ENGINE_VERSION,
  type JournalEntry,
  type RunFile,
  type Scenario,
  type SimTimeUs,
} from '../schema/index.ts';
import type { Authority } from './authority.ts';
import { InputError } from './input-error.ts';
import { replay } from './replay.ts';

export type Verification = { ok: true } | { ok: false; reason: string; firstDifference?: { atUs: SimTimeUs; seq: number } };

/**
 * Replays and compares every checkpoint, stopping at the first that differs.
 * @param replayed a replay of `scenario` with records: of the same inputs it is compared as it is, instead of another replay
 */
export function verifyRun(scenario: Scenario, run: RunFile, onProgress?: (atUs: SimTimeUs) => void, replayed?: Authority): Verification {
  const unfit = unfitReason(scenario, run);
  if (unfit !== undefined) return unfit;
  let different: Checkpoint | undefined;
  let compared = 0;
  const compare = (authority: Authority): boolean => {
    while (different === undefined && compared < authority.checkpoints.length) {
      const own = authority.checkpoints[compared]!;
      const theirs = run.checkpoints[compared];
      if (theirs === undefined || theirs.atUs !== own.atUs || theirs.seq !== own.seq || theirs.hash !== own.hash) different = own;
      compared++;
    }
    return different !== undefined;
  };
  let authority: Authority;
  try {
    authority =
      replayed !== undefined && isOf(replayed, run)
        ? replayed
        : replay(scenario, run.seed, run.journal, run.untilUs, onProgress, { stop: compare });
  } catch (error) {
    if (error instanceof InputError) return { ok: false, reason: `The journal holds an entry that no drill accepts: ${error.message}` };
    throw error;
  }
  compare(authority);
  if (different !== undefined) return differs('A checkpoint', different);
  if (authority.nowUs !== run.untilUs)
    return { ok: false, reason: `The file ends at ${seconds(run.untilUs)} s, but the scenario ends at ${seconds(authority.nowUs)} s` };
  const last = { atUs: authority.nowUs, seq: authority.journal.length };
  if (run.checkpoints.length !== compared)
    return differs(`The file has ${run.checkpoints.length} checkpoints and the replay ${compared}: the end`, last);
  return authority.hash() === run.resultHash ? { ok: true } : differs('Every checkpoint agrees, but the result', last);
}

const isOf = ({ seed, nowUs, journal }: Authority, run: RunFile): boolean =>
  seed === run.seed && nowUs === run.untilUs && canonicalJson(journal) === canonicalJson(run.journal);

function unfitReason(scenario: Scenario, run: RunFile): Extract<Verification, { ok: false }> | undefined {
  if (run.engineVersion !== ENGINE_VERSION)
    return {
      ok: false,
      reason: `The run was made by engine ${run.engineVersion} and this is ${ENGINE_VERSION}; other versions may give other results, so it cannot be verified here`,
    };
  if (run.scenario.hash !== scenario.hash)
    return {
      ok: false,
      reason: `The run belongs to another version of the scenario: hash ${run.scenario.hash} (${run.scenario.slug}) was expected, ${scenario.hash} (${scenario.slug}) was found`,
    };
  const broken = firstOutOfOrder(run.journal, run.untilUs);
  return broken === undefined
    ? undefined
    : {
        ok: false,
        reason: `The journal is out of order at entry ${broken.seq}: seq must count from 1 and times must not decrease or pass the end`,
        firstDifference: { atUs: broken.atUs, seq: broken.seq },
      };
}

function firstOutOfOrder(journal: readonly JournalEntry[], untilUs: SimTimeUs): JournalEntry | undefined {
  return journal.find((entry, index) => entry.seq !== index + 1 || entry.atUs > untilUs || entry.atUs < (journal[index - 1]?.atUs ?? 0));
}

function differs(what: string, { atUs, seq }: { atUs: SimTimeUs; seq: number }): Verification {
  return { ok: false, reason: `${what} differs from the replay at ${seconds(atUs)} s, after entry ${seq}`, firstDifference: { atUs, seq } };
}

const seconds = (us: SimTimeUs): string => (us / 1_000_000).toFixed(3);
