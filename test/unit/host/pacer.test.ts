// News for listeners that take their time.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Pacer } from '../../../src/host/client/pacer.ts';

describe('a pacer', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('tells news that come together once', () => {
    let told = 0;
    const pacer = new Pacer(() => {
      told += 1;
    });
    for (let news = 0; news < 5; news += 1) pacer.announce();
    vi.advanceTimersByTime(1);
    expect(told).toBe(1);
  });
  it('leaves slow listeners as much time as they took, and tells the last news', () => {
    const toldAtMs: number[] = [];
    const pacer = new Pacer(() => {
      toldAtMs.push(performance.now());
      vi.setSystemTime(Date.now() + 400);
      vi.advanceTimersByTime(400);
    });
    const fromMs = performance.now();
    pacer.announce();
    vi.advanceTimersByTime(1);
    pacer.announce();
    vi.advanceTimersByTime(2_000);
    expect(toldAtMs).toHaveLength(2);
    expect((toldAtMs[1] ?? 0) - fromMs).toBeGreaterThanOrEqual(800);
  });
  it('tells nothing once stopped', () => {
    let told = 0;
    const pacer = new Pacer(() => {
      told += 1;
    });
    pacer.announce();
    pacer.stop();
    vi.advanceTimersByTime(5_000);
    expect(told).toBe(0);
  });
});
