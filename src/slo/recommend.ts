// Recommendations of the report, by rule; the figure that led to each is in its text.
import type { SloReport } from '../schema/index.ts';
import { minutesText, percentText } from './words.ts';

type Facts = Omit<SloReport, 'recommendations'>;

/** An incident that took this much of a month's budget needs a review of its own. */
const LARGE_RATIO = 0.2;
/** Spent outside incidents: beyond this the alerts are blind to something. */
const UNNOTICED_RATIO = 0.1;
/** A page this long after the budget began to burn is late. */
const LATE_MINUTES = 5;
/** Spent so little that the month could have borne more. */
const UNUSED_RATIO = 0.1;

export function recommend({ objectives, incidents }: Facts): string[] {
  const advice: string[] = [];
  for (const { name, status, spentRatio, policy } of objectives) {
    if (status === 'missed')
      advice.push(
        `${name} was missed: ${percentText(spentRatio)} of its budget is spent. ${policy.consequence}. Find what cost most below.`,
      );
    else if (status === 'at risk')
      advice.push(`${name} is at risk: ${percentText(spentRatio)} of its budget is spent. ${policy.consequence}.`);
  }
  for (const { from, run, shares, alerts, unnoticedMinutes } of incidents) {
    const worst = [...shares].sort((a, b) => b.spentRatio - a.spentRatio)[0];
    const at = `${run === '' ? '' : `${run}, `}${from}`;
    if (worst !== undefined && worst.spentRatio >= LARGE_RATIO)
      advice.push(
        `The incident of ${at} (${alerts.join(', ')}) alone took ${percentText(worst.spentRatio)} of the budget of ${worst.name}: its action items come first.`,
      );
    if (unnoticedMinutes >= LATE_MINUTES && worst !== undefined && worst.spentMinutes > 0)
      advice.push(
        `In the incident of ${at} the first page came ${minutesText(unnoticedMinutes)} after the budget began to burn: alert on the burn rate, or shorten “for”.`,
      );
  }
  for (const { name, unnoticedRatio } of objectives)
    if (unnoticedRatio >= UNNOTICED_RATIO)
      advice.push(
        `${percentText(unnoticedRatio)} of the budget of ${name} was spent while nobody was paged: tickets on slow burn are missing.`,
      );
  const unused = objectives.filter(({ spentRatio }) => spentRatio < UNUSED_RATIO).map(({ name }) => name);
  if (unused.length > 0)
    advice.push(
      `${unused.join(', ')}: under ${percentText(UNUSED_RATIO)} of the budget is spent. There is room for faster or riskier releases.`,
    );
  return advice;
}
