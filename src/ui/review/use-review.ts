// The forms of a review, kept while somebody writes and recorded as entries: what is written survives a reload, and is sent at the latest with the review.
import { useMemo } from 'react';
import type { EntryDraft } from '../../schema/index.ts';
import { useAct, useReadOnly, useSession, useView } from '../app/session-context.tsx';
import { useDraft } from '../app/use-draft.ts';
import { EMPTY_FORMS, type Forms, pendingEntries, recordedForms, reviewSteps, type Step, type StoryClock } from './forms.ts';

export interface ReviewState {
  forms: Forms;
  set: <K extends keyof Forms>(form: K, value: Forms[K]) => void;
  clock: StoryClock;
  steps: Step[];
  pending: EntryDraft[];
  /** The review is submitted, or belongs to somebody else. */
  closed: boolean;
  /** Sends one entry of a form; a form that adds to a list is empty afterwards. */
  record: (kind: EntryDraft['kind'], okText?: string) => Promise<boolean>;
}

/** Forms that add to a list, by the entry they become. */
const LISTS = { 'review.calibration': 'decision', 'review.lesson': 'lesson', 'review.action-item': 'item' } as const;

export function useReview(): ReviewState {
  const view = useView();
  const session = useSession();
  const readOnly = useReadOnly();
  const act = useAct();
  const { journal } = session;
  const { startsAtMs, lengthUs } = view.scenario;
  const { tPlusZeroUs } = view;
  const clock = useMemo(() => ({ startsAtMs, tPlusZeroUs, lengthUs }), [startsAtMs, tPlusZeroUs, lengthUs]);
  const recorded = recordedForms(journal, clock);
  const [reflection, setReflection] = useDraft(session.id, 'review.reflection', recorded.reflection);
  const [timeline, setTimeline] = useDraft(session.id, 'review.timeline', recorded.timeline);
  const [causes, setCauses] = useDraft(session.id, 'review.causes', recorded.causes);
  const [decision, setDecision] = useDraft(session.id, 'review.decision', EMPTY_FORMS.decision);
  const [lesson, setLesson] = useDraft(session.id, 'review.lesson', EMPTY_FORMS.lesson);
  const [item, setItem] = useDraft(session.id, 'review.item', EMPTY_FORMS.item);
  const forms: Forms = { reflection, timeline, causes, decision, lesson, item };
  const setters: { [K in keyof Forms]: (value: Forms[K]) => void } = {
    reflection: setReflection,
    timeline: setTimeline,
    causes: setCauses,
    decision: setDecision,
    lesson: setLesson,
    item: setItem,
  };
  const pending = pendingEntries(journal, forms, clock);
  const set: ReviewState['set'] = (form, value) => setters[form](value);
  const record = async (kind: EntryDraft['kind'], okText?: string): Promise<boolean> => {
    const draft = pending.find((one) => one.kind === kind);
    if (draft === undefined || (await act(draft, okText)) === undefined) return false;
    if (kind in LISTS) {
      const form = LISTS[kind as keyof typeof LISTS];
      set(form, EMPTY_FORMS[form]);
    }
    return true;
  };
  return {
    forms,
    set,
    clock,
    pending,
    record,
    closed: readOnly || view.phase === 'scored',
    steps: reviewSteps({
      journal,
      forms,
      clock,
      judged: { total: view.judged.length, given: view.judged.filter(({ given }) => given !== undefined).length },
      late: {
        waiting: view.nextRevealAtUs !== undefined && view.nowUs < Math.min(lengthUs, view.nextRevealAtUs),
        read: view.artefacts.some(({ revealed }) => revealed),
      },
    }),
  };
}
