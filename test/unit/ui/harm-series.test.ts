// The chart "Harm over time": the trainee's own curve and those it is compared with lie on the same instants, so each is a line.
import { describe, expect, test } from 'vitest';
import { DrillSession, memoryStore } from '../../../src/host/client/index.ts';
import { align } from '../../../src/ui/charts/align.ts';
import { comparisonSeries, HARM_QUERIES, type HarmFigure, harmStepUs } from '../../../src/ui/debrief/harm-series.ts';
import { SMALL_FILES } from '../../support/worlds.ts';
import { channel, ManualClock } from '../host/support.ts';

describe('harm over time', async () => {
  const session = await DrillSession.open({
    worker: channel(new ManualClock()),
    store: memoryStore(),
    bundle: { slug: 'small-shop', files: { ...SMALL_FILES } },
    id: 'drill',
    seed: 'harm',
  });
  await session.skipTo(session.getState().live.scenario.lengthUs);
  await session.append({ kind: 'review.submit', args: {} });
  const { comparisons } = await session.score();
  const { nowUs, scenario } = session.getState().live;

  test.each<HarmFigure>(['usersAffected', 'revenueLost'])('%s: the own curve has no gap on the common axis', async (figure) => {
    const { series } = await session.chart(HARM_QUERIES[figure], 0, nowUs, harmStepUs(comparisons));
    const own = { name: 'you', timesMs: series[0]?.timesMs ?? [], values: series[0]?.values ?? [] };
    const [times, column, idle] = align([own, ...comparisonSeries(comparisons, figure, scenario.startsAtMs)]);
    const from = column!.findIndex((value) => value !== null);
    const until = column!.findLastIndex((value) => value !== null);
    expect(until - from).toBeGreaterThan(times.length / 2);
    expect([...column!.slice(from, until + 1)]).not.toContain(null);
    // Nobody acted here either: the own curve is that of the idle run.
    expect(column![until]).toBeCloseTo(idle![until]!, 6);
  });
});
