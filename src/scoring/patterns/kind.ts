// The shape of one kind of pattern: how it is looked for in a run. `find` looks for patterns inside it.
import type { Pattern } from '../../schema/index.ts';
import type { Finding } from '../finding.ts';
import type { Reading } from '../reading.ts';

export type Find = (pattern: Pattern) => Finding;
type Keys = Pattern extends infer P ? (P extends unknown ? keyof P : never) : never;
/** The pattern that a key marks, such as the one with `look`. */
export type PatternOf<K extends Keys> = Extract<Pattern, Record<K, unknown>>;
export type PatternKind<P extends Pattern> = (pattern: P, reading: Reading, find: Find) => Finding;
