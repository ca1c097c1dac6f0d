// The rubric: ids told apart, points that add up, patterns that could match something here.
import { AudienceNameSchema, ENTRY_ARGS, ENTRY_KINDS } from '../journal.ts';
import { didYouMean } from '../load/suggest.ts';
import type { Path, Source } from '../load/yaml.ts';
import type { Pattern, Rubric } from '../scenario/rubric.ts';
import { globMatches } from '../text/words.ts';
import { checkCommand, checkLook } from './commands.ts';
import type { Check, Trouble } from './context.ts';

/** @param source the file it stands in, or its part of the scenario */
export function checkRubric(check: Check, rubric: Rubric, source: Source | undefined): void {
  const add = (code: string, path: Path, trouble: Trouble, part: 'key' | 'value' = 'value'): void =>
    check.add(code, path, trouble, { source, part });
  const patterns = new PatternCheck(check, source);
  const ids: { name: string; path: Path }[] = [];
  rubric.categories.forEach((category, i) => {
    ids.push({ name: category.id, path: ['categories', i, 'id'] });
    category.criteria.forEach((criterion, j) => {
      const path = ['categories', i, 'criteria', j];
      ids.push({ name: criterion.id, path: [...path, 'id'] });
      if (criterion.award.length === 0 && criterion.judged === undefined)
        add('rubric/no-award', path, {
          saw: 'neither award nor judged',
          expected: 'a way to earn the points',
          hint: 'Add award: [ { points: …, when: … } ], or judged with anchors',
        });
      criterion.award.forEach(({ points, when }, k) => {
        if (points > criterion.points)
          add('rubric/too-many-points', [...path, 'award', k, 'points'], {
            found: points,
            expected: `at most the criterion’s ${criterion.points}`,
            hint: 'Lower it, or raise the criterion’s points',
          });
        patterns.check(when, [...path, 'award', k, 'when']);
      });
      for (const points of Object.keys(criterion.judged?.anchors ?? {})) {
        if (Number(points) > criterion.points)
          add(
            'rubric/too-many-points',
            [...path, 'judged', 'anchors', points],
            {
              found: Number(points),
              expected: `at most the criterion’s ${criterion.points}`,
              hint: 'Anchors describe levels between 0 and the criterion’s points',
            },
            'key',
          );
      }
      if (criterion.judged !== undefined && Object.keys(criterion.judged.anchors).length < 2)
        add('rubric/no-anchors', [...path, 'judged', 'anchors'], {
          found: Object.keys(criterion.judged.anchors).length,
          expected: 'at least two anchors',
          hint: 'Describe what earns all points and what earns none',
        });
      if (criterion.requires !== undefined) patterns.check(criterion.requires, [...path, 'requires']);
    });
  });
  rubric.deductions.forEach(({ id, each, points, atMost }, i) => {
    ids.push({ name: id, path: ['deductions', i, 'id'] });
    if (points > atMost)
      add('rubric/too-many-points', ['deductions', i, 'points'], {
        found: points,
        expected: `no more than atMost, ${atMost}`,
        hint: 'Raise atMost',
      });
    patterns.check(each, ['deductions', i, 'each']);
  });
  rubric.patterns.forEach(({ id, when }, i) => {
    ids.push({ name: id, path: ['patterns', i, 'id'] });
    patterns.check(when, ['patterns', i, 'when']);
  });
  check.mustDiffer('rubric/duplicate-id', ids, 'id', source);
}

/** Words that stand for lists of the truth, as scoring reads them. */
const TRUTH_LISTS: readonly string[] = ['harmful', 'remedy', 'mitigation', 'red herring'];
const TRUTH_LOOKS: readonly string[] = ['any', 'evidence', 'rival'];

class PatternCheck {
  readonly #check: Check;
  readonly #source: Source | undefined;

  constructor(check: Check, source: Source | undefined) {
    this.#check = check;
    this.#source = source;
  }

  check(pattern: Pattern, path: Path): void {
    const source = this.#source;
    if ('within' in pattern) this.#within(pattern.within, [...path, 'within']);
    if ('before' in pattern && pattern.before !== undefined) this.check(pattern.before, [...path, 'before']);
    if ('look' in pattern)
      eachText(pattern.look, [...path, 'look'], (text, at) =>
        TRUTH_LOOKS.includes(text.trim()) ? undefined : checkLook(this.#check, at, text, { source, pattern: true }),
      );
    else if ('do' in pattern)
      eachText(pattern.do, [...path, 'do'], (text, at) =>
        text.trim() === '*' || TRUTH_LISTS.includes(text.trim())
          ? undefined
          : checkCommand(this.#check, at, text, { source, pattern: true }),
      );
    else if ('entry' in pattern) this.#entry(pattern.entry, pattern.has ?? [], path);
    else if ('message' in pattern) {
      if (pattern.message !== 'any')
        this.#check.mustExist(
          'rubric/unknown-audience',
          [...path, 'message'],
          pattern.message,
          ['any', ...AudienceNameSchema.options],
          'an audience',
          source,
        );
      this.#has('comms.status-update', pattern.has ?? [], path);
    } else if ('hypothesis' in pattern && typeof pattern.hypothesis === 'object')
      this.#check.mustExist(
        'scenario/unknown-component',
        [...path, 'hypothesis', 'component'],
        pattern.hypothesis.component,
        this.#check.names.components,
        'a component',
        source,
      );
    else if ('resolved' in pattern) this.#within(pattern.resolved, [...path, 'resolved']);
    else if ('absent' in pattern) this.check(pattern.absent, [...path, 'absent']);
    else if ('count' in pattern) this.check(pattern.count, [...path, 'count']);
    for (const key of ['order', 'all', 'any'] as const) {
      const parts = (pattern as Partial<Record<typeof key, Pattern[]>>)[key];
      parts?.forEach((part, i) => this.check(part, [...path, key, i]));
    }
  }

  #within(within: { from: number; to: number } | undefined, path: Path): void {
    if (within !== undefined && within.from >= within.to)
      this.#check.add(
        'rubric/empty-interval',
        path,
        { saw: 'from not before to', expected: 'an interval with some length', hint: 'Swap them, or leave from out' },
        { source: this.#source },
      );
  }

  #entry(kind: string, has: readonly string[], path: Path): void {
    const kinds = ENTRY_KINDS.filter((each) => globMatches(kind, each));
    if (kinds.length === 0)
      this.#check.mustExist('rubric/unknown-entry', [...path, 'entry'], kind, ENTRY_KINDS, 'a kind of journal entry', this.#source);
    else if (kinds.length === 1) this.#has(kinds[0] ?? '', has, path);
  }

  /** The first word of each item must be a field; phrases such as `eta range` have meanings of their own. */
  #has(kind: string, has: readonly string[], path: Path): void {
    const fields = Object.keys((ENTRY_ARGS as unknown as Record<string, { shape?: Record<string, unknown> }>)[kind]?.shape ?? {});
    has.forEach((item, i) => {
      const [field = ''] = /^[A-Za-z]*/.exec(item) ?? [];
      if (!fields.includes(field))
        this.#check.add(
          'rubric/unknown-field',
          [...path, 'has', i],
          { found: item, expected: `a field of ${kind}`, hint: didYouMean(field, fields, 'field') },
          { source: this.#source },
        );
    });
  }
}

function eachText(texts: string | readonly string[], path: Path, visit: (text: string, path: Path) => void): void {
  if (typeof texts === 'string') visit(texts, path);
  else texts.forEach((text, i) => visit(text, [...path, i]));
}
