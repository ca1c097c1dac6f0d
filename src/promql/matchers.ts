/** Label matchers as a predicate over label sets. */
import { compileRegex } from './regex/regex.ts';
import type { LabelMatcher, Labels } from './types.ts';

const compiled = new WeakMap<readonly LabelMatcher[], (labels: Labels) => boolean>();

/**
 * Whether labels meet every matcher. A label that is absent counts as empty. Regular expressions match the whole value.
 * The predicate is cached by the identity of the array.
 * @throws RegexError for a pattern that `parseExpr` would have refused
 */
export function matcherPredicate(matchers: readonly LabelMatcher[]): (labels: Labels) => boolean {
  let predicate = compiled.get(matchers);
  if (predicate === undefined) {
    const tests = matchers.map((matcher) => ({ name: matcher.name, test: valueTest(matcher) }));
    predicate = (labels) => {
      for (const { name, test } of tests) {
        if (!test(Object.hasOwn(labels, name) ? (labels[name] as string) : '')) {
          return false;
        }
      }
      return true;
    };
    compiled.set(matchers, predicate);
  }
  return predicate;
}

function valueTest(matcher: LabelMatcher): (value: string) => boolean {
  const wanted = matcher.value;
  switch (matcher.op) {
    case '=':
      return (value) => value === wanted;
    case '!=':
      return (value) => value !== wanted;
    default: {
      const regex = compileRegex(wanted);
      const positive = matcher.op === '=~';
      // Label values repeat from series to series and from step to step: remember the verdict.
      const verdicts = new Map<string, boolean>();
      return (value) => {
        let verdict = verdicts.get(value);
        if (verdict === undefined) {
          verdict = regex.test(value) === positive;
          if (verdicts.size >= 1000) {
            verdicts.clear();
          }
          verdicts.set(value, verdict);
        }
        return verdict;
      };
    }
  }
}
