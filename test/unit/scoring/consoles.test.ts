// Measures of work at consoles.
import { describe, expect, it } from 'vitest';
import type { ConsoleRecord } from '../../../src/schema/index.ts';
import { score } from '../../../src/scoring/index.ts';
import { journalOf, rubricOf, runOf, S, shop } from './recorded.ts';

type Attempt = ConsoleRecord['attempts'][number];
type Step = Attempt['steps'][number];

const step = (shownS: number, answeredS: number | undefined, result: Step['result']): Step => ({
  safeguard: 'far-from-market',
  kind: 'warning',
  shownAtUs: shownS * S,
  answeredAtUs: answeredS === undefined ? undefined : answeredS * S,
  result,
  says: '',
});
const attempt = (number: number, change: Partial<Attempt>): Attempt => ({
  number,
  console: 'desk',
  action: 'send',
  by: 'you',
  startedAtUs: 100 * S,
  endedAtUs: 105 * S,
  values: {},
  command: 'enter-order sell jcom 1 610000',
  status: 'sent',
  stoppedBy: undefined,
  steps: [],
  outcome: undefined,
  undoUntilUs: undefined,
  slip: undefined,
  ...change,
});
const task = (name: string, byS: number, doneS: number | undefined): ConsoleRecord['routine'][number] => ({
  name,
  title: name,
  text: '',
  console: 'desk',
  action: 'send',
  atUs: 10 * S,
  byUs: byS * S,
  doneAtUs: doneS === undefined ? undefined : doneS * S,
});

function verdictOf(measure: string, is: string, consoles: ConsoleRecord | undefined): string {
  const card = score(shop(rubricOf({ measure, is })), { ...runOf(journalOf([500, 'review.submit', {}])), consoles });
  return card.categories[0]!.criteria[0]!.verdict;
}
const record = (attempts: Attempt[], routine: ConsoleRecord['routine'] = []): ConsoleRecord => ({
  variant: 'dangerous',
  attempts,
  routine,
});

describe('work at consoles', () => {
  it('is done when it was sent in time; what is not due yet does not count', () => {
    const half = record([], [task('one', 60, 50), task('two', 70, 80), task('late', 5_000, undefined)]);
    expect(verdictOf('routine done', '>= 50 %', half)).toBe('met');
    expect(verdictOf('routine done', '> 50 %', half)).toBe('unmet');
    expect(verdictOf('routine done', '>= 0 %', record([]))).not.toBe('met');
  });

  it('counts slips that the trainee sent, not those that were stopped or somebody else’s', () => {
    const own = attempt(1, { slip: 'swapped' });
    expect(verdictOf('own slips', '>= 1', record([own]))).toBe('met');
    expect(verdictOf('own slips', '< 1', record([{ ...own, status: 'stopped' }, { ...own, by: 'clerk' }, attempt(2, {})]))).toBe('met');
    expect(verdictOf('own slips', '< 1', undefined)).not.toBe('met');
  });

  it('is hasty where a safeguard was waved through within a second', () => {
    const steps = [step(100, 100.3, 'proceeded'), step(101, 103, 'proceeded'), step(103, 103.2, 'passed'), step(104, undefined, 'open')];
    expect(verdictOf('hasty answers', '>= 1', record([attempt(1, { steps })]))).toBe('met');
    expect(verdictOf('hasty answers', '>= 2', record([attempt(1, { steps })]))).toBe('unmet');
    expect(verdictOf('hasty answers', '< 1', record([attempt(1, { steps, by: 'clerk' })]))).toBe('met');
  });
});
