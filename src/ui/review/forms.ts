// What is written in a review: the forms as they are kept while somebody writes, and the entries they become. Pure.
import type { EntryArgs, EntryDraft, JournalEntry } from '../../schema/index.ts';
import { clockText } from '../theme/format.ts';
import { readStoryTime } from './story-time.ts';

/** One row of a course of events while it is written: the time as it was typed. */
export interface TimelineRow {
  time: string;
  text: string;
}
export interface Forms {
  reflection: { wentWell: string; wentBadly: string; lucky: string; feelings: string };
  timeline: { rows: TimelineRow[] };
  causes: { surface: string; deeper: string; deepest: string };
  decision: { decision: string; confidence: number; cameTrue: 'yes' | 'partly' | 'no'; note: string };
  lesson: { kind: 'pattern' | 'diagnostic' | 'process'; text: string; symptoms: string; detection: string; resolution: string };
  item: { text: string; priority: 'P0' | 'P1' | 'P2' | 'P3'; owner: string; due: string; prevents: number };
}
export const EMPTY_FORMS: Forms = {
  reflection: { wentWell: '', wentBadly: '', lucky: '', feelings: '' },
  timeline: { rows: [] },
  causes: { surface: '', deeper: '', deepest: '' },
  decision: { decision: '', confidence: 0.7, cameTrue: 'yes', note: '' },
  lesson: { kind: 'pattern', text: '', symptoms: '', detection: '', resolution: '' },
  item: { text: '', priority: 'P1', owner: '', due: '', prevents: 0.5 },
};

/** Where the run is in story time. */
export interface StoryClock {
  startsAtMs: number;
  tPlusZeroUs: number | undefined;
  lengthUs: number;
}

/** The last entry of a kind; a later one replaces what an earlier one said. */
export function lastArgs<K extends JournalEntry['kind']>(journal: readonly JournalEntry[], kind: K): EntryArgs<K> | undefined {
  return journal.findLast((entry) => entry.kind === kind)?.args as EntryArgs<K> | undefined;
}

/** What a form shows first: what was recorded. */
export function recordedForms(journal: readonly JournalEntry[], clock: StoryClock): Pick<Forms, 'reflection' | 'timeline' | 'causes'> {
  const items = lastArgs(journal, 'review.timeline')?.items ?? [];
  return {
    reflection: lastArgs(journal, 'review.reflection') ?? EMPTY_FORMS.reflection,
    timeline: { rows: items.map(({ atS, text }) => ({ time: clockText(clock.startsAtMs, atS * 1e6), text })) },
    causes: lastArgs(journal, 'review.causes') ?? EMPTY_FORMS.causes,
  };
}

/** Why the time of a row cannot be used; undefined when it can, or when nothing was typed yet. */
export function timeProblem({ time }: TimelineRow, clock: StoryClock): string | undefined {
  if (time.trim() === '') return undefined;
  const atS = readStoryTime(time, clock.startsAtMs, clock.tPlusZeroUs);
  if (atS === undefined) return `Write a time such as ${clockText(clock.startsAtMs, clock.lengthUs / 2).slice(0, 5)} or T+4:00`;
  return atS * 1e6 > clock.lengthUs ? 'This drill was over by then' : undefined;
}

/** Rows that can be recorded, by time: those with words and a time of the run. */
export function timelineItems(rows: readonly TimelineRow[], clock: StoryClock): EntryArgs<'review.timeline'>['items'] {
  return rows
    .flatMap((row) => {
      const atS = readStoryTime(row.time, clock.startsAtMs, clock.tPlusZeroUs);
      return row.text.trim() === '' || atS === undefined || timeProblem(row, clock) !== undefined ? [] : [{ atS, text: row.text.trim() }];
    })
    .sort((a, b) => a.atS - b.atS);
}

/** By time, where there is one; rows without a time stay behind the row they follow. */
export function sortedRows(rows: readonly TimelineRow[], clock: StoryClock): TimelineRow[] {
  let before = -1;
  return rows
    .map((row) => {
      before = readStoryTime(row.time, clock.startsAtMs, clock.tPlusZeroUs) ?? before;
      return { row, atS: before };
    })
    .sort((a, b) => a.atS - b.atS)
    .map(({ row }) => row);
}

/** Changes places with a neighbour: what happened is moved, the times stay where they are. */
export function movedRow(rows: readonly TimelineRow[], index: number, by: -1 | 1): TimelineRow[] {
  const one = rows[index];
  const other = rows[index + by];
  if (one === undefined || other === undefined) return [...rows];
  return rows.map((row, at) => (at === index ? { ...row, text: other.text } : at === index + by ? { ...row, text: one.text } : row));
}

