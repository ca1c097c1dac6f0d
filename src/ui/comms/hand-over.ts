// The note for whoever takes over (document 004: hand-off checklist): what the room knows is filled in, what is missing is named. Pure.
import type { DrillView, EntryArgs } from '../../schema/index.ts';
import { countText, percentText, spanWords } from '../theme/format.ts';
import { timeText } from './reader-text.ts';

export type HandOverNote = EntryArgs<'role.hand-over'>['note'];
export type NotePart = keyof HandOverNote;
export const EMPTY_NOTE: HandOverNote = { situation: '', tried: '', strategy: '', people: '', nextSteps: '', openQuestions: '' };
export const NOTE_PARTS: readonly { id: NotePart; label: string; help: string; max: number }[] = [
  { id: 'situation', label: 'Situation', help: 'Severity, since when, impact in figures', max: 2000 },
  { id: 'tried', label: 'What was tried', help: 'Each action, and what came of it', max: 2000 },
  { id: 'strategy', label: 'What we are trying now, and why', help: 'The leading hypothesis and how sure we are', max: 2000 },
  { id: 'people', label: 'People', help: 'Who holds which role, who was called', max: 1000 },
  { id: 'nextSteps', label: 'Next steps', help: 'What is due next, and what if it fails', max: 2000 },
  { id: 'openQuestions', label: 'Open questions', help: 'What nobody knows yet, who still owes an answer', max: 2000 },
];

/** The note as far as the room can write it; what it does not know stays empty. */
export function handOverNote(view: DrillView): HandOverNote {
  const parts: HandOverNote = {
    situation: situation(view),
    tried: tried(view),
    strategy: strategy(view),
    people: peopleHere(view),
    nextSteps: nextSteps(view),
    openQuestions: openQuestions(view),
  };
  return Object.fromEntries(NOTE_PARTS.map(({ id, max }) => [id, parts[id].slice(0, max)])) as unknown as HandOverNote;
}

const timeOf = (view: DrillView, atUs: number): string => timeText(view.scenario.startsAtMs, atUs);
const lines = (all: readonly (string | undefined)[]): string => all.filter((line) => line !== undefined && line !== '').join('\n');

function situation(view: DrillView): string {
  if (view.tPlusZeroUs === undefined) return '';
  const { impact } = view;
  const firing = [...new Set(view.alerts.filter(({ state }) => state === 'firing').map(({ alert }) => alert))];
  const severity = view.severity ?? 'No severity declared';
  return lines([
    `${severity}, since ${timeOf(view, view.tPlusZeroUs)} (${spanWords(Math.floor((view.nowUs - view.tPlusZeroUs) / 60e6) * 60e6)}). Phase: ${view.phase}.`,
    `At ${timeOf(view, view.nowUs)}: ${percentText(impact.errorRatio)} of requests fail, ${countText(impact.usersAffected)} users affected, ${countText(impact.revenueLost)} ${impact.currency} lost (${countText(impact.revenueLostPerMinute)} a minute).`,
    firing.length === 0 ? 'No alert fires.' : `Firing: ${firing.join(', ')}.`,
  ]);
}

function tried(view: DrillView): string {
  const actions = view.timeline.filter(({ kind }) => kind.startsWith('command.'));
  // What somebody carried out is an action of the timeline; here is what they would not do.
  const refused = view.requests.filter(({ kind, status }) => kind === 'task' && (status === 'declined' || status === 'no answer'));
  const others = new Set(view.people.map(({ name }) => name));
  const all = [
    ...actions.map((item) => ({
      atUs: item.atUs,
      says: `${timeOf(view, item.atUs)} ${others.has(item.actor) ? `${item.actor}: ` : ''}${item.text}: ${cameOf(view, item)}`,
    })),
    ...refused.map((request) => ({
      atUs: request.atUs,
      says: `${timeOf(view, request.atUs)} asked ${nameOf(view, request.person)} for ${request.about}: ${request.text || request.status}`,
    })),
  ].sort((a, b) => a.atUs - b.atUs);
  return all.length === 0 ? 'No action so far.' : lines(all.map(({ says }) => says));
}

