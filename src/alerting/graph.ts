// What depends on what, for correlation: components, the alerts that speak of them, and who is upstream of whom.
type Labels = Readonly<Record<string, string>>;

export interface ComponentGraph {
  components: readonly string[];
  /** `from` needs `to`. */
  edges: readonly { from: string; to: string }[];
}

/** Labels that name a component, the most telling first. */
const COMPONENT_LABELS = ['component', 'service', 'pool', 'database', 'provider', 'check', 'job', 'instance'] as const;

export class Dependencies {
  readonly #components: ReadonlySet<string>;
  /** All that a component needs, directly or through others. */
  readonly #needs = new Map<string, ReadonlySet<string>>();

  constructor({ components, edges }: ComponentGraph) {
    this.#components = new Set(components);
    for (const component of components) {
      const reached = new Set<string>();
      let frontier = [component];
      while (frontier.length > 0) {
        frontier = edges.filter(({ from, to }) => frontier.includes(from) && !reached.has(to)).map(({ to }) => to);
        for (const to of frontier) reached.add(to);
      }
      reached.delete(component);
      this.#needs.set(component, reached);
    }
  }

  /** The component an alert speaks of; undefined when its labels name none. */
  componentOf(labels: Labels): string | undefined {
    for (const name of COMPONENT_LABELS) {
      const value = Object.hasOwn(labels, name) ? labels[name] : undefined;
      if (value !== undefined && this.#components.has(value)) return value;
    }
    return undefined;
  }

  /** Whether `a` needs `b`, directly or through others; nothing needs itself. */
  needs(a: string, b: string): boolean {
    return this.#needs.get(a)?.has(b) === true;
  }

  /** Whether one of them needs the other, or they are the same. */
  connected(a: string, b: string): boolean {
    return a === b || this.needs(a, b) || this.needs(b, a);
  }

  /** `a` needs `b` and not the other way round. */
  isDownstream(a: string, b: string): boolean {
    return this.needs(a, b) && !this.needs(b, a);
  }

  /** How many components are upstream of this one: whoever goes by this number meets causes before what follows from them. */
  depthOf(component: string | undefined): number {
    if (component === undefined) return 0;
    return [...(this.#needs.get(component) ?? [])].filter((other) => this.isDownstream(component, other)).length;
  }

  /** The nearest component that all of these need, other than themselves; undefined when there is none, or for one alone. */
  sharedNeed(components: readonly string[]): string | undefined {
    const [first, ...others] = components;
    if (first === undefined || others.length === 0) return undefined;
    const shared = [...(this.#needs.get(first) ?? [])].filter((need) => others.every((other) => this.needs(other, need)));
    return shared.find((one) => shared.every((other) => other === one || this.needs(one, other)));
  }

  /** The most failures among a component and everything that needs it. */
  failedPerS(component: string, own: Readonly<Record<string, number>>): number {
    let most = own[component] ?? 0;
    for (const [other, needs] of this.#needs) if (needs.has(component)) most = Math.max(most, own[other] ?? 0);
    return most;
  }
}