const written = (texts: readonly string[]): boolean => texts.some((text) => text.trim() !== '');

export type StepId = 'reflection' | 'timeline' | 'causes' | 'decisions' | 'lessons' | 'items' | 'late' | 'self';
export interface Step {
  id: StepId;
  title: string;
  /** done: recorded; begun: written, not recorded; open: nothing yet. */
  state: 'done' | 'begun' | 'open';
  /** What is there: `2 recorded`. */
  note: string;
}

export interface ReviewProgress {
  journal: readonly JournalEntry[];
  forms: Forms;
  clock: StoryClock;
  judged: { total: number; given: number };
  /** Whether something can still turn up, and whether anything of it was read. */
  late: { waiting: boolean; read: boolean };
}

/** The steps in their order, with what is left of each. */
export function reviewSteps({ journal, forms, clock, judged, late }: ReviewProgress): Step[] {
  const count = (kind: JournalEntry['kind']) => journal.filter((entry) => entry.kind === kind).length;
  const step = (id: StepId, title: string, done: boolean, begun: boolean, note: string): Step => ({
    id,
    title,
    state: begun ? 'begun' : done ? 'done' : 'open',
    note: begun ? 'not recorded yet' : note,
  });
  const many = (number: number, word: string) => (number === 0 ? 'nothing yet' : `${number} ${word}`);
  const pending = new Set(pendingEntries(journal, forms, clock).map(({ kind }) => kind));
  const items = lastArgs(journal, 'review.timeline')?.items.length ?? 0;
  const lessons = count('review.lesson');
  const decisions = count('review.calibration');
  const actionItems = count('review.action-item');
  return [
    step(
      'reflection',
      'Reactions',
      count('review.reflection') > 0,
      pending.has('review.reflection'),
      count('review.reflection') > 0 ? 'recorded' : 'nothing yet',
    ),
    step('timeline', 'What happened when', items > 0, pending.has('review.timeline'), many(items, 'recorded')),
    step(
      'causes',
      'Why',
      count('review.causes') > 0,
      pending.has('review.causes'),
      count('review.causes') > 0 ? 'recorded' : 'nothing yet',
    ),
    step('decisions', 'How sure you were', decisions > 0, pending.has('review.calibration'), many(decisions, 'recorded')),
    step('lessons', 'Lessons', lessons > 0, pending.has('review.lesson'), many(lessons, 'recorded')),
    step('items', 'What is to be done', actionItems > 0, pending.has('review.action-item'), many(actionItems, 'recorded')),
    step('late', 'What turned up later', !late.waiting, false, late.waiting ? 'time can run ahead' : late.read ? 'read' : 'nothing waits'),
    ...(judged.total === 0
      ? []
      : [step('self', 'Judge yourself', judged.given === judged.total, false, `${judged.given} of ${judged.total} judged`)]),
  ];
}

/** What was written and is not recorded yet, as the entries it would become. */
export function pendingEntries(journal: readonly JournalEntry[], forms: Forms, clock: StoryClock): EntryDraft[] {
  const { reflection, timeline, causes, decision, lesson, item } = forms;
  const drafts: EntryDraft[] = [];
  const differs = (kind: JournalEntry['kind'], args: unknown) => JSON.stringify(lastArgs(journal, kind)) !== JSON.stringify(args);
  const items = timelineItems(timeline.rows, clock);
  const tidy = { wentWell: reflection.wentWell, wentBadly: reflection.wentBadly, lucky: reflection.lucky, feelings: reflection.feelings };
  if (written(Object.values(tidy)) && differs('review.reflection', tidy)) drafts.push({ kind: 'review.reflection', args: tidy });
  if (items.length > 0 && differs('review.timeline', { items })) drafts.push({ kind: 'review.timeline', args: { items } });
  const why = { surface: causes.surface, deeper: causes.deeper, deepest: causes.deepest };
  if (why.surface.trim() !== '' && differs('review.causes', why)) drafts.push({ kind: 'review.causes', args: why });
  if (decision.decision.trim() !== '') drafts.push({ kind: 'review.calibration', args: decision });
  if (lesson.text.trim() !== '') drafts.push({ kind: 'review.lesson', args: lesson });
  if (item.text.trim() !== '') drafts.push({ kind: 'review.action-item', args: item });
  return drafts;
}
