// Plays a journal script as a person would: waits for T+0, reads instruments when it says so, types lines into the terminal, works at consoles
// (`console-script.ts`), and refers to its own earlier entries.
import { readValue } from '../drill/index.ts';
import {
  type EntryDraft,
  parseCommandText,
  parseLookText,
  type Scenario,
  type Script,
  type Seed,
  type SimTimeUs,
  storyTimeUs,
} from '../schema/index.ts';
import { Authority, type AuthorityOptions } from './authority.ts';
import { beginAt, type Hand, moveHand } from './console-script.ts';
import { InputError } from './input-error.ts';
import { kindMatters } from './instruments-needed.ts';
import { typeLine } from './shell-line.ts';

type ScriptEntry = Script['entries'][number];
export interface PlayOptions extends AuthorityOptions {
  /** The run ends here; default: the script’s `ends`, else the scenario’s length. */
  untilUs?: SimTimeUs;
  /** Only harm will be read: after the last entry that may act the rest is left out, and instruments stop. Without records only. */
  harmOnly?: boolean;
  onProgress?: (atUs: SimTimeUs) => void;
}

/**
 * Entries happen in order of time, then of the file; `T+…` waits until T+0 is known on this seed.
 * @returns the run, and in `problems` every entry that could not be resolved and was left out
 */
export function playScript(
  scenario: Scenario,
  seed: Seed,
  script: Script,
  options: PlayOptions = {},
): { authority: Authority; problems: string[] } {
  const authority = Authority.open(scenario, seed, options);
  const problems: string[] = [];
  const seqs = new Map<string, number>();
  const timeOf = (text: string): SimTimeUs | undefined => storyTimeUs(text, scenario.startsAtMs, authority.tPlusZeroUs);
  const endUs = (): SimTimeUs =>
    Math.min(
      scenario.meta.length,
      options.untilUs ?? (script.ends === undefined ? undefined : timeOf(script.ends)) ?? scenario.meta.length,
    );
  const waiting = script.entries.map((entry, index) => ({ entry, index }));
  /** Attempts at consoles whose safeguards are being answered. */
  let hands: Hand[] = [];

  for (;;) {
    const knew = authority.tPlusZeroUs !== undefined;
    if (
      options.harmOnly === true &&
      hands.length === 0 &&
      !waiting.some(({ entry }) => mayAct(entry) && (timeOf(entry.at) ?? 0) <= endUs())
    ) {
      waiting.length = 0;
      authority.readHarmOnly();
    }
    const next = earliest(waiting, timeOf);
    const hand = hands.reduce<Hand | undefined>((first, each) => (first === undefined || each.atUs < first.atUs ? each : first), undefined);
    const targetUs = Math.min(endUs(), next?.atUs ?? endUs(), hand?.atUs ?? endUs());
    authority.advanceTo(targetUs, () => {
      options.onProgress?.(authority.nowUs);
      // T+0 has just become known: entries that waited for it may come first.
      return !knew && authority.tPlusZeroUs !== undefined;
    });
    if (!knew && authority.tPlusZeroUs !== undefined) continue;
    if (hand !== undefined && hand.atUs <= Math.min(endUs(), next?.atUs ?? hand.atUs)) {
      const later = moveHand(authority, hand);
      if (typeof later === 'string') problems.push(`${hand.name}: ${later}`);
      hands = hands.flatMap((each) => (each !== hand ? [each] : typeof later === 'object' ? [later] : []));
      continue;
    }
    if (next === undefined || next.atUs > endUs()) break;
    waiting.splice(waiting.indexOf(next.waiting), 1);
    const begun = appendEntry(authority, script, next.waiting, seqs, problems);
    if (begun !== undefined) hands = [...hands, begun];
  }
  authority.advanceTo(endUs(), () => {
    options.onProgress?.(authority.nowUs);
    return false;
  });
  for (const hand of hands) problems.push(`${hand.name}: the run ends while ${hand.desk} is still being answered`);
  for (const { entry, index } of waiting) {
    problems.push(
      `${name(entry, index)}: ${timeOf(entry.at) === undefined ? 'the run never paged, so T+0 is not known' : 'the run ends before it'}`,
    );
  }
  return { authority, problems };
}

interface Waiting {
  entry: ScriptEntry;
  index: number;
}

/** Times that lie in the past (before the start) are taken at once. */
function earliest(
  waiting: readonly Waiting[],
  timeOf: (text: string) => SimTimeUs | undefined,
): { waiting: Waiting; atUs: SimTimeUs } | undefined {
  let first: { waiting: Waiting; atUs: SimTimeUs } | undefined;
  for (const each of waiting) {
    const atUs = timeOf(each.entry.at);
    if (atUs !== undefined && (first === undefined || atUs < first.atUs)) first = { waiting: each, atUs };
  }
  return first;
}

