// A world must end: bounds on everything that costs memory or time, checked before a single event is simulated.
// The bounds are generous; a scenario that meets them runs, one beyond them would only be found out after minutes.
import { meanUs } from '../scenario/distribution.ts';
import { programSize, stepsPerRequest } from './calls.ts';
import type { Check } from './context.ts';
import { surgeFactorMax } from './surges.ts';

export const BUDGET = {
  replicas: 2000,
  /** Requests in work or waiting, over all replicas. */
  places: 20_000_000,
  /** Arrivals of the whole run, second and third clicks included, as if its surges lasted throughout. */
  requests: 200_000_000,
  /** Steps of the whole run if every request ran every step and every retry. */
  steps: 20_000_000_000,
  stepsPerRequest: 100_000,
  /** Instructions of all programs together, forks written out. */
  instructions: 20_000,
  scrapes: 20_000,
  /** Values that the instruments of all replicas may record in the whole run. */
  samples: 100_000_000,
  closedUsers: 1_000_000,
  /** A closed loop without a pause would never let time pass. */
  thinkMeanUsMin: 1000,
  scrapeUsMin: 100_000,
  lengthUsMin: 1_000_000,
} as const;

export function checkBudget(check: Check, callsEnd: boolean): void {
  const { world, meta, observability } = check.scenario;
  const { lengthUs, lengthSeconds } = { lengthUs: meta.length, lengthSeconds: meta.length / 1_000_000 };
  if (lengthUs < BUDGET.lengthUsMin)
    check.add('scenario/length', ['meta', 'length'], { saw: `${lengthUs} us`, expected: 'at least 1s', hint: 'A drill takes 10m to 60m' });
  if (observability.scrape < BUDGET.scrapeUsMin)
    check.add('scenario/scrape', ['observability', 'scrape'], {
      saw: `${observability.scrape} us`,
      expected: 'at least 100ms',
      hint: 'Instruments are usually read every 5s to 60s',
    });
  else if (lengthUs / observability.scrape > BUDGET.scrapes)
    check.add('scenario/scrape', ['observability', 'scrape'], {
      saw: `${Math.floor(lengthUs / observability.scrape)} scrapes`,
      expected: `at most ${BUDGET.scrapes} in the whole run`,
      hint: 'Scrape less often, or make the run shorter',
    });

  const services = Object.entries(world.services);
  const replicas = services.reduce((sum, [, service]) => sum + service.replicas, 0);
  if (replicas > BUDGET.replicas)
    check.add(
      'scenario/too-many-replicas',
      ['world', 'services'],
      {
        saw: `${replicas} replicas`,
        expected: `at most ${BUDGET.replicas} over all services`,
        hint: 'Use fewer replicas with more concurrency',
      },
      { part: 'key' },
    );
  const places = services.reduce((sum, [, service]) => sum + service.replicas * (service.concurrency + service.queue), 0);
  if (places > BUDGET.places)
    check.add(
      'scenario/too-many-places',
      ['world', 'services'],
      {
        saw: `${places} places for requests`,
        expected: `at most ${BUDGET.places}: the sum of replicas × (concurrency + queue)`,
        hint: 'Bound the queues: a long queue answers nobody in time',
      },
      { part: 'key' },
    );
  const instructions = services.reduce(
    (sum, [, service]) => sum + Object.values(service.endpoints).reduce((size, steps) => size + programSize(steps), 0),
    0,
  );
  if (instructions > BUDGET.instructions)
    check.add(
      'scenario/program-size',
      ['world', 'services'],
      {
        saw: `${instructions} instructions`,
        expected: `at most ${BUDGET.instructions} over all endpoints`,
        hint: 'Write fewer branches of parallel, or move steps behind a call',
      },
      { part: 'key' },
    );
  const samples = Math.ceil(lengthUs / Math.max(1, observability.scrape)) * seriesCount(check);
  if (samples > BUDGET.samples)
    check.add(
      'scenario/too-many-samples',
      ['world', 'services'],
      {
        saw: `about ${samples} values of instruments`,
        expected: `at most ${BUDGET.samples} in the whole run`,
        hint: 'Scrape less often, use fewer replicas with more concurrency, or fewer buckets',
      },
      { part: 'key' },
    );
  if (callsEnd) checkLoad(check, lengthSeconds);
}

/** Series of all replicas, most of which are the buckets of their endpoints. */
function seriesCount({ scenario }: Check): number {
  const buckets = scenario.observability.buckets?.length ?? BUCKETS;
  const ofEndpoint = buckets + 7;
  const ofReplica = 8;
  return Object.values(scenario.world.services).reduce(
    (sum, { replicas, endpoints }) => sum + replicas * (ofReplica + ofEndpoint * Object.keys(endpoints).length),
    0,
  );
}
/** About as many as the instruments have where the scenario names none. */
const BUCKETS = 16;

function checkLoad(check: Check, lengthSeconds: number): void {
  let requests = 0;
  let steps = 0;
  let closedUsers = 0;
  check.scenario.load.journeys.forEach((journey, index) => {
    const path = ['load', 'journeys', index];
    let perSecond = (journey.rate ?? 0) * surgeFactorMax(check.scenario, journey.name);
    if (journey.closed !== undefined) {
      const thinkUs = meanUs(journey.closed.think);
      closedUsers += journey.closed.users;
      if (thinkUs < BUDGET.thinkMeanUsMin)
        check.add('scenario/no-think-time', [...path, 'closed', 'think'], {
          saw: `${thinkUs} us on average`,
          expected: 'at least 1ms, so that time passes between two requests',
          hint: 'Write think: { exponential: 1s }',
        });
      else perSecond = (journey.closed.users * 1_000_000) / thinkUs;
    }
    const each = stepsPerRequest(check, journey.does);
    if (each > BUDGET.stepsPerRequest)
      check.add('scenario/fan-out', [...path, 'does'], {
        saw: `${each} steps for one request`,
        expected: `at most ${BUDGET.stepsPerRequest}, calls and retries included`,
        hint: 'Calls within calls and retries within retries multiply: remove a layer',
      });
    const arrivals = perSecond * lengthSeconds * (1 + (journey.onFailure?.clicksAgain.times ?? 0));
    requests += arrivals;
    steps += arrivals * each;
  });
  if (closedUsers > BUDGET.closedUsers)
    check.add(
      'scenario/too-much-load',
      ['load', 'journeys'],
      { saw: `${closedUsers} users in closed loops`, expected: `at most ${BUDGET.closedUsers}`, hint: 'Use a rate instead' },
      { part: 'key' },
    );
  if (requests > BUDGET.requests)
    check.add(
      'scenario/too-much-load',
      ['load', 'journeys'],
      {
        saw: `${Math.round(requests)} requests in the whole run`,
        expected: `at most ${BUDGET.requests}`,
        hint: 'Lower the rates or the factors of surges, or make the run shorter',
      },
      { part: 'key' },
    );
  else if (steps > BUDGET.steps)
    check.add(
      'scenario/too-much-load',
      ['load', 'journeys'],
      {
        saw: `${Math.round(steps)} steps in the whole run`,
        expected: `at most ${BUDGET.steps}`,
        hint: 'Lower the rates, make the run shorter, or shorten the paths',
      },
      { part: 'key' },
    );
}