/** Outcome, how far it is, and what was expected of it. */
function cameOf(view: DrillView, { seq, text, outcome }: DrillView['timeline'][number]): string {
  const flight = view.inFlight.find((action) => action.seq === seq);
  const planned = view.plan.findLast((step) => step.command === text && step.seq < seq);
  const came =
    outcome?.status === 'refused'
      ? `refused, ${outcome.reason}`
      : outcome?.status === 'unknown'
        ? 'outcome unknown, it may have happened'
        : flight !== undefined && flight.status !== 'done'
          ? `${flight.status}, ${percentText(flight.progress)}`
          : 'done';
  return planned === undefined || planned.expects === '' ? came : `${came}; expected: ${planned.expects}`;
}

function strategy(view: DrillView): string {
  const beliefs = [...view.beliefs].sort((a, b) => b.probability - a.probability).filter(({ probability }) => probability > 0);
  const last = view.plan.at(-1);
  return lines([
    beliefs.length === 0
      ? ''
      : `We believe: ${beliefs.map(({ cause, probability }) => `${cause.component} ${cause.kind} ${percentText(probability)}`).join(', ')}, something else ${percentText(view.somethingElse)}.`,
    last === undefined ? '' : `Last plan: ${last.command}${last.expects === '' ? '' : `, expecting ${last.expects}`}.`,
  ]);
}

function peopleHere(view: DrillView): string {
  const called = view.requests.filter(({ kind }) => kind === 'call');
  return lines([
    ...view.roles.map(({ role, holder }) =>
      holder.kind === 'nobody' ? '' : `${role}: ${holder.kind === 'you' ? 'me, until you take over' : holder.name}`,
    ),
    ...called.map(({ person, status, atUs }) => `${nameOf(view, person)}: called at ${timeOf(view, atUs)}, ${status}`),
  ]);
}

function nextSteps(view: DrillView): string {
  const last = view.plan.at(-1);
  const owed = view.owedUpdate;
  const running = view.inFlight.filter(({ status }) => status === 'running' || status === 'paused');
  return lines([
    ...running.map(({ text, progress }) => `Watch ${text} (${percentText(progress)}).`),
    last === undefined || last.ifItFails === '' ? '' : `If ${last.command} does not help: ${last.ifItFails}.`,
    owed === undefined ? '' : `Update to ${owed.audience} by ${timeOf(view, owed.byUs)}.`,
  ]);
}

function openQuestions(view: DrillView): string {
  const waiting = view.requests.filter(({ status }) => status === 'waiting');
  return lines([
    ...view.facts.filter(({ status }) => status === 'unknown').map(({ text }) => text),
    ...waiting.map(({ person, about, atUs }) => `${nameOf(view, person)} has not answered yet: ${about} (asked at ${timeOf(view, atUs)})`),
  ]);
}

const nameOf = (view: DrillView, id: string): string => view.people.find((person) => person.id === id)?.name ?? id;

export interface NoteCheck {
  says: string;
  ok: boolean;
}

/** The checklist of a complete note. */
export function noteChecks(note: HandOverNote, view: Pick<DrillView, 'severity' | 'timeline' | 'owedUpdate'>): NoteCheck[] {
  const acted = view.timeline.filter(({ kind }) => kind.startsWith('command.'));
  const left = acted.filter(({ text }) => !note.tried.includes(text));
  return [
    { says: 'Severity and since when', ok: /SEV-[1-4]/.test(note.situation) && /\d{1,2}:\d{2}/.test(note.situation) },
    { says: 'Impact in figures', ok: /\d\s?%|\d users/.test(note.situation) },
    {
      says: acted.length === 0 ? 'What was tried, even if nothing' : 'Every action, and what came of it',
      ok: note.tried.trim() !== '' && left.length === 0,
    },
    { says: 'What we are trying now, and why', ok: note.strategy.trim() !== '' },
    { says: 'Who holds which role', ok: note.people.trim() !== '' },
    { says: 'What comes next', ok: note.nextSteps.trim() !== '' },
    {
      says: 'The next promised update',
      ok: view.owedUpdate === undefined || /update/i.test(note.nextSteps),
    },
    { says: 'What nobody knows yet', ok: note.openQuestions.trim() !== '' },
  ];
}
