// The registry of patterns: one entry per kind, found by the key that marks it.
import { assert, type Pattern } from '../../schema/index.ts';
import type { Finding } from '../finding.ts';
import type { Reading } from '../reading.ts';
import { findAbsent } from './absent.ts';
import { findActed } from './acted.ts';
import { findAll, findAny, findOrder } from './combine.ts';
import { findCount } from './count.ts';
import { findDo } from './do.ts';
import { findEntry } from './entry.ts';
import { findHypothesis } from './hypothesis.ts';
import type { PatternKind } from './kind.ts';
import { findLook } from './look.ts';
import { findMeasure } from './measure.ts';
import { findMessage } from './message.ts';
import { findResolved } from './resolved.ts';

const KINDS = {
  look: findLook,
  do: findDo,
  entry: findEntry,
  message: findMessage,
  hypothesis: findHypothesis,
  order: findOrder,
  all: findAll,
  any: findAny,
  absent: findAbsent,
  count: findCount,
  resolved: findResolved,
  acted: findActed,
  measure: findMeasure,
} as const;

/** @throws InvariantError for a pattern of no known kind; the rubric schema admits none */
export function findPattern(pattern: Pattern, reading: Reading): Finding {
  const key = (Object.keys(KINDS) as (keyof typeof KINDS)[]).find((kind) => Object.hasOwn(pattern, kind));
  assert(key !== undefined, 'a pattern of a known kind', { pattern: Object.keys(pattern) });
  const kind = KINDS[key] as PatternKind<Pattern>;
  return kind(pattern, reading, (inner) => findPattern(inner, reading));
}
