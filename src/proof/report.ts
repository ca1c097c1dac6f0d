// What a proof says: each claim with its number, what was checked, and the result on every seed.
import type { Seed } from '../schema/index.ts';

/** The claims in order. `checks` says exactly what is compared; README.md says what it does not show. */
export const CLAIMS = {
  P1: {
    title: 'The baseline is healthy',
    checks:
      'every baseline expression has a result and lies in its bounds at four instants in the last three minutes before the first event of the time-line',
  },
  P2: { title: 'The trigger breaks it', checks: 'health.broken comes to hold and somebody is paged' },
  P3: {
    title: 'Doing nothing stays broken',
    checks: 'with nobody acting, health.healthy holds at no rule instant of the last two minutes; with healsAlone, at all of them',
  },
  P4: {
    title: 'Each remedy restores it',
    checks: 'health.healthy holds within the declared time after the command and from then on to the end of the watch',
  },
  P5: {
    title: 'Each mitigation frees what it says, and no more',
    checks:
      'at the end of the watch the freed component has nobody waiting and is not full, which it was with nobody acting; health.healthy does not hold for good',
  },
  P6: {
    title: 'No red herring restores it',
    checks: 'after the command health.healthy does not hold through the last two minutes of the watch',
  },
  P7: {
    title: 'No harmful action is better than idle',
    checks: 'at the end of the watch users affected or revenue lost are at least 98 % of those with nobody acting',
  },
  P8: {
    title: 'Deleting or scaling to zero earns nothing',
    checks:
      'deleting each service, and scaling it to zero, never counts as restored, and with a declared end scores at most 15 % of the points',
  },
  P9: {
    title: 'Telemetry tells the truth from each rival',
    checks:
      'between T+0 and T+5 every look of truth.evidence has content, and for each rival a look that rules it out does: a measured one (metrics, logs, traces, sessions, checks) whose figures are a quarter apart from those in a world where the rival is true, or a written one (status page, diff, list)',
  },
  P10: {
    title: 'No single log line or span gives it away',
    checks:
      'no line and no span of a kept trace up to ten minutes after T+0 names a changed configuration key of the cause without listing all keys, its new value beside its new version, or three quarters of the words of truth.detail',
  },
  P11: {
    title: 'The score tells responses apart',
    checks:
      'of 130 points, or in that proportion, the reference journal scores at least 110, idle at most 15, panic at most 40, everything at most 59; the reference is above them all',
  },
  P12: {
    title: 'Nothing is wrong (quiet scenario)',
    checks: 'with nobody acting health.broken never holds and no alert pages; people may',
  },
  P13: { title: 'The dangerous console lets the slip through', checks: 'with nobody acting, an attempt that is the slip is sent' },
  P14: {
    title: 'The safe console catches the slip',
    checks:
      'with nobody acting on the safe console, an attempt that is the slip is stopped, and none is sent; on at least 95 % of the seeds',
  },
  P15: {
    title: 'Safety costs routine work little',
    checks: 'by the keystroke-level model, with the means of waits, each routine task takes less than twice as long on the safe console',
  },
  P16: {
    title: 'History comes out of the model',
    checks: 'the journal historic gives each published figure within its tolerance, which is 15 % unless the scenario says why it is more',
  },
  P17: { title: 'Nothing is made or lost', checks: 'shares, cash, people, bytes balance at the end of each journal’s run' },
  P18: {
    title: 'A better response does better',
    checks: 'the reference leaves at most half the harm of the journal historic (money, else time of people), panic more than it',
  },
} as const;
export type ClaimId = keyof typeof CLAIMS;

/** One thing checked on one seed. */
export interface Finding {
  claim: ClaimId;
  /** What it is about, such as a command; empty when the claim has one subject. */
  subject: string;
  ok: boolean;
  reason: string;
}
export interface SeedResult {
  seed: Seed;
  tPlusZeroUs: number | undefined;
  findings: Finding[];
}

export interface SubjectReport {
  subject: string;
  ok: boolean;
  passed: number;
  seeds: number;
  /** Reason on the first seed that failed, else on the first seed. */
  reason: string;
  failedSeeds: Seed[];
}
export interface ClaimReport {
  claim: ClaimId;
  title: string;
  checks: string;
  ok: boolean;
  subjects: SubjectReport[];
}
export interface ProofReport {
  scenario: { slug: string; title: string; hash: string };
  ok: boolean;
  seeds: Seed[];
  /** Share of seeds on which a claim may fail. */
  tolerance: number;
  claims: ClaimReport[];
}

/** Joins the results of all seeds, in whatever order they came. A claim holds when each subject fails on no more seeds than the tolerance allows. */
export function assembleReport(
  scenario: { slug: string; title: string; hash: string; tolerance: number },
  results: readonly SeedResult[],
): ProofReport {
  const { tolerance, ...about } = scenario;
  const claims = (Object.keys(CLAIMS) as ClaimId[]).flatMap((claim): ClaimReport[] => {
    const subjects = [
      ...new Set(
        results.flatMap((result) => result.findings.filter((finding) => finding.claim === claim).map((finding) => finding.subject)),
      ),
    ].map((subject) => reportSubject(claim, subject, results, Math.max(tolerance, TOLERANCES[claim] ?? 0)));
    const { title, checks } = CLAIMS[claim];
    return subjects.length === 0 ? [] : [{ claim, title, checks, ok: subjects.every((subject) => subject.ok), subjects }];
  });
  return {
    scenario: about,
    ok: claims.length > 0 && claims.every((claim) => claim.ok),
    seeds: results.map((result) => result.seed),
    tolerance,
    claims,
  };
}

/** Share of seeds on which a claim may fail whatever the scenario says. */
const TOLERANCES: { readonly [K in ClaimId]?: number } = { P14: 0.05 };

function reportSubject(claim: ClaimId, subject: string, results: readonly SeedResult[], tolerance: number): SubjectReport {
  const findings = results.flatMap((result) =>
    result.findings
      .filter((finding) => finding.claim === claim && finding.subject === subject)
      .map((finding) => ({ ...finding, seed: result.seed })),
  );
  const failed = findings.filter((finding) => !finding.ok);
  return {
    subject,
    ok: failed.length <= tolerance * findings.length,
    passed: findings.length - failed.length,
    seeds: findings.length,
    reason: (failed[0] ?? findings[0])!.reason,
    failedSeeds: failed.map((finding) => finding.seed),
  };
}
