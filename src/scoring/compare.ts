// Comparisons as rubrics write them: `< 20 %`, `>= 3`. A percentage compares with a ratio of 0..1.
import { assert } from '../schema/index.ts';

export interface Comparison {
  text: string;
  test(value: number): boolean;
}

const PATTERN = /^([<>]=?) ?(-?\d+(?:\.\d+)?)( ?%)?$/;

/** @throws InvariantError when the text is no comparison; the rubric schema has checked it before */
export function parseComparison(text: string): Comparison {
  const parts = PATTERN.exec(text);
  assert(parts !== null, 'a rubric comparison that the schema let through', { text });
  const operator = parts[1]!;
  const bound = Number(parts[2]) / (parts[3] === undefined ? 1 : 100);
  return { text, test: (value) => compare(value, operator, bound) };
}

/** Figures of people are decimal: a hair of tolerance keeps 0.1 + 0.2 from missing 30 %. */
const HAIR = 1e-9;

export function compare(value: number, operator: string, bound: number): boolean {
  switch (operator) {
    case '<':
      return value < bound - HAIR;
    case '<=':
      return value <= bound + HAIR;
    case '>':
      return value > bound + HAIR;
    case '>=':
      return value >= bound - HAIR;
    case '=':
      return value >= bound - HAIR && value <= bound + HAIR;
    default:
      return false;
  }
}
