// A post-mortem to begin with: what the journal and the scorecard know, in the sections of its template (document 004), in the words
// of whoever reviewed the drill. Pure; whoever writes on changes everything.
import type { ComparisonRun, DrillView, JournalEntry, PostMortem, Scorecard } from '../../schema/index.ts';
import { dueText } from '../debrief/due-text.ts';
import { trueTimeline } from '../debrief/true-timeline.ts';
import { lastArgs } from '../review/forms.ts';
import { clockText, countText, moneyText, percentText, spanWords } from '../theme/format.ts';

/** Sections of text, in the order in which they are read; whys, factors and action items stand between them. */
export const SECTIONS = [
  { id: 'glance', title: 'At a glance' },
  { id: 'summary', title: 'Summary' },
  { id: 'impact', title: 'Impact' },
  { id: 'timeline', title: 'Timeline' },
  { id: 'well', title: 'What went well' },
  { id: 'badly', title: 'What went badly' },
  { id: 'lucky', title: 'Where we were lucky' },
  { id: 'lessons', title: 'Lessons' },
] as const;
export type SectionId = (typeof SECTIONS)[number]['id'];

const WHYS = 5;
const LISTED_MAX = 6;

export interface Known {
  drillId: string;
  slug: string;
  view: DrillView;
  journal: readonly JournalEntry[];
  card: Scorecard;
  comparisons: readonly ComparisonRun[];
}

/** @param now ISO 8601 */
export function prefilled(known: Known, now: string): PostMortem {
  const { view, journal, card } = known;
  const reflection = lastArgs(journal, 'review.reflection');
  const causes = lastArgs(journal, 'review.causes');
  const lessons = journal.flatMap((entry) => (entry.kind === 'review.lesson' ? [lessonText(entry.args)] : []));
  const texts: Record<SectionId, string> = {
    glance: glance(known),
    summary: summary(known),
    impact: impact(known),
    timeline: timeline(view, card),
    well: listed(reflection?.wentWell, happened(card, 'met')),
    badly: listed(reflection?.wentBadly, [...happened(card, 'unmet'), ...ledBadly(known)]),
    lucky: listed(reflection?.lucky, []),
    lessons: listed('', lessons),
  };
  const surface = causes?.surface.trim() || card.truth.detail.trim();
  const factors = [
    { depth: 'surface' as const, text: surface },
    { depth: 'deeper' as const, text: causes?.deeper.trim() ?? '' },
    { depth: 'deepest' as const, text: causes?.deepest.trim() ?? '' },
    ...card.truth.deeper.map((text) => ({ depth: 'deeper' as const, text: text.trim() })),
  ].filter(({ text }, index, all) => text !== '' && all.findIndex((one) => one.text === text) === index);
  return {
    version: 1,
    drillId: known.drillId,
    slug: known.slug,
    title: view.scenario.title.slice(0, 200),
    updatedAt: now,
    sections: SECTIONS.map(({ id, title }) => ({ id, title, text: texts[id].slice(0, 20_000) })),
    whys: Array.from({ length: WHYS }, (_, index) => [surface, causes?.deeper, causes?.deepest][index]?.trim().slice(0, 1000) ?? ''),
    factors: factors.map(({ depth, text }) => ({ depth, text: text.slice(0, 1000) })),
    actionItems: journal.flatMap((entry) =>
      entry.kind === 'review.action-item'
        ? [
            {
              text: entry.args.text,
              owner: entry.args.owner,
              priority: entry.args.priority,
              due: entry.args.due,
              prevents:
                entry.args.prevents === undefined ? '' : `Would have prevented this with a chance of ${percentText(entry.args.prevents)}`,
            },
          ]
        : [],
    ),
  };
}

/** What the machine's criteria saw, weightiest first; what merely did not happen is for the author to write. */
function happened(card: Scorecard, verdict: 'met' | 'unmet'): string[] {
  const sentences = card.categories
    .flatMap((category) => category.criteria)
    .filter((one) => one.verdict === verdict && one.by === 'machine' && one.evidence.some(({ kind }) => kind !== 'absence'))
    .sort((a, b) => b.pointsMax - a.pointsMax)
    .map(({ because }) => because.charAt(0).toUpperCase() + because.slice(1));
  return [...new Set(sentences)].slice(0, LISTED_MAX);
}

