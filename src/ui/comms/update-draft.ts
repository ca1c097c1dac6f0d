// A status update that is being written: what is kept while nobody has read it yet, and the entry it becomes. Pure.
import type { AudienceName, DrillView, EntryArgs } from '../../schema/index.ts';

export type UpdateArgs = EntryArgs<'comms.status-update'>;
export type UpdateState = UpdateArgs['state'];
export const UPDATE_STATES: readonly UpdateState[] = ['investigating', 'identified', 'mitigating', 'monitoring', 'resolved'];
export const AUDIENCES: readonly AudienceName[] = ['executive', 'support', 'status page', 'war room'];

/** The texts of an update, in the order in which they are read. */
export const UPDATE_TEXTS = ['whatHappened', 'impactText', 'done', 'unknowns', 'nextSteps'] as const;
export type UpdateText = (typeof UPDATE_TEXTS)[number];
export const TEXT_LABELS: Record<UpdateText, string> = {
  whatHappened: 'What happened',
  impactText: 'Impact in words',
  done: 'What we did',
  unknowns: 'What we do not know yet',
  nextSteps: 'Next steps',
};

const FIGURES = ['errorPercent', 'usersAffected', 'revenueLost'] as const;
export type FigureId = (typeof FIGURES)[number];

export interface UpdateDraft extends Record<UpdateText, string>, Record<FigureId, number | undefined> {
  state: UpdateState;
  /** What was taken over from the instruments, and when; a figure that differs from it was typed. */
  taken: Partial<Record<FigureId, { value: number; atUs: number }>>;
  confidence: number | undefined;
  /** Minutes from now. */
  etaFrom: number | undefined;
  etaTo: number | undefined;
  nextUpdate: number | undefined;
}
export const EMPTY_UPDATE: UpdateDraft = {
  state: 'investigating',
  whatHappened: '',
  impactText: '',
  done: '',
  unknowns: '',
  nextSteps: '',
  errorPercent: undefined,
  usersAffected: undefined,
  revenueLost: undefined,
  taken: {},
  confidence: undefined,
  etaFrom: undefined,
  etaTo: undefined,
  nextUpdate: undefined,
};

/** One figure of the impact: what an instrument says, and which one. */
export interface Reading {
  id: FigureId;
  label: string;
  unit: string;
  source: string;
  /** Undefined while the instrument shows nothing. */
  value: number | undefined;
}

/** The figures as the instruments show them now; rounded as they are written. */
export function readingsOf({ impact }: Pick<DrillView, 'impact'>): Reading[] {
  const percent = impact.errorRatio === undefined ? undefined : Math.round(impact.errorRatio * 1000) / 10;
  return [
    { id: 'errorPercent', label: 'Requests failing', unit: '%', source: 'error ratio of the last minute', value: percent },
    {
      id: 'usersAffected',
      label: 'Users affected',
      unit: 'users',
      source: 'users with failed requests so far',
      value: Math.round(impact.usersAffected),
    },
    {
      id: 'revenueLost',
      label: 'Revenue lost',
      unit: impact.currency,
      source: 'revenue lost so far',
      value: Math.round(impact.revenueLost),
    },
  ];
}

/** Takes figures over from the instruments. @param atUs the instant of the readings */
export function withReadings(draft: UpdateDraft, readings: readonly Reading[], atUs: number): UpdateDraft {
  const next = { ...draft, taken: { ...draft.taken } };
  for (const { id, value } of readings)
    if (value !== undefined) {
      next[id] = value;
      next.taken[id] = { value, atUs };
    }
  return next;
}

/** When a figure was read; undefined for one that was typed or is not there. */
export function takenAtUs(draft: UpdateDraft, id: FigureId): number | undefined {
  const taken = draft.taken[id];
  return taken !== undefined && taken.value === draft[id] ? taken.atUs : undefined;
}

/** Whether nothing has been said yet. */
export const isBlank = (draft: UpdateDraft): boolean =>
  UPDATE_TEXTS.every((text) => draft[text].trim() === '') && FIGURES.every((figure) => draft[figure] === undefined);

/** The entry's arguments. What was not said is left out: "not said" is not zero. */
export function updateArgs(audience: AudienceName, draft: UpdateDraft): UpdateArgs {
  const { errorPercent, usersAffected, revenueLost, confidence, etaFrom, etaTo, nextUpdate } = draft;
  const from = etaFrom ?? etaTo;
  const to = etaTo ?? etaFrom;
  return {
    audience,
    state: draft.state,
    whatHappened: draft.whatHappened.trim(),
    done: draft.done.trim(),
    impact: {
      text: draft.impactText.trim(),
      ...(errorPercent === undefined ? {} : { errorRatio: errorPercent / 100 }),
      ...(usersAffected === undefined ? {} : { usersAffected }),
      ...(revenueLost === undefined ? {} : { revenueLost }),
    },
    ...(confidence === undefined ? {} : { confidence }),
    unknowns: draft.unknowns.trim(),
    nextSteps: draft.nextSteps.trim(),
    ...(from === undefined || to === undefined ? {} : { eta: { fromMinutes: from, toMinutes: to } }),
    ...(nextUpdate === undefined ? {} : { nextUpdateMinutes: nextUpdate }),
  };
}

/** What to begin the next update with: the story so far, without figures, deeds and promises that have grown old. */
export const nextDraft = (args: UpdateArgs): UpdateDraft => ({
  ...EMPTY_UPDATE,
  state: args.state,
  whatHappened: args.whatHappened,
  unknowns: args.unknowns,
  nextSteps: args.nextSteps,
});
