/**
 * RE2-compatible regular expressions, fully anchored as Prometheus uses them. They run on a Pike machine (Thompson 1968, Pike 1987, Cox 2007):
 * time is bounded by pattern size times text length, so a hostile pattern cannot hang the evaluator, unlike the platform's backtracking engine.
 */
import { type CharTest, isWordChar, type Node, parsePattern, RegexError } from './parse.ts';

export { RegexError } from './parse.ts';

const PATTERN_LENGTH_MAX = 2000;
const PROGRAM_SIZE_MAX = 20_000;

type Assertion = Extract<Node, { kind: 'assert' }>['at'];
type Instruction =
  | { op: 'char'; test: CharTest }
  | { op: 'split'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { op: 'save'; slot: number }
  | { op: 'assert'; at: Assertion }
  | { op: 'match' };

export interface Regex {
  /** Whether the whole text matches. */
  test(text: string): boolean;
  /** Captured texts of a whole match (index 0 is the text itself; undefined where a group took no part), or undefined without a match. */
  exec(text: string): readonly (string | undefined)[] | undefined;
  readonly groupNames: ReadonlyMap<string, number>;
}

const cache = new Map<string, Regex>();
const CACHE_SIZE_MAX = 500;

/**
 * Compiles a pattern as Prometheus does for matchers and `label_replace`: anchored at both ends, dot matches newline.
 * @throws RegexError when RE2 would refuse the pattern, or when it is too large
 */
export function compileRegex(pattern: string): Regex {
  const known = cache.get(pattern);
  if (known !== undefined) {
    return known;
  }
  if (pattern.length > PATTERN_LENGTH_MAX) {
    throw new RegexError(`pattern is longer than ${PATTERN_LENGTH_MAX} characters`);
  }
  const regex = literalAlternatives(pattern) ?? new PikeRegex(pattern);
  if (cache.size >= CACHE_SIZE_MAX) {
    cache.clear();
  }
  cache.set(pattern, regex);
  return regex;
}

/** `a|b|c` without any special character needs no machine. */
function literalAlternatives(pattern: string): Regex | undefined {
  if (/[\\.+*?()[\]{}^$]/.test(pattern)) {
    return undefined;
  }
  const alternatives = new Set(pattern.split('|'));
  return { test: (text) => alternatives.has(text), exec: (text) => (alternatives.has(text) ? [text] : undefined), groupNames: new Map() };
}

class PikeRegex implements Regex {
  readonly groupNames: ReadonlyMap<string, number>;
  private readonly program: Instruction[] = [];
  private readonly slotCount: number;

  constructor(pattern: string) {
    const parsed = parsePattern(pattern, true);
    this.groupNames = parsed.groupNames;
    this.slotCount = 2 * (parsed.groupCount + 1);
    this.emit(parsed.node);
    this.push({ op: 'match' });
  }

  test(text: string): boolean {
    return this.run(text, false) !== undefined;
  }

  exec(text: string): readonly (string | undefined)[] | undefined {
    const points = Array.from(text);
    const slots = this.run(text, true);
    if (slots === undefined) {
      return undefined;
    }
    const groups: (string | undefined)[] = [text];
    for (let i = 2; i < this.slotCount; i += 2) {
      const from = slots[i] as number;
      const to = slots[i + 1] as number;
      groups.push(from < 0 || to < 0 ? undefined : points.slice(from, to).join(''));
    }
    return groups;
  }

  private push(instruction: Instruction): number {
    if (this.program.length >= PROGRAM_SIZE_MAX) {
      throw new RegexError('expression is too large');
    }
    this.program.push(instruction);
    return this.program.length - 1;
  }

  private emit(node: Node): void {
    switch (node.kind) {
      case 'empty':
        return;
      case 'char':
        this.push({ op: 'char', test: node.matches });
        return;
      case 'assert':
        this.push({ op: 'assert', at: node.at });
        return;
      case 'concat':
        for (const part of node.parts) {
          this.emit(part);
        }
        return;
      case 'group':
        this.push({ op: 'save', slot: 2 * node.index });
        this.emit(node.node);
        this.push({ op: 'save', slot: 2 * node.index + 1 });
        return;
      case 'alternate':
        this.emitAlternatives(node.parts);
        return;
      case 'repeat':
        this.emitRepeat(node.node, node.min, node.max, node.greedy);
    }
  }

  private emitAlternatives(parts: readonly Node[]): void {
    const jumps: { op: 'jump'; to: number }[] = [];
    parts.forEach((part, i) => {
      if (i === parts.length - 1) {
        this.emit(part);
        return;
      }
      const split = { op: 'split' as const, first: this.program.length + 1, second: 0 };
      this.push(split);
      this.emit(part);
      const jump = { op: 'jump' as const, to: 0 };
      this.push(jump);
      jumps.push(jump);
      split.second = this.program.length;
    });
    for (const jump of jumps) {
      jump.to = this.program.length;
    }
  }

  private emitRepeat(node: Node, min: number, max: number, greedy: boolean): void {
    for (let i = 0; i < min; i++) {
      this.emit(node);
    }
    if (max === Infinity) {
      const split = this.emitOptional(node, greedy);
      this.push({ op: 'jump', to: split.at });
      split.skipTo(this.program.length);
      return;
    }
    const splits: { skipTo(target: number): void }[] = [];
    for (let i = min; i < max; i++) {
      splits.push(this.emitOptional(node, greedy));
    }
    for (const split of splits) {
      split.skipTo(this.program.length);
    }
  }

  private emitOptional(node: Node, greedy: boolean): { at: number; skipTo(target: number): void } {
    const split = { op: 'split' as const, first: 0, second: 0 };
    const at = this.push(split);
    this.emit(node);
    return {
      at,
      skipTo(target) {
        split.first = greedy ? at + 1 : target;
        split.second = greedy ? target : at + 1;
      },
    };
  }

  /** Threads are kept in order of priority, so the first to match is the one a backtracking engine would have found. */
  private run(text: string, capture: boolean): number[] | undefined {
    const points = Array.from(text, (c) => c.codePointAt(0) as number);
    const initial = capture ? new Array<number>(this.slotCount).fill(-1) : [];
    let threads: Thread[] = [];
    const visited = new Int32Array(this.program.length).fill(-1);
    this.follow(threads, visited, { at: 0, slots: initial }, points, 0, capture);
    for (let i = 0; i < points.length && threads.length > 0; i++) {
      const next: Thread[] = [];
      for (const thread of threads) {
        const instruction = this.program[thread.at] as Instruction;
        if (instruction.op === 'char' && instruction.test(points[i] as number)) {
          this.follow(next, visited, { at: thread.at + 1, slots: thread.slots }, points, i + 1, capture);
        }
      }
      threads = next;
    }
    return threads.find((thread) => (this.program[thread.at] as Instruction).op === 'match')?.slots;
  }

  /** Follows every instruction that takes no character, on an explicit stack so that deep programs cannot exhaust the call stack. */
  private follow(into: Thread[], visited: Int32Array, start: Thread, points: readonly number[], index: number, capture: boolean): void {
    const stack = [start];
    for (let thread = stack.pop(); thread !== undefined; thread = stack.pop()) {
      const { at, slots } = thread;
      if (visited[at] === index) {
        continue;
      }
      visited[at] = index;
      const instruction = this.program[at] as Instruction;
      switch (instruction.op) {
        case 'jump':
          stack.push({ at: instruction.to, slots });
          break;
        case 'split':
          stack.push({ at: instruction.second, slots }, { at: instruction.first, slots });
          break;
        case 'save': {
          let saved = slots;
          if (capture) {
            saved = slots.slice();
            saved[instruction.slot] = index;
          }
          stack.push({ at: at + 1, slots: saved });
          break;
        }
        case 'assert':
          if (holds(instruction.at, points, index)) {
            stack.push({ at: at + 1, slots });
          }
          break;
        default:
          into.push(thread);
      }
    }
  }
}

interface Thread {
  at: number;
  slots: number[];
}

function holds(assertion: Assertion, points: readonly number[], index: number): boolean {
  switch (assertion) {
    case 'text-start':
      return index === 0;
    case 'text-end':
      return index === points.length;
    case 'line-start':
      return index === 0 || points[index - 1] === 0x0a;
    case 'line-end':
      return index === points.length || points[index] === 0x0a;
    default: {
      const before = index > 0 && isWordChar(points[index - 1] as number);
      const after = index < points.length && isWordChar(points[index] as number);
      return (before !== after) === (assertion === 'word');
    }
  }
}

/** Replacement text with `$1`, `${name}` and `$$` expanded as Go's `Regexp.Expand` does. */
export function expandReplacement(template: string, groups: readonly (string | undefined)[], names: ReadonlyMap<string, number>): string {
  return template.replace(
    /\$(?:\$|\{([A-Za-z0-9_]+)\}|([A-Za-z0-9_]+))/g,
    (whole, braced: string | undefined, bare: string | undefined) => {
      const name = braced ?? bare;
      if (name === undefined) {
        return whole === '$$' ? '$' : whole;
      }
      const index = /^\d+$/.test(name) ? Number(name) : names.get(name);
      return index === undefined ? '' : (groups[index] ?? '');
    },
  );
}
