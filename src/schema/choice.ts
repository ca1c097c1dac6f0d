// A union whose branch is chosen before parsing, by what the author evidently meant: a key, or the kind of value.
// So a mistake is reported for the branch meant, and nested alternatives cost one parse each instead of one per branch and level.
import { z } from 'zod';

interface ChoiceDef<T extends readonly z.core.$ZodType[]> extends z.core.$ZodUnionDef<T> {
  pick: (input: unknown) => number;
  expected: string;
  choices: readonly string[];
}
interface Choice<T extends readonly z.core.$ZodType[]> extends z.ZodUnion<T> {
  _zod: z.ZodUnion<T>['_zod'] & { def: ChoiceDef<T> };
}

const Choice: z.core.$constructor<Choice<readonly z.core.$ZodType[]>, ChoiceDef<readonly z.core.$ZodType[]>> = z.core.$constructor(
  'FaultlineChoice',
  (inst, def) => {
    z.ZodUnion.init(inst, def);
    inst._zod.parse = (payload, context) => {
      const option = def.options[def.pick(payload.value)];
      if (option !== undefined) return option._zod.run(payload, context);
      payload.issues.push({ code: 'invalid_union', input: payload.value, inst, errors: [], message: def.expected, choices: def.choices });
      return payload;
    };
  },
);

interface ChoiceOptions {
  /** What to say when no branch fits, such as `a duration or a reference`. */
  expected: string;
  /** Index of the branch, or -1. */
  pick: (input: unknown) => number;
  choices?: readonly string[];
}

/** A union with its own way to choose the branch. */
export function choice<const T extends readonly z.core.SomeType[]>(
  options: T,
  { expected, pick, choices = [] }: ChoiceOptions,
): z.ZodUnion<T> {
  const def = { type: 'union', options, pick, expected, choices, inclusive: true } as unknown as ChoiceDef<readonly z.core.$ZodType[]>;
  return new Choice(def) as unknown as z.ZodUnion<T>;
}

/** A union of objects told apart by which of `keys` is present; `keys[i]` belongs to `options[i]`. */
export function choiceByKey<const T extends readonly z.core.SomeType[]>(noun: string, keys: readonly string[], options: T): z.ZodUnion<T> {
  return choice(options, {
    expected: `${noun} with one of the keys ${keys.join(', ')}`,
    pick: (input) => indexOfKey(input, keys),
    choices: keys,
  });
}

/** The first of `keys` that `input` has, as an index; -1 when it is no object or has none. */
export function indexOfKey(input: unknown, keys: readonly string[]): number {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return -1;
  return keys.findIndex((key) => Object.hasOwn(input, key));
}
