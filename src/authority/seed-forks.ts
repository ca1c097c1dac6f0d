// The runs of one seed that a fork compares: the drill's own journal and edited ones, up to one instant. They share their past: states at and
// somewhat before the first entry that an edit changed are kept, and later edits go on from there. Of these runs only harm is read, so what harm does not
// depend on is left out: instruments (Run.readHarmOnly) and entries that change nothing. The harm is that of `runFork`, to the last user.
import type { ForkEdit, HarmCurve, JournalEntry, Scenario, Seed, SimTimeUs } from '../schema/index.ts';
import { Authority } from './authority.ts';
import { appendEdited, consolesOf, editJournal, referenceScript } from './compare.ts';
import { goesByJournal, kindMatters, storyGoesByInstruments } from './instruments-needed.ts';
import { playScript } from './script.ts';

interface Played {
  curve: HarmCurve;
  /** Entries that could not be repeated. */
  problems: string[];
}

/** A run in which the first `entries` of the own journal have happened. */
interface Past {
  authority: Authority;
  entries: number;
}

/** Where states are kept before the instant asked for, for those who then ask what an earlier action would have done. */
const KEPT_BEFORE_US: readonly SimTimeUs[] = [600_000_000, 180_000_000, 0];

export class SeedForks {
  readonly #scenario: Scenario;
  readonly #seed: Seed;
  readonly #journal: readonly JournalEntry[];
  /** All that the world does follows from the journal and needs no instruments of people. */
  readonly #harmOnly: boolean;
  /** Ascending; never played on, only forked. */
  #pasts: readonly Past[] = [];

  constructor(scenario: Scenario, seed: Seed, journal: readonly JournalEntry[]) {
    this.#scenario = scenario;
    this.#seed = seed;
    this.#harmOnly = goesByJournal(journal);
    this.#journal = this.#harmOnly && !storyGoesByInstruments(scenario) ? journal.filter(({ kind }) => kindMatters(kind)) : journal;
  }

  /**
   * Both runs up to `untilUs`.
   * @param ownToo false leaves the drill's own run out: it is known
   */
  run(edit: ForkEdit, untilUs: SimTimeUs, ownToo: boolean): { own: HarmCurve | undefined; fork: Played } {
    if (edit.kind === 'reference') {
      const own = ownToo
        ? this.#play(this.#latest(this.#journal.length, untilUs) ?? this.#fresh(), this.#journal, untilUs).curve
        : undefined;
      const script = referenceScript(this.#scenario, consolesOf(this.#journal));
      const { authority, problems } = playScript(this.#scenario, this.#seed, script, { untilUs, records: false, harmOnly: true });
      return { own, fork: { curve: curveOf(authority), problems } };
    }
    const edited = editJournal(this.#journal, edit);
    const same = this.#journal.findIndex((entry, index) => edited[index] !== entry);
    // An edit of what harm does not depend on changes nothing; the window still ends before entries that came later.
    const entries = same < 0 ? this.#journal.filter(({ atUs }) => atUs <= untilUs).length : same;
    const partUs = Math.min(this.#journal[entries]?.atUs ?? untilUs, edited[entries]?.atUs ?? untilUs, untilUs);
    const past = this.#before(entries, partUs);
    const own = ownToo ? this.#play({ ...past, authority: past.authority.fork() }, this.#journal, untilUs).curve : undefined;
    return { own, fork: this.#play(past, edited, untilUs) };
  }

  /** A run of its own at `atUs`, at which the first `entries` have happened and no more. */
  #before(entries: number, atUs: SimTimeUs): Past {
    const known = this.#latest(entries, atUs);
    if (known !== undefined) return this.#on(known, entries, atUs);
    let past = this.#fresh();
    this.#pasts = KEPT_BEFORE_US.flatMap((beforeUs) => {
      const instantUs = atUs - beforeUs;
      if (instantUs < past.authority.nowUs) return [];
      past = this.#on(past, beforeUs === 0 ? entries : this.#journal.filter((entry) => entry.atUs < instantUs).length, instantUs);
      return [{ ...past, authority: past.authority.fork() }];
    });
    return past;
  }

  /** A copy of the latest state kept that is not beyond this. */
  #latest(entries: number, atUs: SimTimeUs): Past | undefined {
    const kept = this.#pasts.findLast((past) => past.entries <= entries && past.authority.nowUs <= atUs);
    return kept && { ...kept, authority: kept.authority.fork() };
  }

  #fresh(): Past {
    const authority = Authority.open(this.#scenario, this.#seed, { records: false });
    if (this.#harmOnly) authority.readHarmOnly();
    return { authority, entries: 0 };
  }

  #on({ authority, entries: from }: Past, entries: number, atUs: SimTimeUs): Past {
    appendEdited(authority, this.#journal.slice(from, entries), this.#seqs(from), []);
    authority.advanceTo(atUs);
    return { authority, entries };
  }

  /** New numbers of the first entries, by their old ones. */
  #seqs(entries: number): Map<number, number> {
    return new Map(this.#journal.slice(0, entries).map(({ seq }, index) => [seq, index + 1]));
  }

  #play({ authority, entries }: Past, journal: readonly JournalEntry[], untilUs: SimTimeUs): Played {
    const problems: string[] = [];
    const rest = journal.slice(entries).filter(({ atUs }) => atUs <= untilUs);
    appendEdited(authority, rest, this.#seqs(entries), problems);
    authority.advanceTo(untilUs);
    return { curve: curveOf(authority), problems };
  }
}

/** Harm at each scrape, and at the end of the run. */
function curveOf({ trace, nowUs }: Authority): HarmCurve {
  const points = [...trace.harmSeries()];
  if (points.at(-1)?.atUs !== nowUs) points.push({ ...trace.harm(), atUs: nowUs });
  return {
    atUs: points.map((point) => point.atUs),
    usersAffected: points.map((point) => point.usersAffected),
    revenueLost: points.map((point) => point.revenueLost),
  };
}
