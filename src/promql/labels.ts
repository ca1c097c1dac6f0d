/** Label sets inside the evaluator: sorted, immutable, with a cached key, made once per series however often it is evaluated. */
import type { Labels } from './types.ts';

/** Labels that describe a metric rather than a series; operations that change the meaning of a value drop them. */
export function isMetadataLabel(name: string): boolean {
  return name === '__name__' || name === '__type__' || name === '__unit__';
}

export class LabelSet {
  /** Ascending. */
  readonly names: readonly string[];
  readonly values: readonly string[];
  private cachedKey: string | undefined;
  private cachedWithoutMetadata: LabelSet | undefined;
  private cachedRecord: Labels | undefined;

  constructor(names: readonly string[], values: readonly string[]) {
    this.names = names;
    this.values = values;
  }

  /** A text equal for equal sets only. */
  get key(): string {
    if (this.cachedKey === undefined) {
      let key = '';
      for (let i = 0; i < this.names.length; i++) {
        key += `${this.names[i]}\u0001${this.values[i]}\u0002`;
      }
      this.cachedKey = key;
    }
    return this.cachedKey;
  }

  /** The value, or '' when there is no such label. */
  get(name: string): string {
    for (let i = 0; i < this.names.length; i++) {
      if (this.names[i] === name) {
        return this.values[i] as string;
      }
    }
    return '';
  }

  keep(predicate: (name: string) => boolean): LabelSet {
    const names: string[] = [];
    const values: string[] = [];
    for (let i = 0; i < this.names.length; i++) {
      const name = this.names[i] as string;
      if (predicate(name)) {
        names.push(name);
        values.push(this.values[i] as string);
      }
    }
    return names.length === this.names.length ? this : new LabelSet(names, values);
  }

  withoutMetadata(): LabelSet {
    this.cachedWithoutMetadata ??= this.keep((name) => !isMetadataLabel(name));
    return this.cachedWithoutMetadata;
  }

  /** The same with one label set, or removed when the value is ''. */
  with(name: string, value: string): LabelSet {
    const names: string[] = [];
    const values: string[] = [];
    let placed = value === '';
    for (let i = 0; i < this.names.length; i++) {
      const other = this.names[i] as string;
      if (!placed && name < other) {
        names.push(name);
        values.push(value);
        placed = true;
      }
      if (other === name) {
        if (!placed) {
          names.push(name);
          values.push(value);
          placed = true;
        }
        continue;
      }
      names.push(other);
      values.push(this.values[i] as string);
    }
    if (!placed) {
      names.push(name);
      values.push(value);
    }
    return new LabelSet(names, values);
  }

  toRecord(): Labels {
    if (this.cachedRecord === undefined) {
      const record: Record<string, string> = {};
      for (let i = 0; i < this.names.length; i++) {
        const name = this.names[i] as string;
        if (name === '__proto__') {
          // Assigning would set the prototype instead.
          Object.defineProperty(record, name, { value: this.values[i], enumerable: true, configurable: true, writable: true });
        } else {
          record[name] = this.values[i] as string;
        }
      }
      this.cachedRecord = record;
      known.set(record, this);
    }
    return this.cachedRecord;
  }

  /** Orders by name, then value, pair by pair, as Prometheus sorts its results. */
  compare(other: LabelSet): number {
    const shared = Math.min(this.names.length, other.names.length);
    for (let i = 0; i < shared; i++) {
      if (this.names[i] !== other.names[i]) {
        return (this.names[i] as string) < (other.names[i] as string) ? -1 : 1;
      }
      if (this.values[i] !== other.values[i]) {
        return (this.values[i] as string) < (other.values[i] as string) ? -1 : 1;
      }
    }
    return this.names.length - other.names.length;
  }

  /** As people write it: `name{a="1", b="2"}`. */
  toString(): string {
    const name = this.get('__name__');
    const parts = this.names.flatMap((label, i) => (label === '__name__' ? [] : [`${label}=${JSON.stringify(this.values[i])}`]));
    return name !== '' && parts.length === 0 ? name : `${name}{${parts.join(', ')}}`;
  }
}

export const NO_LABELS: LabelSet = new LabelSet([], []);

const known = new WeakMap<Labels, LabelSet>();

/** The set of a series' labels. Sources hand out the same label object again and again, so it is converted once. */
export function labelSetOf(labels: Labels): LabelSet {
  let set = known.get(labels);
  if (set === undefined) {
    const names = Object.keys(labels)
      .filter((name) => labels[name] !== '')
      .sort(compareText);
    set = new LabelSet(
      names,
      names.map((name) => labels[name] as string),
    );
    known.set(labels, set);
  }
  return set;
}

/**
 * Remembers what `derive` made of a label set for an owner such as a syntax node: rules evaluate the same sets again and again.
 * Equal sets come out as one object, so that groups can be found by identity.
 */
export class DerivedLabels<Owner extends object> {
  private readonly byOwner = new WeakMap<Owner, (labels: LabelSet) => LabelSet>();
  private readonly derive: (owner: Owner, labels: LabelSet) => LabelSet;

  constructor(derive: (owner: Owner, labels: LabelSet) => LabelSet) {
    this.derive = derive;
  }

  /** The derivation for one owner. */
  owned(owner: Owner): (labels: LabelSet) => LabelSet {
    let own = this.byOwner.get(owner);
    if (own === undefined) {
      const known = new WeakMap<LabelSet, LabelSet>();
      const byKey = new Map<string, LabelSet>();
      own = (labels) => {
        let derived = known.get(labels);
        if (derived === undefined) {
          const made = this.derive(owner, labels);
          derived = byKey.get(made.key) ?? made;
          byKey.set(made.key, derived);
          known.set(labels, derived);
        }
        return derived;
      };
      this.byOwner.set(owner, own);
    }
    return own;
  }
}

/** By code unit: the same everywhere, whatever the locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
