// `order`, `all`, `any`: patterns made of patterns.
import { byTime, type Finding, isAfter, type Match } from '../finding.ts';
import type { PatternKind, PatternOf } from './kind.ts';

/** Each in turn, the earliest that comes after the one before it. */
export const findOrder: PatternKind<PatternOf<'order'>> = (pattern, reading, find) => {
  const findings = pattern.order.map(find);
  const chain: Match[] = [];
  for (const [index, finding] of findings.entries()) {
    const before = chain[index - 1];
    const next = before === undefined ? finding.matches[0] : finding.matches.find((match) => isAfter(match, before));
    if (next === undefined) return missing(findings, index, chain, reading.over);
    chain.push(next);
  }
  const last = chain[chain.length - 1]!;
  const because = findings.map((finding) => finding.because).join(', then ');
  const start = chain.slice(0, -1).flatMap((match) => match.evidence);
  const ends = findings[findings.length - 1]!.matches.filter((match) => !isAfter(last, match));
  return { holds: 'yes', matches: ends.map((match) => ({ ...match, evidence: [...start, ...match.evidence] })), against: [], because };
};

function missing(findings: readonly Finding[], index: number, chain: readonly Match[], over: boolean): Finding {
  const finding = findings[index]!;
  const open = !over && findings.slice(index).every((later) => later.holds !== 'no');
  const because = index === 0 ? finding.because : `${finding.because}: not after ${findings[index - 1]!.because}`;
  return {
    holds: open ? 'open' : 'no',
    matches: [],
    against: [...chain.flatMap((match) => match.evidence), ...finding.matches.flatMap((match) => match.evidence), ...finding.against],
    because,
  };
}

/** All of them; it holds from the instant at which the last has matched. */
export const findAll: PatternKind<PatternOf<'all'>> = (pattern, _reading, find) => {
  const findings = pattern.all.map(find);
  const failed = findings.filter((finding) => finding.holds !== 'yes');
  if (failed.length > 0) {
    const no = failed.filter((finding) => finding.holds === 'no');
    const blamed = no.length > 0 ? no : failed;
    return {
      holds: no.length > 0 ? 'no' : 'open',
      matches: [],
      against: blamed.flatMap((finding) => finding.against),
      because: blamed.map((finding) => finding.because).join('; '),
    };
  }
  const firsts = findings.map((finding) => finding.matches[0]!);
  const complete = [...firsts].sort(byTime).pop()!;
  const later = findings
    .flatMap((finding) => finding.matches)
    .filter((match) => isAfter(match, complete))
    .sort(byTime);
  const whole: Match = { ...complete, evidence: firsts.flatMap((match) => match.evidence) };
  return { holds: 'yes', matches: [whole, ...later], against: [], because: findings.map((finding) => finding.because).join('; ') };
};

/** At least one of them. */
export const findAny: PatternKind<PatternOf<'any'>> = (pattern, _reading, find) => {
  const findings = pattern.any.map(find);
  const held = findings.filter((finding) => finding.holds === 'yes');
  if (held.length > 0)
    return {
      holds: 'yes',
      matches: held.flatMap((finding) => finding.matches).sort(byTime),
      against: [],
      because: held.map((finding) => finding.because).join('; '),
    };
  return {
    holds: findings.some((finding) => finding.holds === 'open') ? 'open' : 'no',
    matches: [],
    against: findings.flatMap((finding) => finding.against),
    because: findings.map((finding) => finding.because).join('; nor '),
  };
};