/** What was due and came late or never, and ends that were declared too early. */
function ledBadly({ view, card }: Known): string[] {
  const { targets, premature } = card.command;
  return [
    ...targets
      .filter(({ verdict }) => verdict === 'missed')
      .map((target) => `${target.what.charAt(0).toUpperCase()}${target.what.slice(1)}: ${dueText(target, view.tPlusZeroUs)}`),
    ...premature.map(({ atUs, because }) => `Declared over at ${clockText(view.scenario.startsAtMs, atUs)}: ${because}`),
  ];
}

function glance({ view, card }: Known): string {
  const { startsAtMs } = view.scenario;
  const { tPlusZeroUs, resolvedAtUs } = view;
  const commander = view.roles.find(({ role }) => role === 'commander')?.holder;
  const date = new Date(startsAtMs).toISOString().slice(0, 10);
  const lines = [`Date: ${date} (a drill)`];
  if (tPlusZeroUs !== undefined) {
    const end = resolvedAtUs ?? view.nowUs;
    lines.push(
      `Duration: ${spanWords(end - tPlusZeroUs)}, ${clockText(startsAtMs, tPlusZeroUs)} to ${clockText(startsAtMs, end)} UTC${resolvedAtUs === undefined ? ', never declared over' : ''}`,
    );
  }
  if (card.measures.timeToMitigateUs !== undefined)
    lines.push(`Users were hurt until ${spanWords(card.measures.timeToMitigateUs)} after the first page`);
  lines.push(`Severity: ${view.severity ?? 'never declared'}`);
  if (commander !== undefined && commander.kind !== 'nobody')
    lines.push(`Incident commander: ${commander.kind === 'you' ? 'the author' : commander.name}`);
  lines.push('Status: draft');
  return lines.map((line) => `- ${line}`).join('\n');
}

function summary({ view, journal, card }: Known): string {
  const { measures, truth } = card;
  const what = lastArgs(journal, 'incident.declare')?.summary.trim() || view.scenario.summary.trim();
  const why = truth.cause === undefined ? '' : `The cause was ${truth.cause.kind} at ${truth.cause.component}.`;
  const until =
    measures.timeToMitigateUs === undefined
      ? 'It was not over when the drill ended.'
      : `Users were well again ${spanWords(measures.timeToMitigateUs)} after the first page.`;
  const solved = lastArgs(journal, 'incident.resolve')?.summary.trim();
  return [
    what,
    `${countText(measures.usersAffected)} users were affected.`,
    why,
    solved === undefined || solved === '' ? '' : `What solved it: ${solved}.`,
    until,
  ]
    .filter((sentence) => sentence !== '')
    .map((sentence) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`).replace(/\.\.$/, '.'))
    .join(' ');
}

function impact({ view, card, comparisons }: Known): string {
  const { measures } = card;
  const { currency } = view.impact;
  const lines = [
    `Users affected: ${countText(measures.usersAffected)}`,
    `Revenue lost: ${moneyText(Math.round(measures.revenueLost), currency)}`,
    ...view.slos.map(({ name, budgetSpentRatio }) => `Error budget of ${name}: ${percentText(budgetSpentRatio)} spent`),
    ...comparisons.map(
      (run) =>
        `${run.label === 'idle' ? 'Had nobody acted' : 'With the reference response'}: ${countText(run.usersAffected)} users, ${moneyText(Math.round(run.revenueLost), currency)}`,
    ),
  ];
  return lines.map((line) => `- ${line}`).join('\n');
}

/** One line an event: story time, a space, what happened. A decision says so. */
function timeline(view: DrillView, card: Scorecard): string {
  const decisions = new Set(view.timeline.filter(({ kind }) => kind.startsWith('command.')).map(({ text }) => text));
  return trueTimeline(view, card.measures)
    .map(({ atUs, text }) => `${clockText(view.scenario.startsAtMs, atUs)} ${decisions.has(text) ? `Decision: ${text}` : text}`)
    .join('\n');
}

function lessonText({
  text,
  symptoms,
  detection,
  resolution,
}: {
  text: string;
  symptoms: string;
  detection: string;
  resolution: string;
}): string {
  const more = [
    symptoms && `looks like: ${symptoms}`,
    detection && `noticed by: ${detection}`,
    resolution && `helped by: ${resolution}`,
  ].filter(Boolean);
  return more.length === 0 ? text.trim() : `${text.trim()} (${more.join('; ')})`;
}

function listed(own: string | undefined, found: readonly string[]): string {
  const lines = [...(own ?? '').split('\n'), ...found].map((line) => line.trim().replace(/^[-*•]\s+/, '')).filter((line) => line !== '');
  return lines.map((line) => `- ${line}`).join('\n');
}
