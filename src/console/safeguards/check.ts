// Type and range of what was entered. It passes by itself or ends the attempt; it never asks.
import { setup } from 'xstate';
import { enteredNumber } from '../../schema/index.ts';
import { type ChartContext, type ChartEvent, ENDS, type Meeting, safeguardChart, shown } from './safeguard.ts';

interface Context extends ChartContext {
  readonly passes: boolean;
}

const machine = setup({ types: {} as { context: Context; input: Context; events: ChartEvent } }).createMachine({
  id: 'check',
  context: ({ input }) => input,
  initial: 'judging',
  states: {
    judging: { always: [{ guard: ({ context }) => context.passes, target: 'passed' }, { target: 'stopped' }] },
    ...ENDS,
  },
});

/** What is wrong with the values, all of it. */
function problemsOf({ safeguard, console: desk, attempt, holds, text }: Meeting<'check'>): string[] {
  return safeguard.check.flatMap(({ field, number, min, max, holds: comparison, says }) => {
    const label = desk.fields.find(({ name }) => name === field)?.label ?? field;
    const value = enteredNumber(attempt.values[field] ?? '');
    const own = (fallback: string) => [says === '' ? fallback : text(says)];
    if (value === undefined && (number || min !== undefined || max !== undefined)) return own(`${label} is no number`);
    if (value !== undefined && min !== undefined && value < min) return own(`${label} is below ${min}`);
    if (value !== undefined && max !== undefined && value > max) return own(`${label} is above ${max}`);
    return comparison === undefined || holds(comparison) ? [] : own(`${label} is not accepted`);
  });
}

export const check = safeguardChart<'check', Context>({
  kind: 'check',
  machine,
  begin: (meeting) => {
    const problems = problemsOf(meeting);
    return { ...shown(meeting, problems.length === 0 ? 'all values pass' : problems.join('; ')), passes: problems.length === 0 };
  },
});
