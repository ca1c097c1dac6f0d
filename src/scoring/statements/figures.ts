// Figures that were stated, beside those of the instruments and those of the world at the same instant. Rules S1–S3 are in README.md.
import { readValue } from '../../drill/index.ts';
import type { EntryArgs, Evidence, Scenario, SimTimeUs, StatementClaim, TraceReader } from '../../schema/index.ts';
import { figuresAt, harmAt, userErrorRatio } from '../instruments.ts';
import type { Reading } from '../reading.ts';
import { countText, percentText } from './words.ts';

type Impact = EntryArgs<'comms.status-update'>['impact'];
type Verdict = StatementClaim['verdict'];
type Near = (one: number, other: number) => boolean;

const MINUTE_US = 60_000_000;

/** S1: within two points or a tenth is true, within five points or a quarter near. */
const RATIO = {
  true: (one: number, other: number) => Math.abs(one - other) <= Math.max(0.02, 0.1 * other) + 1e-9,
  near: (one: number, other: number) => Math.abs(one - other) <= Math.max(0.05, 0.25 * other) + 1e-9,
};
/** S2: within a tenth is true, within three tenths near; a handful either way is nothing. */
const AMOUNT = {
  true: (one: number, other: number) => Math.abs(one - other) <= Math.max(5, 0.1 * other) + 1e-9,
  near: (one: number, other: number) => Math.abs(one - other) <= Math.max(5, 0.3 * other) + 1e-9,
};

export function figureClaims(reading: Reading, impact: Impact, atUs: SimTimeUs, entry: Evidence): StatementClaim[] {
  const { scenario, input } = reading;
  const minute: Evidence = { kind: 'span', fromUs: Math.max(0, atUs - MINUTE_US), toUs: atUs, text: 'the minute before' };
  const claims: StatementClaim[] = [];
  const { errorRatio, usersAffected, revenueLost } = impact;
  if (errorRatio !== undefined) claims.push({ ...ratioClaim(scenario, input.trace, errorRatio, atUs), evidence: [entry, minute] });
  const harm = harmAt(input.trace, atUs);
  const shown = (expr: string) => readValue(scenario, input.trace.series, expr, atUs);
  if (usersAffected !== undefined)
    claims.push({
      about: 'users affected',
      ...compared(usersAffected, shown('max(business_users_affected)'), harm.usersAffected, AMOUNT, countText),
      evidence: [entry],
    });
  if (revenueLost !== undefined)
    claims.push({
      about: 'revenue lost',
      ...compared(revenueLost, shown('sum(business_revenue_lost_total)'), harm.revenueLost, AMOUNT, countText),
      evidence: [entry],
    });
  return claims;
}

/** S3: the share of users' requests, of answers of a front-door service, or what the bar shows; whichever of them is shown truly may be quoted. */
function ratioClaim(scenario: Scenario, trace: TraceReader, said: number, atUs: SimTimeUs): Omit<StatementClaim, 'evidence'> {
  const world = worldErrorRatio(trace, atUs);
  const users = userErrorRatio(scenario, trace, atUs);
  const { errorRatios, errorRatioShown: bar } = figuresAt(scenario, trace, atUs);
  const nearest = (ratios: number[], otherwise: number) =>
    ratios.reduce((best, ratio) => (Math.abs(ratio - said) < Math.abs(best - said) ? ratio : best), otherwise);
  const honest = users === undefined || RATIO.near(users, world);
  // A rate counts from the first sample inside its minute on: a scrape less than the increase does, which matters when the ratio falls or rises.
  const barIsHonest = bar !== undefined && RATIO.near(bar, worldErrorRatio(trace, atUs, firstWithin(trace, atUs)));
  const was = nearest([...(honest ? errorRatios : []), ...(barIsHonest ? [bar] : [])], world);
  const shown = honest || users === undefined ? was : nearest(bar === undefined ? [] : [bar], users);
  return { about: 'error ratio', ...compared(said, shown, was, RATIO, percentText) };
}

const firstWithin = (trace: TraceReader, atUs: SimTimeUs): SimTimeUs =>
  trace.harmSeries().find((point) => point.atUs > atUs - MINUTE_US)?.atUs ?? atUs;

function compared(
  said: number,
  shown: number | undefined,
  was: number,
  tolerance: { true: Near; near: Near },
  text: (value: number) => string,
): Pick<StatementClaim, 'said' | 'shown' | 'was' | 'verdict' | 'because'> {
  const verdict: Verdict = tolerance.true(said, was) ? 'true' : tolerance.near(said, was) ? 'near' : 'wrong';
  const quotes = shown !== undefined && tolerance.true(said, shown) && !tolerance.near(shown, was);
  const off = said > was ? 'more' : 'less';
  const because =
    verdict === 'true'
      ? 'it was so'
      : quotes
        ? 'the instruments showed it, and they were wrong'
        : `${text(Math.abs(said - was))} ${off} than it was${verdict === 'near' ? ', which misleads nobody' : ''}`;
  return { said: text(said), shown: shown === undefined ? undefined : text(shown), was: text(was), verdict, because };
}

/** Share of users' requests that failed up to the last scrape, as the world counts them; 0 when there were none. @param sinceUs default: a minute before it */
function worldErrorRatio(trace: TraceReader, atUs: SimTimeUs, sinceUs?: SimTimeUs): number {
  const until = trace.harmSeries().filter((point) => point.atUs <= atUs);
  const last = until.at(-1);
  const before = last && (until.findLast((point) => point.atUs <= (sinceUs ?? last.atUs - MINUTE_US)) ?? until[0]);
  if (last === undefined || before === undefined) return 0;
  const requests = last.requests - before.requests;
  return requests > 0 ? (last.failedRequests - before.failedRequests) / requests : 0;
}
