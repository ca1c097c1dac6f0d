// Counterfactuals: the same scenario and seed with another journal. Random streams are named, so the difference is caused by the edit alone.
import {
  type ComparisonRun,
  type ConsoleVariant,
  type ForkEdit,
  type JournalEntry,
  parseScript,
  type Scenario,
  type Script,
  type Seed,
  type SimTimeUs,
} from '../schema/index.ts';
import { Authority } from './authority.ts';
import { InputError } from './input-error.ts';
import { draftOf } from './replay.ts';
import { playScript } from './script.ts';

export const REFERENCE_FILE = 'journals/reference.yaml';
/** Of the safe consoles, where it is another. */
const SAFE_REFERENCE_FILE = 'journals/reference-safe.yaml';

/** The edited run, its harm, and which entries could not be repeated in it. */
export interface ForkRun {
  authority: Authority;
  harm: Omit<ComparisonRun, 'label'>;
  problems: string[];
}

/**
 * What would have happened, on this seed, with the journal edited.
 * @param untilUs end of the run, microseconds
 */
export function runFork(scenario: Scenario, seed: Seed, journal: readonly JournalEntry[], edit: ForkEdit, untilUs: SimTimeUs): ForkRun {
  const { authority, problems } =
    edit.kind === 'reference'
      ? playReference(scenario, seed, untilUs, consolesOf(journal))
      : playEdited(scenario, seed, editJournal(journal, edit), untilUs);
  return { authority, harm: harmOf(authority), problems };
}

/**
 * The runs that scoring compares with: nobody acting, and the reference journal where the folder has one.
 * @param journal of the drill: they are played on the same consoles
 */
export function comparisonRuns(scenario: Scenario, seed: Seed, untilUs: SimTimeUs, journal: readonly JournalEntry[] = []): ComparisonRun[] {
  const idle = comparisonOf('idle', runFork(scenario, seed, journal, { kind: 'idle' }, untilUs).authority);
  if (referenceFile(scenario, consolesOf(journal)) === undefined) return [idle];
  return [idle, comparisonOf('reference', runFork(scenario, seed, journal, { kind: 'reference' }, untilUs).authority)];
}

/** The variant of the consoles that a journal begins with. */
export function consolesOf(journal: readonly JournalEntry[]): ConsoleVariant {
  const begin = journal.find((entry): entry is JournalEntry<'drill.begin'> => entry.kind === 'drill.begin');
  return begin?.args.consoles ?? 'dangerous';
}

function referenceFile({ files }: Scenario, consoles: ConsoleVariant): string | undefined {
  const wanted = consoles === 'safe' ? [SAFE_REFERENCE_FILE, REFERENCE_FILE] : [REFERENCE_FILE];
  return wanted.find((path) => Object.hasOwn(files, path));
}

/** A run made already, as scoring compares with it. */
export const comparisonOf = (label: ComparisonRun['label'], authority: Authority): ComparisonRun => ({ label, ...harmOf(authority) });

/** Entries with new times, in their new order. `seq` is still the old one. */
export function editJournal(journal: readonly JournalEntry[], edit: Exclude<ForkEdit, { kind: 'reference' }>): JournalEntry[] {
  switch (edit.kind) {
    case 'idle':
      // How it is played stays: which consoles there are decides what nobody prevents.
      return journal.filter(({ kind }) => kind === 'drill.begin').slice(0, 1);
    case 'without':
      return journal.filter((entry) => entry.seq !== edit.seq);
    case 'shift':
      return journal
        .map((entry) => (entry.seq === edit.seq ? { ...entry, atUs: Math.max(0, Math.round(entry.atUs + edit.byUs)) } : entry))
        .sort((a, b) => a.atUs - b.atUs || a.seq - b.seq);
  }
}

function playReference(
  scenario: Scenario,
  seed: Seed,
  untilUs: SimTimeUs,
  consoles: ConsoleVariant,
): { authority: Authority; problems: string[] } {
  return playScript(scenario, seed, referenceScript(scenario, consoles), { untilUs, records: false });
}

/** @throws InputError when the folder has no reference journal that can be read */
export function referenceScript(scenario: Scenario, consoles: ConsoleVariant): Script {
  const path = referenceFile(scenario, consoles);
  const script = path === undefined ? undefined : parseScript(scenario.files[path]!, path);
  if (script?.ok === true) return script.value;
  throw new InputError(
    script === undefined
      ? [
          {
            code: 'scenario/no-reference',
            file: REFERENCE_FILE,
            line: undefined,
            column: undefined,
            path: [],
            found: 'no such file',
            expected: 'a reference journal',
            hint: `Add ${REFERENCE_FILE} to the scenario`,
          },
        ]
      : script.issues,
  );
}

function playEdited(
  scenario: Scenario,
  seed: Seed,
  edited: readonly JournalEntry[],
  untilUs: SimTimeUs,
): { authority: Authority; problems: string[] } {
  const authority = Authority.open(scenario, seed, { records: false });
  const problems: string[] = [];
  appendEdited(
    authority,
    edited.filter(({ atUs }) => atUs <= untilUs),
    new Map(),
    problems,
  );
  authority.advanceTo(untilUs);
  return { authority, problems };
}

/**
 * Appends entries at their instants. They get new numbers, so what refers to an entry is renumbered with it, while people go on drawing the delays of the old ones; what refers to one that is
 * gone is left out and told in `problems`.
 * @param seqs new numbers by old ones; grows
 */
export function appendEdited(authority: Authority, entries: readonly JournalEntry[], seqs: Map<number, number>, problems: string[]): void {
  for (const entry of entries) {
    authority.advanceTo(entry.atUs);
    const draft = draftOf(entry);
    if (draft.kind === 'hypothesis.pin') {
      const look = seqs.get(draft.args.look);
      if (look === undefined) {
        problems.push(`entry ${entry.seq} pins look ${draft.args.look}, which is not before it here`);
        continue;
      }
      draft.args = { ...draft.args, look };
    }
    seqs.set(entry.seq, authority.append(draft, { drawAs: entry.seq }).entry.seq);
  }
}

function harmOf(authority: Authority): ForkRun['harm'] {
  const { usersAffected, revenueLost, userMinutes } = authority.trace.harm();
  const curve = authority.trace.harmSeries().map(({ atUs, usersAffected, revenueLost }) => ({ atUs, usersAffected, revenueLost }));
  return { usersAffected, revenueLost, userMinutes, curve };
}
