// Undo and redo over whole states: what is typed in one word of one field is one step. Pure.
export interface History<T> {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** What the present came from; a change with the same name belongs to the same step. */
  step: string | undefined;
}

const STEPS_MAX = 300;

export const historyOf = <T>(present: T): History<T> => ({ past: [], present, future: [], step: undefined });

/** @param step where the change happened; undefined makes a step of its own */
export function changed<T>(history: History<T>, present: T, step?: string): History<T> {
  const joins = step !== undefined && step === history.step && history.past.length > 0;
  return { past: joins ? history.past : [...history.past, history.present].slice(-STEPS_MAX), present, future: [], step };
}

export function undone<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return { past: history.past.slice(0, -1), present, future: [history.present, ...history.future], step: undefined };
}

export function redone<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, step: undefined };
}

/** A step for each word that is typed in a field. */
export const typingStep = (field: string, text: string): string => `${field}/${(text.match(/\S+\s/g) ?? []).length}`;
