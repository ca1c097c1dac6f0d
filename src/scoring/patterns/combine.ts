// `order`, `all`, `any`: patterns made of patterns.
import { byTime, type Finding, isAfter, type Match } from '../finding.ts';
import { list, type Phrase } from '../reasons/phrase.ts';
import type { PatternKind, PatternOf } from './kind.ts';

/** Each in turn, the earliest that comes after the one before it. */
export const findOrder: PatternKind<PatternOf<'order'>> = (pattern, reading, find) => {
  const findings = pattern.order.map(find);
  const chain: Match[] = [];
  for (const [index, finding] of findings.entries()) {
    const before = chain[index - 1];
    const next = before === undefined ? finding.matches[0] : finding.matches.find((match) => isAfter(match, before));
    if (next === undefined) return missing(findings, index, chain, reading.over, 'do' in pattern.order[0]!);
    chain.push(next);
  }
  const last = chain[chain.length - 1]!;
  const start = chain.slice(0, -1).flatMap((match) => match.evidence);
  const ends = findings[findings.length - 1]!.matches.filter((match) => !isAfter(last, match));
  return {
    holds: 'yes',
    matches: ends.map((match) => ({ ...match, evidence: [...start, ...match.evidence] })),
    against: [],
    because: findings.map((finding) => finding.because).join(', then '),
    phrase: describeOrder(findings),
    needs: [],
  };
};

function missing(findings: readonly Finding[], index: number, chain: readonly Match[], over: boolean, fromCommand: boolean): Finding {
  const finding = findings[index]!;
  const open = !over && findings.slice(index).every((later) => later.holds !== 'no');
  const phrase = describeOrder(findings);
  const { because, needs } = whatIsMissing(findings, index, phrase, fromCommand);
  return {
    holds: open ? 'open' : 'no',
    matches: [],
    against: [...chain.flatMap((match) => match.evidence), ...finding.matches.flatMap((match) => match.evidence), ...finding.against],
    because,
    phrase,
    needs,
  };
}

/** The first that never came, or the two that came the wrong way round: what follows a command is missing after it, what prepares is missing before. */
function whatIsMissing(
  findings: readonly Finding[],
  index: number,
  phrase: Phrase,
  fromCommand: boolean,
): Pick<Finding, 'because' | 'needs'> {
  const finding = findings[index]!;
  if (finding.matches.length === 0) return { because: finding.because, needs: finding.needs };
  if (index > 1) return { because: `not in this order: ${phrase.one}`, needs: [phrase.one] };
  const first = findings[0]!.phrase;
  const after = `after ${first.one}`;
  if (fromCommand) return { because: `${finding.phrase.none} ${after}`, needs: [`${finding.phrase.one} ${after}`] };
  return { because: `${first.none} before ${finding.phrase.one}`, needs: [`${first.one} before ${finding.phrase.one}`] };
}

function describeOrder(findings: readonly Finding[]): Phrase {
  const each = (form: keyof Phrase): string => findings.map((finding) => finding.phrase[form]).join(', then ');
  return {
    one: each('one'),
    many: `times that this came in order: ${each('one')}`,
    none: `never in this order: ${each('one')}`,
    did: each('did'),
  };
}

/** All of them; it holds from the instant at which the last has matched. */
export const findAll: PatternKind<PatternOf<'all'>> = (pattern, _reading, find) => {
  const findings = pattern.all.map(find);
  const failed = findings.filter((finding) => finding.holds !== 'yes');
  const phrase = describeAll(findings);
  if (failed.length > 0) {
    const no = failed.filter((finding) => finding.holds === 'no');
    const blamed = no.length > 0 ? no : failed;
    return {
      holds: no.length > 0 ? 'no' : 'open',
      matches: [],
      against: blamed.flatMap((finding) => finding.against),
      because: joined(blamed),
      phrase,
      needs: failed.flatMap((finding) => finding.needs),
    };
  }
  const firsts = findings.map((finding) => finding.matches[0]!);
  const complete = [...firsts].sort(byTime).pop()!;
  const later = findings
    .flatMap((finding) => finding.matches)
    .filter((match) => isAfter(match, complete))
    .sort(byTime);
  const whole: Match = { ...complete, evidence: firsts.flatMap((match) => match.evidence) };
  return { holds: 'yes', matches: [whole, ...later], against: [], because: joined(findings), phrase, needs: [] };
};

/** Reasons in a row, each once; "no lesson that x" and "no lesson that y" share their beginning. */
function joined(findings: readonly Finding[]): string {
  const reasons: string[] = [];
  let beginning = '';
  for (const because of new Set(findings.map((finding) => finding.because))) {
    const [start = '', ...rest] = because.split(' that ');
    const shared = start.startsWith('no ') && rest.length > 0 && start === beginning;
    if (shared) reasons.push(`${reasons.pop()}, nor one that ${rest.join(' that ')}`);
    else reasons.push(because);
    beginning = start;
  }
  return reasons.join('; ');
}

function describeAll(findings: readonly Finding[]): Phrase {
  const each = (form: keyof Phrase, word: 'and' | 'or' = 'and'): string =>
    list(
      findings.map((finding) => finding.phrase[form]),
      word,
    );
  return { one: each('one'), many: `times that all of this came: ${each('one')}`, none: each('none', 'or'), did: each('did') };
}

/** At least one of them. */
export const findAny: PatternKind<PatternOf<'any'>> = (pattern, _reading, find) => {
  const findings = pattern.any.map(find);
  const held = findings.filter((finding) => finding.holds === 'yes');
  const phrase = describeAny(findings);
  if (held.length > 0)
    return {
      holds: 'yes',
      matches: held.flatMap((finding) => finding.matches).sort(byTime),
      against: [],
      because: joined(held),
      phrase,
      needs: [],
    };
  return {
    holds: findings.some((finding) => finding.holds === 'open') ? 'open' : 'no',
    matches: [],
    against: findings.flatMap((finding) => finding.against),
    because: joined(findings),
    phrase,
    needs: [phrase.one],
  };
};

function describeAny(findings: readonly Finding[]): Phrase {
  const each = (form: keyof Phrase, word: 'and' | 'or' = 'or'): string =>
    list(
      findings.map((finding) => finding.phrase[form]),
      word,
    );
  return { one: each('one'), many: each('many'), none: each('none', 'and'), did: each('did') };
}
