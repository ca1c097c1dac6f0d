// Units of scenario text: durations, rates, ratios, sizes and money, each parsed once to one base unit.
// Durations become integer microseconds, rates events per second, ratios 0..1, sizes bytes, money an amount with a currency.
import { z } from 'zod';

/** Simulation time or span: an integer number of microseconds. Instants count from the start of the run. */
export type SimTimeUs = number;

const DURATION_UNITS_US: Readonly<Record<string, number>> = {
  us: 1,
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000,
  d: 86_400_000_000,
};
const DURATION_PATTERN = /^(?:\d+(?:\.\d+)?(?:us|ms|s|m|h|d))+$/;
const DURATION_PART = /(\d+(?:\.\d+)?)(us|ms|s|m|h|d)/g;
/** The longest span a scenario may name: 31 days. */
export const DURATION_MAX_US = 31 * 86_400_000_000;

/** Parses `250ms`, `1.8s`, `1h30m` to microseconds, rounded to the nearest; `undefined` when the text is no duration or too long. */
export function parseDurationUs(text: string): SimTimeUs | undefined {
  if (text.length > 40 || !DURATION_PATTERN.test(text)) return undefined;
  let us = 0;
  for (const [, amount, unit] of text.matchAll(DURATION_PART)) us += Number(amount) * (DURATION_UNITS_US[unit!] ?? 0);
  const rounded = Math.round(us);
  return rounded <= DURATION_MAX_US ? rounded : undefined;
}

/** Writes microseconds the way a scenario would: the largest units that keep it exact, such as `1m30s` or `250ms`. */
export function formatDurationUs(us: SimTimeUs): string {
  if (us === 0) return '0s';
  let rest = Math.abs(us);
  let text = us < 0 ? '-' : '';
  for (const unit of ['d', 'h', 'm', 's', 'ms', 'us'] as const) {
    const size = DURATION_UNITS_US[unit]!;
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}

const DURATION_EXPECTED = 'a duration with a unit, such as 250ms, 5s, 3m or 1h30m';

/** A span such as `250ms`, `5m`, `1h30m`; microseconds after parsing. */
export const DurationSchema = z
  .string({ error: DURATION_EXPECTED })
  .regex(DURATION_PATTERN, { error: DURATION_EXPECTED })
  .transform((text, context) => {
    const us = parseDurationUs(text);
    if (us !== undefined) return us;
    context.issues.push({ code: 'custom', message: 'a duration of at most 31d', input: text });
    return z.NEVER;
  })
  .describe('A duration with its unit: us, ms, s, m, h or d');

const RATE_EXPECTED = 'a rate with a unit, such as 40rps or 90rpm';
/** A rate such as `40rps` or `90rpm`; events per second after parsing. */
export const RateSchema = z
  .string({ error: RATE_EXPECTED })
  .regex(/^\d{1,9}(?:\.\d{1,6})?(?:rps|rpm)$/, { error: RATE_EXPECTED })
  .transform((text) => Number(text.slice(0, -3)) / (text.endsWith('rpm') ? 60 : 1))
  .describe('A rate: rps (per second) or rpm (per minute)');

const RATIO_EXPECTED = 'a percentage from 0 % to 100 %, such as 0.1 %';
/** A share such as `99.9 %`; 0..1 after parsing. */
export const RatioSchema = z
  .string({ error: RATIO_EXPECTED })
  .regex(/^(?:100(?:\.0{1,6})?|\d{1,2}(?:\.\d{1,6})?) ?%$/, { error: RATIO_EXPECTED })
  .transform((text) => Number(`${text.replace(/ ?%$/, '')}e-2`)) // exact: 99.9 / 100 is not 0.999
  .describe('A percentage from 0 % to 100 %');

const MONEY_EXPECTED = 'an amount with a currency code, such as 1.40 USD';
/** An amount such as `1.40 USD`. */
export const MoneySchema = z
  .string({ error: MONEY_EXPECTED })
  .regex(/^\d{1,12}(?:\.\d{1,2})? [A-Z]{3}$/, { error: MONEY_EXPECTED })
  .transform((text) => ({ amount: Number(text.slice(0, -4)), currency: text.slice(-3) }))
  .describe('An amount of money with its currency code');
export type Money = z.output<typeof MoneySchema>;

const NAME_EXPECTED = 'a name of lower-case letters, digits, hyphens and dots, beginning with a letter';
/** A name that other parts of the file refer to. */
export const NameSchema = z
  .string({ error: NAME_EXPECTED })
  .regex(/^[a-z][a-z0-9.-]{0,62}$/, { error: NAME_EXPECTED })
  .describe('A name: lower-case letters, digits, hyphens, dots');
