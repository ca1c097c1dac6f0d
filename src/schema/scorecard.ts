// What scoring returns: verdicts with evidence, separate numbers first, the total last (DESIGN D20, D21).
import type { CalibrationPoint } from './learner.ts';
import type { Level, Role, Severity } from './scenario/command.ts';
import type { Cause } from './scenario/truth.ts';
import type { SimTimeUs } from './units.ts';

export type Verdict = 'met' | 'partly' | 'unmet' | 'undetermined';

/** Something a reader can click: a journal entry, or a stretch of time in the run. */
export type Evidence =
  | { kind: 'entry'; seq: number; atUs: SimTimeUs; text: string }
  | { kind: 'span'; fromUs: SimTimeUs; toUs: SimTimeUs; text: string }
  | { kind: 'absence'; text: string };

export interface CriterionResult {
  id: string;
  title: string;
  verdict: Verdict;
  points: number;
  pointsMax: number;
  /** machine: decided by patterns, also where what it requires is missing; self or instructor: judged against anchors; pending: waits for a person. */
  by: 'machine' | 'self' | 'instructor' | 'pending';
  because: string;
  evidence: Evidence[];
  judged?: { question: string; anchors: Record<string, string> };
}
export interface CategoryResult {
  id: string;
  title: string;
  bonus: boolean;
  points: number;
  pointsMax: number;
  criteria: CriterionResult[];
}
export interface DeductionResult {
  id: string;
  title: string;
  points: number;
  evidence: Evidence[];
}
/** A belief at a time, for the curve and the Brier score. */
export interface BeliefPoint {
  atUs: SimTimeUs;
  seq: number;
  beliefs: { component: string; kind: string; probability: number; isTruth: boolean }[];
  /** Multi-class Brier score of this belief, 0 (certain and right) to 2 (certain and wrong). */
  brier: number;
}
export interface Measures {
  /** Microseconds from T+0; undefined when it never happened. */
  timeToAcknowledgeUs: number | undefined;
  timeToFirstActionUs: number | undefined;
  timeToMitigateUs: number | undefined;
  timeToResolveUs: number | undefined;
  falselyResolved: boolean;
  brierTimeWeighted: number | undefined;
  brierFinal: number | undefined;
  usersAffected: number;
  revenueLost: number;
  /** This run’s harm over that of the same seed with nobody acting, and with the reference journal; undefined without that run. */
  harmVsIdle: number | undefined;
  harmVsReference: number | undefined;
  rivalsRuledOut: number;
  rivalsTotal: number;
  harmfulActions: number;
  blindActions: number;
  /** From T+0 until the true cause was believed most, for good. */
  timeToTrueCauseUs: number | undefined;
  hintsTaken: number;
}
export interface Moment {
  kind: 'belief swing' | 'costliest minute' | 'longest fixation';
  fromUs: SimTimeUs;
  toUs: SimTimeUs;
  text: string;
  visible: string[];
}
/** Something that was said, beside what was so at that instant. */
export interface StatementClaim {
  about: 'error ratio' | 'users affected' | 'revenue lost' | 'state' | 'confidence' | 'eta' | 'next update' | 'severity';
  said: string;
  /** What the instruments showed then; undefined when none shows it. */
  shown: string | undefined;
  /** What was so in the world, or came about later. */
  was: string;
  /** near: off by more than a rounding, but nobody was misled; open: the drill ended before it could be known. */
  verdict: 'true' | 'near' | 'wrong' | 'open';
  because: string;
  evidence: Evidence[];
}
/** A status update, a hand-over or a declaration of the end, claim by claim. */
export interface Statement {
  seq: number;
  atUs: SimTimeUs;
  kind: 'status update' | 'hand-over' | 'declared over';
  /** An audience, or who took over. */
  to: string;
  text: string;
  claims: StatementClaim[];
}
/** How the response was led. */
export interface CommandReview {
  /** Each declaration of a severity beside what the matrix said at that instant. */
  severities: {
    declared: Severity;
    advised: Severity | undefined;
    verdict: 'fits' | 'too low' | 'too high' | 'open';
    because: string;
    evidence: Evidence[];
  }[];
  /** What the severity asks for by when: instants, not spans since T+0. */
  targets: {
    what: 'acknowledge' | 'declare' | 'commander' | 'first update';
    byUs: SimTimeUs;
    doneAtUs: SimTimeUs | undefined;
    verdict: 'met' | 'missed' | 'open';
    evidence: Evidence[];
  }[];
  /** Who held a role first, and when; absent: nobody did. */
  roles: { role: Role; holder: string | undefined; atUs: SimTimeUs | undefined; evidence: Evidence[] }[];
  handOvers: { seq: number; atUs: SimTimeUs; role: Role; to: string; filled: string[]; missing: string[]; evidence: Evidence[] }[];
  /** Declarations of the end while users were still hurt, or before they were hurt again. */
  premature: { atUs: SimTimeUs; because: string; evidence: Evidence[] }[];
}
/** What was really the matter. A score is only given out after the review, so this never reaches a trainee who still looks for it. */
export interface ToldTruth {
  /** Nothing was wrong, and doing nothing was right. */
  quiet: boolean;
  cause: Cause | undefined;
  /** What was wrong, or why nothing was, in the author’s words; empty when none were written. */
  detail: string;
  /** True propagation, cause to effect. */
  spreads: { from: string; to: string }[];
  deeper: string[];
  /** Explanations that also fitted, the looks that speak against each, and whether this run ruled it out. */
  rivals: { named: string; ruledOutBy: string[]; ruledOut: boolean }[];
  /** The author’s notes, plain text. */
  notes: string;
}
export interface Scorecard {
  scenario: string;
  seed: string;
  tPlusZeroUs: SimTimeUs | undefined;
  truth: ToldTruth;
  measures: Measures;
  categories: CategoryResult[];
  deductions: DeductionResult[];
  patterns: { id: string; title: string; says: string; evidence: Evidence[] }[];
  beliefs: BeliefPoint[];
  statements: Statement[];
  command: CommandReview;
  /** Every probability that was stated for a cause, at each revision, "something else" among them. */
  calibration: CalibrationPoint[];
  moments: Moment[];
  level: Level;
  timed: boolean;
  /** Machine-decided points and judged points apart, then together. */
  machine: { points: number; pointsMax: number };
  judged: { points: number; pointsMax: number; pending: number };
  total: { points: number; pointsMax: number };
}
/** Harm of a run that scoring compares with. */
export interface ComparisonRun {
  label: 'idle' | 'reference';
  usersAffected: number;
  revenueLost: number;
  userMinutes: number;
  curve: readonly { atUs: SimTimeUs; usersAffected: number; revenueLost: number }[];
}
