// Reads decoded YAML of a foreign format by hand: every problem is noted with its path and reading goes on. Scalars may come typed or as text.
import type { InputIssue, SimTimeUs } from '../schema/index.ts';

export type Path = readonly (string | number)[];
export type Fields = Readonly<Record<string, unknown>>;

const DURATION = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const PARTS_US = [31_536_000_000_000, 604_800_000_000, 86_400_000_000, 3_600_000_000, 60_000_000, 1_000_000, 1_000];

/** A duration of Prometheus (model.ParseDuration): `5m`, `1d12h`, `250ms`, `0`. */
function prometheusDurationUs(text: string): SimTimeUs | undefined {
  if (text === '0') return 0;
  const match = text.length > 40 ? null : DURATION.exec(text);
  if (match === null || text === '') return undefined;
  const us = PARTS_US.reduce((sum, size, index) => sum + size * Number(match[index + 1] ?? 0), 0);
  return Number.isSafeInteger(us) ? us : undefined;
}

export class ConfigReader {
  readonly issues: InputIssue[] = [];

  report(code: string, path: Path, found: string, expected: string, hint: string): void {
    this.issues.push({
      code: `alertmanager/${code}`,
      file: '',
      line: undefined,
      column: undefined,
      path: [...path],
      found,
      expected,
      hint,
    });
  }

  /** What a map says for these keys; undefined when it is none. Keys without a value count as left out, others are reported. */
  fields(value: unknown, path: Path, known: readonly string[] | ((key: string) => boolean)): Fields | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.report('shape', path, show(value), 'a map of keys and values', 'Write key: value pairs here');
      return undefined;
    }
    const isKnown = typeof known === 'function' ? known : (key: string) => known.includes(key);
    for (const key of Object.keys(value))
      if (!isKnown(key))
        this.report(
          'unknown-key',
          [...path, key],
          `the key ${key}`,
          typeof known === 'function' ? 'a key of Alertmanager' : `only ${known.join(', ')}`,
          'Remove it, or put it where it belongs',
        );
    return Object.fromEntries(Object.entries(value).filter(([key, inner]) => isKnown(key) && inner !== null && inner !== undefined));
  }

  list(value: unknown, path: Path): readonly unknown[] {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value;
    this.report('shape', path, show(value), 'a list', 'Begin each item with a hyphen');
    return [];
  }

  text(value: unknown, path: Path): string | undefined {
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    this.report('shape', path, show(value), 'a text', 'Write a text');
    return undefined;
  }

  texts(value: unknown, path: Path): string[] {
    return this.list(value, path).flatMap((item, index) => this.text(item, [...path, index]) ?? []);
  }

  flag(value: unknown, path: Path): boolean | undefined {
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    this.report('shape', path, show(value), 'true or false', 'Write true or false');
    return undefined;
  }

  durationUs(value: unknown, path: Path): SimTimeUs | undefined {
    const text = this.text(value, path);
    const us = text === undefined ? undefined : prometheusDurationUs(text);
    if (text !== undefined && us === undefined)
      this.report('duration', path, show(text), 'a duration such as 30s, 5m or 1h30m', 'Units are y, w, d, h, m, s and ms, largest first');
    return us;
  }
}

export function show(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'a map';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
