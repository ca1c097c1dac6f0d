// Three moments worth talking about, chosen by the machine, with what was visible then (DESIGN D21). No ground truth in `visible`.
import { currencyOf } from '../drill/index.ts';
import { formatDurationUs, type Moment, type SimTimeUs } from '../schema/index.ts';
import { beliefDistance, leading } from './beliefs.ts';
import { harmAt, userErrorRatio } from './instruments.ts';
import { beliefSpan } from './measures/belief.ts';
import type { Reading } from './reading.ts';
import { countText } from './statements/words.ts';
import { entryText, percent } from './texts.ts';

const MINUTE_US = 60_000_000;

export function chooseMoments(reading: Reading): Moment[] {
  return [beliefSwing(reading), costliestMinute(reading), longestFixation(reading)].filter((moment) => moment !== undefined);
}

/** The statement that moved most belief, and the time since the one before it. */
function beliefSwing(reading: Reading): Moment | undefined {
  let best: { index: number; distance: number } | undefined;
  reading.beliefs.forEach((point, index) => {
    const distance = beliefDistance(reading.beliefs[index - 1], point);
    if (index > 0 && distance > (best?.distance ?? 0)) best = { index, distance };
  });
  if (best === undefined) return undefined;
  const after = reading.beliefs[best.index]!;
  const before = reading.beliefs[best.index - 1]!;
  return moment(
    reading,
    'belief swing',
    before.atUs,
    after.atUs,
    `${percent(best.distance)} of belief moved, to ${nameOf(leading(after))}`,
  );
}

const nameOf = (belief: { component: string; kind: string; probability: number } | undefined): string =>
  belief === undefined ? 'something else' : `${belief.component} ${belief.kind} (${percent(belief.probability)})`;

/** The minute, beginning at a scrape, in which most users were hurt and most revenue was lost, both as shares of the whole run. */
function costliestMinute(reading: Reading): Moment | undefined {
  const { trace } = reading.input;
  const whole = harmAt(trace, reading.nowUs);
  const share = (grown: number, all: number): number => (all > 0 ? grown / all : 0);
  let best: { fromUs: SimTimeUs; cost: number; users: number; revenue: number } | undefined;
  for (const point of trace.harmSeries()) {
    if (point.atUs + MINUTE_US > reading.nowUs) break;
    const end = harmAt(trace, point.atUs + MINUTE_US);
    const users = end.usersAffected - point.usersAffected;
    const revenue = end.revenueLost - point.revenueLost;
    const cost = share(users, whole.usersAffected) + share(revenue, whole.revenueLost);
    if (cost > (best?.cost ?? 0)) best = { fromUs: point.atUs, cost, users, revenue };
  }
  if (best === undefined) return undefined;
  return moment(
    reading,
    'costliest minute',
    best.fromUs,
    best.fromUs + MINUTE_US,
    `${countText(best.users)} more users hurt, ${countText(best.revenue)} ${currencyOf(reading.scenario)} lost`,
  );
}

/** The longest time with one wrong explanation in the lead; without one, the longest stretch in which nothing new was looked at or believed. */
function longestFixation(reading: Reading): Moment | undefined {
  return longestWrongLead(reading) ?? longestStandstill(reading);
}

function longestWrongLead(reading: Reading): Moment | undefined {
  const endUs = beliefSpan(reading).toUs;
  let best: { fromUs: SimTimeUs; toUs: SimTimeUs; name: string } | undefined;
  let fromUs = 0;
  let name = '';
  reading.beliefs.forEach((point, index) => {
    const top = leading(point);
    const wrong = top !== undefined && !top.isTruth && top.probability >= 0.3 ? `${top.component} ${top.kind}` : '';
    if (wrong !== name) fromUs = point.atUs;
    name = wrong;
    const toUs = Math.min(reading.beliefs[index + 1]?.atUs ?? endUs, endUs);
    if (name !== '' && toUs - fromUs > (best === undefined ? 0 : best.toUs - best.fromUs)) best = { fromUs, toUs, name };
  });
  return best === undefined
    ? undefined
    : moment(
        reading,
        'longest fixation',
        best.fromUs,
        best.toUs,
        `${best.name} stayed the first explanation for ${formatDurationUs(round(best.toUs - best.fromUs))}`,
      );
}

function longestStandstill(reading: Reading): Moment | undefined {
  const fromUs = reading.input.tPlusZeroUs;
  if (fromUs === undefined) return undefined;
  const endUs = Math.min(reading.restoredAtUs ?? reading.nowUs, reading.nowUs);
  const news = reading.input.journal
    .filter((entry) => entry.kind.startsWith('look.') || entry.kind.startsWith('hypothesis.'))
    .map((entry) => entry.atUs);
  const instants = [fromUs, ...news.filter((atUs) => atUs > fromUs && atUs < endUs), endUs];
  let best = { fromUs, toUs: fromUs };
  for (let index = 1; index < instants.length; index += 1) {
    if (instants[index]! - instants[index - 1]! > best.toUs - best.fromUs) best = { fromUs: instants[index - 1]!, toUs: instants[index]! };
  }
  if (best.toUs - best.fromUs < MINUTE_US) return undefined;
  const text = `nothing new was looked at or believed for ${formatDurationUs(round(best.toUs - best.fromUs))}`;
  // What began the stretch and what ended it are no part of it.
  return moment(reading, 'longest fixation', best.fromUs, best.toUs, text, (atUs) => atUs > best.fromUs && atUs < best.toUs);
}

const round = (us: SimTimeUs): SimTimeUs => Math.round(us / 1_000_000) * 1_000_000;

function moment(
  reading: Reading,
  kind: Moment['kind'],
  fromUs: SimTimeUs,
  toUs: SimTimeUs,
  text: string,
  within = (atUs: SimTimeUs): boolean => atUs >= fromUs && atUs <= toUs,
): Moment {
  return { kind, fromUs, toUs, text, visible: visibleAt(reading, fromUs, toUs, within) };
}

/** What instruments and notebook showed: alerts that fired, the error ratio, and what was opened or done in that stretch. */
function visibleAt(reading: Reading, fromUs: SimTimeUs, toUs: SimTimeUs, within: (atUs: SimTimeUs) => boolean): string[] {
  const { trace, journal } = reading.input;
  const firing = trace
    .alerts()
    .filter(
      (alert) =>
        alert.firedAtUs !== undefined && alert.firedAtUs <= toUs && (alert.resolvedAtUs === undefined || alert.resolvedAtUs > fromUs),
    );
  const ratio = userErrorRatio(reading.scenario, trace, fromUs);
  return [
    ...[...new Set(firing.map((alert) => alert.alert))].map((name) => `alert ${name} was firing`),
    ...(ratio === undefined ? [] : [`${percent(ratio)} of users’ requests failed`]),
    ...journal
      .filter((entry) => within(entry.atUs) && /^(?:look|command|hypothesis)\./.test(entry.kind))
      .map(entryText)
      .slice(0, 8),
  ];
}
