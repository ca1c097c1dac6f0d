// From patterns to verdicts: awards, judged criteria, categories and deductions (rules C1 to C6).
import {
  assert,
  type CategoryResult,
  type Criterion,
  type CriterionResult,
  type DeductionResult,
  type Evidence,
  type JournalEntry,
  type Rubric,
  type Verdict,
} from '../schema/index.ts';
import type { Finding } from './finding.ts';
import { findPattern } from './patterns/index.ts';
import { evidenceOf, type Reading } from './reading.ts';

export function checkCategory(category: Rubric['categories'][number], reading: Reading): CategoryResult {
  const criteria = category.criteria.map((criterion) => checkCriterion(criterion, reading));
  return {
    id: category.id,
    title: category.title,
    bonus: category.bonus,
    points: sum(criteria, 'points'),
    pointsMax: sum(criteria, 'pointsMax'),
    criteria,
  };
}

function checkCriterion(criterion: Criterion, reading: Reading): CriterionResult {
  const required = criterion.requires === undefined ? undefined : findPattern(criterion.requires, reading);
  if (required !== undefined && required.holds !== 'yes') {
    const verdict = required.holds === 'open' ? 'undetermined' : 'unmet';
    return {
      ...base(criterion),
      verdict,
      points: 0,
      by: 'machine',
      because: `${required.because}; nothing counts here without that`,
      evidence: trim(required.against),
      ...withAnchors(criterion),
    };
  }
  return criterion.judged === undefined ? checkAwards(criterion, reading) : checkJudged(criterion, criterion.judged, reading, required);
}

const base = (criterion: Criterion): Pick<CriterionResult, 'id' | 'title' | 'pointsMax'> => ({
  id: criterion.id,
  title: criterion.title,
  pointsMax: criterion.points,
});

const withAnchors = (criterion: Criterion): Pick<CriterionResult, 'judged'> =>
  criterion.judged === undefined ? {} : { judged: { question: criterion.judged.question, anchors: criterion.judged.anchors } };

/** The first award that holds gives its points; better ones still open leave the verdict undetermined or partly. */
function checkAwards(criterion: Criterion, reading: Reading): CriterionResult {
  let open: Finding | undefined;
  let best: Finding | undefined;
  for (const award of criterion.award) {
    const finding = findPattern(award.when, reading);
    best ??= finding;
    if (finding.holds === 'yes') {
      const points = Math.min(award.points, criterion.points);
      const verdict = points === criterion.points ? 'met' : points > 0 ? 'partly' : 'unmet';
      return {
        ...base(criterion),
        verdict,
        points,
        by: 'machine',
        because: withWhatIsMissing(award.because ?? finding.because, verdict === 'partly' ? best : undefined),
        evidence: trim(finding.matches[0]!.evidence),
      };
    }
    if (finding.holds === 'open') open ??= finding;
  }
  const blamed = open ?? best;
  return {
    ...base(criterion),
    verdict: open === undefined ? 'unmet' : 'undetermined',
    points: 0,
    by: 'machine',
    because:
      blamed === undefined
        ? 'the rubric gives no award'
        : open === undefined
          ? blamed.because
          : `${blamed.because}; the drill ended before this was decided`,
    evidence: trim(blamed?.against ?? []),
  };
}

/** What was given, and what the best award would have needed beyond that. */
function withWhatIsMissing(given: string, best: Finding | undefined): string {
  const needs = [...new Set(best?.needs ?? [])].join(', and ');
  return needs === '' ? given : `${given}; full points needed ${needs}`;
}

type Assessment = Extract<JournalEntry, { kind: 'review.self-assessment' }>;

/** The last assessment by someone who may judge, at the highest anchor not above it; awards, where given too, are its ceiling. */
function checkJudged(
  criterion: Criterion,
  judged: NonNullable<Criterion['judged']>,
  reading: Reading,
  required: Finding | undefined,
): CriterionResult {
  const given = reading.input.journal.findLast(
    (entry): entry is Assessment =>
      entry.kind === 'review.self-assessment' && entry.args.criterion === criterion.id && mayJudge(judged.by, entry.role),
  );
  const support = required?.matches[0]?.evidence ?? [];
  if (given === undefined)
    return {
      ...base(criterion),
      verdict: 'undetermined',
      points: 0,
      by: 'pending',
      because: 'waits for a person’s judgement',
      evidence: trim(support),
      ...withAnchors(criterion),
    };
  const anchors = Object.keys(judged.anchors)
    .map(Number)
    .sort((one, other) => other - one);
  const anchor = anchors.find((points) => points <= given.args.points) ?? 0;
  const ceiling = criterion.award.length === 0 ? criterion.points : checkAwards(criterion, reading).points;
  const points = Math.min(anchor, ceiling, criterion.points);
  const because = points < anchor ? 'the run supports no more than this' : (judged.anchors[String(anchor)] ?? 'below every anchor');
  return {
    ...base(criterion),
    verdict: verdictOf(points, criterion.points),
    points,
    by: isInstructor(given.role) ? 'instructor' : 'self',
    because,
    evidence: trim([...support, evidenceOf(given)]),
    ...withAnchors(criterion),
  };
}

const verdictOf = (points: number, pointsMax: number): Verdict => (points >= pointsMax ? 'met' : points > 0 ? 'partly' : 'unmet');
const isInstructor = (role: string): boolean => role.toLowerCase().includes('instructor');
const mayJudge = (by: string, role: string): boolean => by === 'self or instructor' || (by === 'instructor') === isInstructor(role);

/** Each match is charged, up to the limit. */
export function checkDeduction(deduction: Rubric['deductions'][number], reading: Reading): DeductionResult | undefined {
  const finding = findPattern(deduction.each, reading);
  if (finding.holds !== 'yes') return undefined;
  assert(finding.matches.length > 0, 'a finding that holds has matches', { id: deduction.id });
  const keys = new Set(finding.matches.map((match) => match.key));
  return {
    id: deduction.id,
    title: deduction.title,
    points: Math.min(deduction.points * keys.size, deduction.atMost),
    evidence: trim(finding.matches.flatMap((match) => match.evidence)),
  };
}

/** A reader wants the first dozen pieces, each once. */
export function trim(evidence: readonly Evidence[]): Evidence[] {
  const seen = new Set<string>();
  return evidence
    .filter((piece) => {
      const key =
        piece.kind === 'entry'
          ? `#${piece.seq} ${piece.text}`
          : piece.kind === 'span'
            ? `${piece.fromUs} ${piece.toUs} ${piece.text}`
            : piece.text;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, 12);
}

export const sum = <K extends string>(items: readonly Record<K, number>[], key: K): number =>
  items.reduce((total, item) => total + item[key], 0);