/** @returns a hand that goes on answering safeguards, if the entry began an attempt at a console */
function appendEntry(
  authority: Authority,
  script: Script,
  { entry, index }: Waiting,
  seqs: Map<string, number>,
  problems: string[],
): Hand | undefined {
  const complain = (problem: string): void => {
    problems.push(`${name(entry, index)}: ${problem}`);
  };
  const { actor = script.actor, role = script.role } = entry;
  if (entry.sh !== undefined) {
    const typed = typeLine(authority, entry.sh, { actor, role });
    if (entry.id !== undefined) seqs.set(entry.id, typed.seq);
    for (const problem of typed.problems) complain(problem);
    return undefined;
  }
  if (entry.console !== undefined) {
    const unresolved: string[] = [];
    const fills = Object.fromEntries(
      Object.entries(entry.fills ?? {}).map(([field, value]) => [field, String(resolve(value, authority, seqs, unresolved))]),
    );
    if (unresolved.length > 0) return void complain(unresolved.join('; '));
    const begun = beginAt(authority, { ...entry, console: entry.console, fills }, { actor, role }, name(entry, index));
    if (typeof begun === 'string') return void complain(begun);
    if (entry.id !== undefined) seqs.set(entry.id, begun.seq);
    return begun.hand;
  }
  const meant = meaningOf(entry);
  if (typeof meant === 'string') return void complain(meant);
  const unresolved: string[] = [];
  const args = resolve(meant.args, authority, seqs, unresolved);
  if (unresolved.length > 0) return void complain(unresolved.join('; '));
  if (meant.kind === 'console.undo') namePress(authority, meant.args, args);
  try {
    const draft = { kind: meant.kind, args, actor, role } as EntryDraft;
    const { seq } = authority.append(draft).entry;
    if (entry.id !== undefined) seqs.set(entry.id, seq);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    complain(error.message);
  }
  return undefined;
}

/** `#id` names the press of a button, an undo the attempt that it began. */
function namePress(authority: Authority, written: unknown, args: unknown): void {
  const { attempt } = written as { attempt?: unknown };
  if (typeof attempt !== 'string') return;
  const resolved = args as { attempt: unknown };
  resolved.attempt = authority.attempts.find(({ seq }) => seq === resolved.attempt)?.number ?? resolved.attempt;
}

function meaningOf(entry: ScriptEntry): { kind: string; args: unknown } | string {
  if (entry.do !== undefined) return parseCommandText(entry.do) ?? `“${entry.do}” is no command`;
  if (entry.look !== undefined) return parseLookText(entry.look) ?? `“${entry.look}” is no look`;
  return entry.kind === undefined ? 'one of look, do, sh, console and kind is needed' : { kind: entry.kind, args: entry.args ?? {} };
}

/** A line of the terminal may do anything, and so may a console. */
function mayAct(entry: ScriptEntry): boolean {
  return (
    entry.do !== undefined ||
    entry.sh !== undefined ||
    entry.console !== undefined ||
    (entry.kind !== undefined && entry.kind !== 'review.submit' && kindMatters(entry.kind))
  );
}

const READING = /^= (.+)$/s;
const REFERENCE = /^#([a-z][a-z0-9-]{0,40})$/;

/** Replaces `= expr` by what the instrument shows now and `#id` by the seq of that entry, at any depth. */
function resolve(value: unknown, authority: Authority, seqs: ReadonlyMap<string, number>, problems: string[]): unknown {
  if (Array.isArray(value)) return value.map((inner) => resolve(inner, authority, seqs, problems));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner, authority, seqs, problems)]));
  if (typeof value !== 'string') return value;
  const expr = READING.exec(value)?.[1];
  if (expr !== undefined) {
    const read = readValue(authority.scenario, authority.trace.series, expr, authority.nowUs);
    if (read === undefined || !Number.isFinite(read)) problems.push(`“${expr}” has no value now`);
    return read;
  }
  const id = REFERENCE.exec(value)?.[1];
  if (id === undefined) return value;
  const seq = seqs.get(id);
  if (seq === undefined) problems.push(`there is no entry “#${id}” before it`);
  return seq;
}

const name = (entry: ScriptEntry, index: number): string =>
  `entry ${index + 1} (${entry.at}${entry.id === undefined ? '' : `, ${entry.id}`})`;
