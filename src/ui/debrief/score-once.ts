// A score needs two comparison runs, so it is made once per session, and again only after another self-assessment.
import type { DrillSession, Progress } from '../../host/client/index.ts';
import type { ComparisonRun, ConsoleDebrief, Scorecard } from '../../schema/index.ts';

export interface Scored {
  card: Scorecard;
  comparisons: ComparisonRun[];
  /** Undefined in a scenario without consoles. */
  consoles: ConsoleDebrief | undefined;
}

const scores = new WeakMap<DrillSession, { entries: number; result: Promise<Scored> }>();

/** A score that was made or is being made, without making one. */
export const knownScore = (session: DrillSession): Promise<Scored> | undefined => scores.get(session)?.result;

export function scoreOnce(session: DrillSession, progress: Progress): Promise<Scored> {
  const known = scores.get(session);
  if (known !== undefined && known.entries === session.journal.length) return known.result;
  const result = session.score(progress);
  scores.set(session, { entries: session.journal.length, result });
  result.catch(() => scores.delete(session));
  return result;
}
