// Rule files and their unit tests from disk: reading, checking, and the verdicts as text.
import { dirname, relative, resolve } from 'node:path';
import {
  formatDurationMs,
  type RuleGroups,
  type RuleTestFile,
  type RuleTestRecord,
  readRuleFile,
  readRuleTestFile,
  runRuleTests,
} from '../../promql/index.ts';
import { type InputIssue, LIMITS } from '../../schema/index.ts';
import { readBoundedFile } from './files.ts';
import { globFiles } from './glob.ts';

export interface CheckedRules {
  file: string;
  ok: boolean;
  groups: number;
  alerting: number;
  recording: number;
  /** Rules that repeat another one with the same name and labels; allowed, rarely meant. */
  duplicates: string[];
  issues: InputIssue[];
}

/** @throws UsageError when the file cannot be read */
export function checkRuleFile(file: string, cwd: string): CheckedRules {
  const parsed = readRuleFile(readBoundedFile(resolve(cwd, file), LIMITS.yamlLength), file);
  if (!parsed.ok) return { file, ok: false, groups: 0, alerting: 0, recording: 0, duplicates: [], issues: parsed.issues };
  const rules = parsed.value.groups.flatMap((group) => group.rules);
  const count = (kind: string): number => rules.filter((rule) => rule.kind === kind).length;
  return {
    file,
    ok: true,
    groups: parsed.value.groups.length,
    alerting: count('alerting'),
    recording: count('recording'),
    duplicates: duplicatesOf(parsed.value),
    issues: [],
  };
}

/** As promtool's lint: the same name with the same labels, wherever in the file. */
function duplicatesOf({ groups }: RuleGroups): string[] {
  const seen = new Set<string>();
  return groups.flatMap((group) =>
    group.rules.flatMap((rule) => {
      const name = rule.kind === 'alerting' ? rule.alert : rule.record;
      const labels = Object.entries(rule.labels)
        .map(([label, text]): [string, string] => [label, typeof text === 'string' ? text : text.text])
        .sort(([one], [other]) => (one < other ? -1 : 1));
      const text = labels.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(', ');
      const key = text === '' ? name : `${name}{${text}}`;
      if (seen.has(key)) return [key];
      seen.add(key);
      return [];
    }),
  );
}

export interface TestedRules {
  file: string;
  ok: boolean;
  /** Patterns of `rule_files` that no file matches. */
  unmatched: string[];
  issues: InputIssue[];
  records: RuleTestRecord[];
}

/** @throws UsageError when a file cannot be read */
export function testRuleFile(file: string, cwd: string): TestedRules {
  const path = resolve(cwd, file);
  const parsed = readRuleTestFile(readBoundedFile(path, LIMITS.yamlLength), file);
  if (!parsed.ok) return { file, ok: false, unmatched: [], issues: parsed.issues, records: [] };
  const { rules, unmatched, issues } = rulesOf(parsed.value, dirname(path), cwd);
  const records = issues.length > 0 ? [] : runRuleTests(parsed.value, rules);
  return { file, ok: issues.length === 0 && records.every((record) => record.pass), unmatched, issues, records };
}

function rulesOf(test: RuleTestFile, folder: string, cwd: string): { rules: RuleGroups[]; unmatched: string[]; issues: InputIssue[] } {
  const found = test.ruleFiles.map((pattern) => ({ pattern, paths: globFiles(folder, pattern) }));
  const read = found.flatMap(({ paths }) =>
    paths.map((path) => readRuleFile(readBoundedFile(path, LIMITS.yamlLength), relative(cwd, path) || path)),
  );
  return {
    rules: read.flatMap((one) => (one.ok ? [one.value] : [])),
    unmatched: found.filter(({ paths }) => paths.length === 0).map(({ pattern }) => pattern),
    issues: read.flatMap((one) => (one.ok ? [] : one.issues)),
  };
}

/** One failed expectation: where, what, expected and got. */
export function recordText(file: string, record: RuleTestRecord): string {
  const place = record.line === undefined ? file : `${file}:${record.line}`;
  const lines = (title: string, texts: readonly string[]): string =>
    `      ${title}  ${texts.length === 0 ? 'nothing' : texts.join(`\n${' '.repeat(8 + title.length)}`)}\n`;
  const head = `  ${place}: test ${record.group}, ${record.kind} ${record.what} at ${formatDurationMs(record.atMs)}\n`;
  return record.error === '' ? head + lines('expected', record.expected) + lines('got     ', record.got) : `${head}      ${record.error}\n`;
}
