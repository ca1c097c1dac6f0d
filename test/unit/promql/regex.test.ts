/** Regular expressions: the same answers as the platform where both apply, RE2's refusals, and no pattern that hangs. */
import { describe, expect, it } from 'vitest';
import { compileRegex, expandReplacement, RegexError } from '../../../src/promql/regex/regex.ts';

const TEXTS = [
  '',
  'a',
  'b',
  'ab',
  'abc',
  'aab',
  'aaab',
  'foo',
  'FOO',
  'foobar',
  'api-server',
  'x.y',
  '500',
  '404',
  'a\nb',
  'é',
  '😀',
  'a b',
  '_',
  '-',
  ']',
];

describe('agreement with the platform', () => {
  it.each([
    'a',
    'a*',
    'a+b',
    'a?b',
    '(a|b)+',
    'a{2}b',
    'a{1,2}b',
    'a{2,}b',
    '[a-c]+',
    '[^a]+',
    '.*',
    '.+',
    'foo|bar',
    'foo(bar)?',
    '5..',
    '\\d+',
    '[\\d.]+',
    '\\w+',
    '\\W',
    'a\\.b|x\\.y',
    '^foo$',
    '(?:ab)+c?',
    'a|ab|abc',
    '.*server',
    'api-.+',
    '[]a]',
    '\\x61',
    'a{0}',
    '\\bfoo\\b',
    '[a\\-]',
    'a*?b',
    '',
    '.{1,3}',
  ])('%s', (pattern) => {
    const ours = compileRegex(pattern);
    const theirs = new RegExp(`^(?:${pattern.replace('[]a]', '[\\]a]')})$`, 'su');
    for (const text of TEXTS) {
      expect(ours.test(text), `${pattern} on ${JSON.stringify(text)}`).toBe(theirs.test(text));
      expect(ours.exec(text)).toEqual(theirs.exec(text) === null ? undefined : [...(theirs.exec(text) as RegExpExecArray)]);
    }
  });
});

describe('what only RE2 has', () => {
  it.each([
    ['(?i)foo', 'FOO', true],
    ['(?i:FO)o', 'foo', true],
    ['(?i:FO)o', 'foO', false],
    ['((?i)f)oo', 'Foo', true],
    ['[[:alpha:]]+', 'abc', true],
    ['[[:^digit:]]+', 'ab1', false],
    ['\\pL+', 'é', true],
    ['\\p{Greek}', 'λ', true],
    ['\\Qa.b\\E', 'a.b', true],
    ['\\Qa.b\\E', 'axb', false],
    ['(?P<x>a)', 'a', true],
    ['\\x{1F600}', '😀', true],
    ['(?-s:.)', '\n', false],
  ])('%s on %s', (pattern, text, wanted) => {
    expect(compileRegex(pattern).test(text)).toBe(wanted);
  });

  it('expands replacements as Go does', () => {
    const regex = compileRegex('(?P<host>[^:]+):(\\d+)');
    const groups = regex.exec('db:5432') ?? [];
    expect(expandReplacement(['$host/$', '{2}', '$$x$1y'].join(''), groups, regex.groupNames)).toBe('db/5432$x');
  });
});

describe('refusals', () => {
  it.each([
    '(a',
    'a)',
    '[a',
    'a**',
    '*a',
    '\\1',
    '(a)\\1',
    '(?=a)',
    '(?!a)',
    '(?<=a)',
    '(?<!a)',
    '(?>a)',
    'a{1001}',
    'a{3,1}',
    '[b-a]',
    '\\p{Nonsense}',
    '\\y',
    'a\\',
    '(?P<a>x)(?P<a>y)',
    '(a{1000}){1000}',
  ])('%s', (pattern) => {
    expect(() => compileRegex(pattern)).toThrow(RegexError);
  });
});

describe('hostile patterns', () => {
  it('are bounded in length', () => {
    expect(() => compileRegex('a'.repeat(2001))).toThrow(RegexError);
    expect(() => compileRegex('('.repeat(150))).toThrow(RegexError);
  });

  it('run in time proportional to the text', () => {
    const text = `${'a'.repeat(2000)}!`;
    for (const pattern of ['(a+)+', '(a*)*b', '(a|a)*', '(.*)*x', '(a|aa)+$', '((a+)?){50}']) {
      expect(compileRegex(pattern).test(text)).toBe(false);
    }
  });
});
