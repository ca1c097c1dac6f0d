// Instruments and guards: synthetic checks that can run, series that can be falsified, machines with names of their own, guards before commands that exist.
import type { Path } from '../load/yaml.ts';
import type { Fault } from '../scenario/story.ts';
import { nodeNames } from '../scenario/world.ts';
import { formatDurationUs } from '../units.ts';
import { checkCommand } from './commands.ts';
import type { Check } from './context.ts';
import { checkTarget } from './steps.ts';

/** A check that runs more often would be load, and its results more than anybody reads. */
const EVERY_US_MIN = 1_000_000;
const TIMEOUT_US_MIN = 1_000;
/** Results of all checks in the whole run. */
const RUNS_MAX = 50_000;

export function checkInstruments(check: Check): void {
  const { observability, guards, world } = check.scenario;
  checkSynthetics(check);
  check.mustDiffer(
    'scenario/duplicate-name',
    nodeNames(world).map((name, index) => ({ name, path: ['world', 'nodes', index] })),
    'node name',
  );
  guards.forEach((guard, index) => checkCommand(check, ['guards', index, 'do'], guard.do, { pattern: true }));
  const runs = observability.checks.reduce((sum, { every }) => sum + check.scenario.meta.length / Math.max(EVERY_US_MIN, every), 0);
  if (runs > RUNS_MAX)
    check.add(
      'scenario/check-interval',
      ['observability', 'checks'],
      {
        saw: `${Math.round(runs)} runs of synthetic checks`,
        expected: `at most ${RUNS_MAX} in the whole run`,
        hint: 'Checks usually run every 30s to 5m',
      },
      { part: 'key' },
    );
}

function checkSynthetics(check: Check): void {
  const { checks } = check.scenario.observability;
  check.mustDiffer(
    'scenario/duplicate-name',
    checks.map(({ name }, index) => ({ name, path: ['observability', 'checks', index, 'name'] })),
    'check name',
  );
  checks.forEach(({ every, timeout, steps }, index) => {
    const path = ['observability', 'checks', index];
    atLeast(check, [...path, 'every'], every, EVERY_US_MIN, 'Checks usually run every 30s to 5m');
    atLeast(check, [...path, 'timeout'], timeout, TIMEOUT_US_MIN, 'Checks usually wait 5s to 30s for an answer');
    steps.forEach(({ does }, step) => checkTarget(check, [...path, 'steps', step, 'does'], does, false));
    check.mustDiffer(
      'scenario/duplicate-name',
      steps.map(({ name, does }, step) => ({ name: name ?? does, path: [...path, 'steps', step, name === undefined ? 'does' : 'name'] })),
      'step of a check',
    );
  });
}

function atLeast(check: Check, path: Path, us: number, least: number, hint: string): void {
  if (us < least)
    check.add('scenario/check-interval', path, { saw: formatDurationUs(us), expected: `at least ${formatDurationUs(least)}`, hint });
}

export type InstrumentFault = Extract<
  Fault,
  { failScrapes: string } | { delaySeries: string } | { freezeSeries: string } | { scaleSeries: string } | { loseLogs: string }
>;

/** A fault of the instruments names services that exist and changes something. */
export function checkInstrumentFault(check: Check, fault: InstrumentFault, path: Path): void {
  const { services } = check.names;
  const service = (key: string, name: string): void => {
    if (name !== 'all') check.mustExist('scenario/unknown-service', [...path, key], name, services, 'a service, or all');
  };
  if ('failScrapes' in fault) service('failScrapes', fault.failScrapes);
  else if ('loseLogs' in fault) service('loseLogs', fault.loseLogs);
  else if (fault.labels['service'] !== undefined)
    check.mustExist('scenario/unknown-service', [...path, 'labels', 'service'], fault.labels['service'], services, 'a service');
  const idle = 'ratio' in fault ? fault.ratio === 0 : 'delaySeries' in fault ? fault.by === 0 : 'factor' in fault && fault.factor === 1;
  if (idle)
    check.add('scenario/no-effect', path, {
      saw: 'a fault that changes nothing',
      expected: 'a ratio or delay above 0, or a factor other than 1',
      hint: 'Say how much is lost, how late it is shown, or in which unit',
    });
}
