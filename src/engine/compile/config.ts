/** Configuration values as numbers: durations in microseconds, booleans 0 and 1, other texts by a stable code; so a replica's value is one double. */

import { hashInit, hashMix, hashText } from '../../math/index.ts';
import { type ConfigValue, parseDurationUs } from '../../schema/index.ts';

/** A key without a value: no time limit, no retry, equal to nothing. Not NaN, whose bits differ between engines. */
export const NOT_SET = -Infinity;

export function encodeConfig(value: ConfigValue | undefined): number {
  if (value === undefined) return NOT_SET;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const us = parseDurationUs(value);
  if (us !== undefined) return us;
  const hash = hashInit(0);
  hashText(hash, value);
  hashMix(hash, 0);
  // Beyond every duration and count, so that a text never equals a number by accident.
  return -1e15 - (hash.a >>> 0) - (hash.b >>> 12) * 4294967296;
}
