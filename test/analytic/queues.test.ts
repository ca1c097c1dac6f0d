// The engine against queueing theory (Kleinrock, Queueing Systems, vol. 1), from ordinary scenario text. Times in milliseconds.
// Tolerances are for the mean at the number of jobs run; FAULTLINE_LONG=1 runs a million jobs with the tolerances of the oracle.
import { describe, expect, it } from 'vitest';
import { flowOf, LONG, queueWorld, runFor } from '../support/small-worlds.ts';

const JOBS = LONG ? 1_000_000 : 150_000;
/** Standard errors shrink with the root of the jobs. */
const scale = LONG ? 1 : 2.6;

function within(found: number, expected: number, tolerance: number, what: string): void {
  expect(Math.abs(found - expected) / expected, `${what}: ${found}, theory ${expected}`).toBeLessThan(tolerance * scale);
}

describe('M/M/1', () => {
  it('at 80 of 100 a second: W 50 ms, L 4, quantiles, and Little’s law', () => {
    const flow = flowOf(
      runFor(queueWorld({ servers: 1, takes: '{ exponential: 10ms }', perSecond: 80 }), 'mm1', JOBS / 80),
      'server/serve',
    );
    within(flow.meanTimeUs / 1_000, 50, 0.033, 'W');
    within(flow.meanInSystem, 4, 0.04, 'L');
    within(flow.p50Us / 1_000, 34.7, 0.033, 'p50');
    within(flow.p95Us / 1_000, 149.8, 0.04, 'p95');
    within(flow.p99Us / 1_000, 230.3, 0.06, 'p99');
    within(flow.waitedRatio, 0.8, 0.01, 'share that waits');
    expect(flow.arrived).toBe(flow.completed + flow.failed + flow.shed + flow.inFlight);
  });

  it('at 50 of 100 a second: W 20 ms', () => {
    const flow = flowOf(
      runFor(queueWorld({ servers: 1, takes: '{ exponential: 10ms }', perSecond: 50 }), 'mm1', JOBS / 50),
      'server/serve',
    );
    within(flow.meanTimeUs / 1_000, 20, 0.015, 'W');
    within(flow.meanInSystem, 1, 0.02, 'L');
  });
});

describe('M/M/10', () => {
  it('at 90 % load: P(wait) 0.6687, Wq 66.87 ms, W 166.87 ms, p99 625 ms', () => {
    const flow = flowOf(
      runFor(queueWorld({ servers: 10, takes: '{ exponential: 100ms }', perSecond: 90 }), 'mm10', JOBS / 90),
      'server/serve',
    );
    within(flow.waitedRatio, 0.6687, 0.02, 'P(wait)');
    within(flow.meanWaitUs / 1_000, 66.87, 0.1, 'Wq');
    within(flow.meanTimeUs / 1_000, 166.87, 0.047, 'W');
    within(flow.p99Us / 1_000, 625, 0.06, 'p99');
  });
});

describe('M/G/1 at 80 % load, mean service 100 ms: waits by Pollaczek and Khinchine', () => {
  it.each([
    ['constant', '100ms', 200, 0.03],
    ['Erlang 4', '{ erlang: { mean: 100ms, stages: 4 } }', 250, 0.035],
    ['exponential', '{ exponential: 100ms }', 400, 0.045],
    ['gamma, squared variation 2', '{ gamma: { mean: 100ms, cv2: 2 } }', 600, 0.07],
    ['lognormal, squared variation 2', '{ lognormal: { mean: 100ms, cv2: 2 } }', 600, 0.08],
    ['hyperexponential, squared variation 4', '{ hyperexponential: { mean: 100ms, cv2: 4 } }', 1000, 0.09],
  ])('%s', (_, takes, waitMs, tolerance) => {
    const flow = flowOf(runFor(queueWorld({ servers: 1, takes, perSecond: 8 }), 'mg1', JOBS / 8), 'server/serve');
    within(flow.meanWaitUs / 1_000, waitMs, tolerance, 'Wq');
    within(flow.meanTimeUs / 1_000 - flow.meanWaitUs / 1_000, 100, 0.01, 'mean service');
  });
});

describe('M/M/1/K', () => {
  it('sheds the share that theory says: 4 waiting places at 100 % load lose one in six', () => {
    const scenario = queueWorld({ servers: 1, takes: '{ exponential: 10ms }', perSecond: 100 });
    scenario.world.services['server']!.queue = 4;
    const flow = flowOf(runFor(scenario, 'mm1k', JOBS / 100), 'server/serve');
    within(flow.shed / flow.arrived, 1 / 6, 0.02, 'share shed');
  });
});

describe('closed loop', () => {
  it('ten users who think for 90 ms before 10 ms of one server: machine repair', () => {
    // Throughput of M/M/1//N with N 10, think 90 ms, service 10 ms: sum formula (Kleinrock, vol. 1, section 3.8).
    const rho = 10 / 90;
    let term = 1;
    let sum = 1;
    for (let k = 1; k <= 10; k++) {
      term *= (10 - k + 1) * rho;
      sum += term;
    }
    const throughput = (1 - 1 / sum) / 0.01;
    const scenario = queueWorld({ servers: 1, takes: '{ exponential: 10ms }', perSecond: 1 });
    const [journey] = scenario.load.journeys;
    scenario.load.journeys = [{ ...journey!, rate: undefined, closed: { users: 10, think: { exponential: 90_000 } } }];
    const seconds = JOBS / 90;
    const flow = flowOf(runFor(scenario, 'closed', seconds), 'jobs');
    within(flow.completed / seconds, throughput, 0.01, 'throughput');
    expect(flow.inFlight).toBeLessThanOrEqual(10);
  });
});
