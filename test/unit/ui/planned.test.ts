// A planned step and the command that carries it out: what it says of itself, and what a dialog begins with.
import { describe, expect, it } from 'vitest';
import type { TimelineItem } from '../../../src/schema/index.ts';
import { carriedOut, planOf, stillOpen } from '../../../src/ui/notebook/planned.ts';

const step = (seq: number, command: string) => ({
  seq,
  atUs: 0,
  command,
  expects: 'errors fall',
  verifies: '',
  ifItFails: '',
  confidence: undefined,
});
const item = (seq: number, kind: TimelineItem['kind'], text: string): TimelineItem => ({
  seq,
  kind,
  text,
  atUs: 0,
  actor: 'you',
  role: 'responder',
  outcome: undefined,
});

describe('a planned step', () => {
  const planned = step(3, 'rollback  catalogue ');
  it('is still open until something else was done', () => {
    expect(stillOpen(planned, [item(2, 'command.restart', 'restart web'), item(4, 'look.logs', 'logs')])).toBe(true);
    expect(stillOpen(planned, [item(4, 'command.restart', 'restart web')])).toBe(false);
  });
  it('is carried out by the same command afterwards', () => {
    expect(carriedOut(planned, [item(2, 'command.rollback', 'rollback catalogue')])).toBeUndefined();
    expect(carriedOut(planned, [item(5, 'command.rollback', 'rollback catalogue')])?.seq).toBe(5);
  });
  it('is what the dialog of its command begins with, the last one first, until it was carried out', () => {
    const plan = [step(3, 'rollback catalogue'), step(4, 'rollback catalogue'), step(5, 'rollback web')];
    expect(planOf('rollback catalogue', plan, [])?.seq).toBe(4);
    expect(planOf('restart catalogue', plan, [])).toBeUndefined();
    expect(planOf('rollback catalogue', plan, [item(6, 'command.rollback', 'rollback catalogue')])).toBeUndefined();
  });
});
