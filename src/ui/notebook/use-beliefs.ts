// Beliefs as recorded, and as they are being thought about. What is not recorded yet survives a reload and counts for nothing.
import type { Cause } from '../../schema/index.ts';
import { useAct, useReadOnly, useSession, useView } from '../app/session-context.tsx';
import { useDraft } from '../app/use-draft.ts';
import { type Belief, beliefsBefore, sameBeliefs, sameCause, setBelief, somethingElse, stated } from './beliefs.ts';

const NOTHING: { edited: boolean; beliefs: Belief[]; because: string } = { edited: false, beliefs: [], because: '' };

export function useBeliefs() {
  const view = useView();
  const session = useSession();
  const readOnly = useReadOnly();
  const act = useAct();
  const [draft, setDraft, clear] = useDraft(session.id, 'beliefs', NOTHING);
  const recorded: Belief[] = view.beliefs.map(({ cause, probability }) => ({ cause, probability }));
  const beliefs = readOnly || !draft.edited ? recorded : draft.beliefs;
  const dirty = !readOnly && draft.edited && !sameBeliefs(stated(draft.beliefs), stated(recorded));
  return {
    beliefs,
    recorded,
    dirty,
    because: draft.because,
    rest: somethingElse(beliefs),
    /** What was recorded before the last change; undefined when nothing was recorded. */
    before: beliefsBefore(session.journal, view.nowUs),
    isRecorded: (cause: Cause) => recorded.some((belief) => sameCause(belief.cause, cause)),
    change: (cause: Cause, probability: number) => setDraft({ ...draft, edited: true, beliefs: setBelief(beliefs, cause, probability) }),
    remove: (cause: Cause) => setDraft({ ...draft, edited: true, beliefs: beliefs.filter((belief) => !sameCause(belief.cause, cause)) }),
    explain: (because: string) => setDraft({ ...draft, because }),
    forget: clear,
    record: async (next: readonly Belief[] = beliefs, because = draft.because): Promise<boolean> => {
      const done = await act({ kind: 'hypothesis.set', args: { beliefs: stated(next), because } }, 'Beliefs recorded');
      if (done !== undefined && done.outcome?.status !== 'refused') clear();
      return done !== undefined && done.outcome?.status !== 'refused';
    },
  };
}
