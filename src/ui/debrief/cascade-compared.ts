// The cascade that was drawn beside the true one: arrow by arrow.
export interface Arrow {
  from: string;
  to: string;
}

const same = (a: Arrow) => (b: Arrow) => a.from === b.from && a.to === b.to;

export interface ComparedCascade {
  /** Every true arrow, in the author’s order. */
  spreads: (Arrow & { drawn: boolean })[];
  /** Arrows that were drawn and are not true; `reversed` when the opposite one is. */
  untrue: (Arrow & { reversed: boolean })[];
}

export function compareCascade(spreads: readonly Arrow[], drawn: readonly Arrow[]): ComparedCascade {
  return {
    spreads: spreads.map(({ from, to }) => ({ from, to, drawn: drawn.some(same({ from, to })) })),
    untrue: drawn
      .filter((arrow) => !spreads.some(same(arrow)))
      .map(({ from, to }) => ({ from, to, reversed: spreads.some(same({ from: to, to: from })) })),
  };
}
