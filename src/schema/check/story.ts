// The story: events that can happen, people and artefacts that exist, times within the run, files that are there.
import { fileOf } from '../load/files.ts';
import { didYouMean } from '../load/suggest.ts';
import type { Path } from '../load/yaml.ts';
import type { Fault, TimelineEvent } from '../scenario/story.ts';
import { burnAlertsOf } from '../text/slo-alerts.ts';
import { storyTimeUs } from '../text/story-time.ts';
import { formatDurationUs } from '../units.ts';
import { checkCommand } from './commands.ts';
import { alertsOf, type Check } from './context.ts';
import { checkInstrumentFault } from './instruments.ts';
import { checkSmallWorldFault, isSmallWorldFault } from './small-worlds.ts';

const EFFECTS = ['change', 'fault', 'page', 'message', 'expects', 'statusPage', 'reveal'] as const;

export function checkStory(check: Check): void {
  const { artefacts, observability, people, timeline, meta } = check.scenario;
  checkTimes(check);
  timeline.forEach((event, index) => checkEvent(check, event, ['timeline', index]));
  check.mustDiffer(
    'scenario/duplicate-name',
    artefacts.map(({ name }, index) => ({ name, path: ['artefacts', index, 'name'] })),
    'artefact name',
  );
  artefacts.forEach(({ file, about }, index) => {
    checkFile(check, ['artefacts', index, 'file'], file);
    about.forEach((component, i) =>
      check.mustExist('scenario/unknown-component', ['artefacts', index, 'about', i], component, check.names.components, 'a component'),
    );
  });
  for (const [id, person] of Object.entries(people)) {
    person.knows.forEach((component, i) =>
      check.mustExist('scenario/unknown-component', ['people', id, 'knows', i], component, check.names.components, 'a component'),
    );
    person.answers.forEach(({ about }, i) =>
      check.mustExist('scenario/unknown-component', ['people', id, 'answers', i, 'about'], about, check.names.components, 'a component'),
    );
  }
  if (observability.rules !== undefined) checkFile(check, ['observability', 'rules'], observability.rules);
  const panels = observability.dashboards.flatMap((dashboard, i) =>
    dashboard.panels.map(({ title }, j) => ({ name: title, path: ['observability', 'dashboards', i, 'panels', j, 'title'] })),
  );
  check.mustDiffer('scenario/duplicate-name', panels, 'panel title');
  check.mustDiffer(
    'scenario/duplicate-name',
    observability.slos.map(({ name }, index) => ({ name, path: ['observability', 'slos', index, 'name'] })),
    'objective name',
  );
  checkObjectives(check);
  observability.buckets?.forEach((bound, index, bounds) => {
    if (bound <= (bounds[index - 1] ?? 0))
      check.add('scenario/buckets', ['observability', 'buckets', index], {
        saw: formatDurationUs(bound),
        expected: 'more than the bound before',
        hint: 'Sort the bounds, smallest first',
      });
  });
  if (meta.joinsAt !== undefined && storyTimeUs(meta.joinsAt, check.scenario.startsAtMs, 0) === undefined)
    check.add('scenario/time', ['meta', 'joinsAt'], {
      found: meta.joinsAt,
      expected: 'a story time: 09:30, +10m or T+0s',
      hint: 'Leave it out to join at the first page',
    });
}

/** Ten values at the interval of 15 s at which generated rules record them. */
const BASELINE_WINDOW_MIN = 150_000_000;

/** What objectives and baselines point at, and that no two generate alerts of one name. */
function checkObjectives(check: Check): void {
  const { slos, baselines, dashboards } = check.scenario.observability;
  const titles = dashboards.map(({ title }) => title);
  slos.forEach(({ service, runbook, dashboard }, i) => {
    const path = ['observability', 'slos', i];
    if (service !== undefined)
      check.mustExist('scenario/unknown-service', [...path, 'service'], service, check.names.services, 'a service');
    if (runbook !== undefined)
      check.mustExist('scenario/unknown-artefact', [...path, 'runbook'], runbook, check.names.artefacts, 'an artefact');
    if (dashboard !== undefined) check.mustExist('scenario/unknown-panel', [...path, 'dashboard'], dashboard, titles, 'a dashboard');
  });
  baselines.forEach(({ runbook, window }, i) => {
    const path = ['observability', 'baselines', i];
    if (runbook !== undefined)
      check.mustExist('scenario/unknown-artefact', [...path, 'runbook'], runbook, check.names.artefacts, 'an artefact');
    if (window < BASELINE_WINDOW_MIN)
      check.add('scenario/no-effect', [...path, 'window'], {
        found: formatDurationUs(window),
        expected: `at least ${formatDurationUs(BASELINE_WINDOW_MIN)}: ten values, one every 15 s`,
        hint: 'Make it longer; with fewer values the alert never fires',
      });
  });
  check.mustDiffer(
    'scenario/duplicate-name',
    [
      ...slos.flatMap((slo, i) =>
        burnAlertsOf(slo)
          .slice(0, 1)
          .map(({ alert }) => ({ name: alert, path: ['observability', 'slos', i, 'name'] })),
      ),
      ...baselines.map(({ name }, i) => ({ name, path: ['observability', 'baselines', i, 'name'] })),
    ],
    'name of generated alerts',
  );
}

/** A file of the scenario’s folder. */
export function checkFile(check: Check, path: Path, file: string): void {
  if (fileOf(check.scenario.files, file) !== undefined) return;
  check.add('scenario/missing-file', path, {
    found: file,
    expected: 'a file of the scenario’s folder',
    hint: didYouMean(file, Object.keys(check.scenario.files), 'file'),
  });
}

function checkTimes(check: Check): void {
  const { timeline, meta, startsAtMs } = check.scenario;
  const alerts = alertsOf(check.scenario);
  // Rules that are named and cannot be read are an issue of their own; they might well page.
  const unread = alerts === undefined && check.scenario.observability.rules !== undefined;
  const pages = unread || alerts?.some(({ severity }) => severity === 'page') || timeline.some(({ page }) => page !== undefined);
  timeline.forEach(({ at, change, after, ...event }, index) => {
    const path = ['timeline', index];
    if (at === undefined) return;
    if (at.startsWith('T') && !pages)
      check.add('scenario/no-page', [...path, 'at'], {
        found: at,
        expected: 'a first page to count from',
        hint: 'Add an event with page: …, or an alert with the label severity: page',
      });
    // The first page is not before the start, so T+… is at least this late.
    const atUs = storyTimeUs(at, startsAtMs, 0);
    if (atUs === undefined)
      check.add('scenario/time', [...path, 'at'], { found: at, expected: 'a story time', hint: 'Write 09:30, +10m or T+5m' });
    else if (atUs > meta.length)
      check.add('scenario/beyond-end', [...path, 'at'], {
        found: at,
        expected: `a time within the length of ${formatDurationUs(meta.length)}`,
        hint: 'Move the event, or make meta.length longer',
      });
    else if (
      atUs < 0 &&
      (change === undefined || EFFECTS.some((effect) => effect !== 'change' && event[effect as keyof typeof event] !== undefined))
    )
      check.add('scenario/before-start', [...path, 'at'], {
        found: at,
        expected: 'a time after the start; only changes can lie before it',
        hint: 'Move the event, or let meta.startsAt be earlier',
      });
  });
}

function checkEvent(check: Check, event: TimelineEvent, path: Path): void {
  if ((event.at === undefined) === (event.when === undefined))
    check.add('scenario/at-or-when', path, {
      saw: event.at === undefined ? 'neither at nor when' : 'at and when',
      expected: 'exactly one of them',
      hint: 'at: "09:30" for a time, when: { firing: … } for a condition',
    });
  if (event.after !== undefined && event.when === undefined)
    check.add(
      'scenario/at-or-when',
      [...path, 'after'],
      { saw: 'after without when', expected: 'a condition that it comes after', hint: 'Put the delay into at' },
      { part: 'key' },
    );
  if (EFFECTS.every((effect) => event[effect] === undefined))
    check.add('scenario/no-effect', path, {
      saw: 'an event in which nothing happens',
      expected: `at least one of ${EFFECTS.join(', ')}`,
      hint: 'Say what happens, or remove the event',
    });
  if (event.change !== undefined) checkChange(check, event.change, [...path, 'change']);
  if (event.fault !== undefined) checkFault(check, event.fault, [...path, 'fault']);
  if (event.message !== undefined)
    check.mustExist('scenario/unknown-person', [...path, 'message', 'from'], event.message.from, check.names.people, 'a person');
  if (event.statusPage !== undefined)
    check.mustExist(
      'scenario/unknown-provider',
      [...path, 'statusPage', 'provider'],
      event.statusPage.provider,
      check.names.providers,
      'a provider',
    );
  if (event.reveal !== undefined)
    check.mustExist('scenario/unknown-artefact', [...path, 'reveal'], event.reveal, check.names.artefacts, 'an artefact');
  if (event.when !== undefined && 'firing' in event.when && check.names.alerts !== undefined)
    check.mustExist('scenario/unknown-alert', [...path, 'when', 'firing'], event.when.firing, check.names.alerts, 'an alert');
  else if (event.when !== undefined && 'firing' in event.when && check.scenario.observability.rules === undefined)
    check.add('scenario/unknown-alert', [...path, 'when', 'firing'], {
      found: event.when.firing,
      expected: 'an alert of a rule file',
      hint: 'Name a rule file in observability.rules',
    });
  if (event.when !== undefined && 'did' in event.when) checkCommand(check, [...path, 'when', 'did'], event.when.did, { pattern: true });
}

function checkChange(check: Check, change: NonNullable<TimelineEvent['change']>, path: Path): void {
  const { services } = check.scenario.world;
  if (change.notes !== undefined) checkFile(check, [...path, 'notes'], change.notes);
  if (!check.mustExist('scenario/unknown-service', [...path, 'deploy'], change.deploy, check.names.services, 'a service')) return;
  const known = Object.keys(services[change.deploy]?.config ?? {});
  for (const key of Object.keys(change.sets)) {
    if (!known.includes(key))
      check.add(
        'scenario/unknown-config',
        [...path, 'sets', key],
        {
          found: key,
          expected: `a key of the configuration of ${change.deploy}`,
          hint: `${didYouMean(key, known, 'configuration key')}; a new key needs an old value in config`,
        },
        { part: 'key' },
      );
  }
}

function checkFault(check: Check, fault: Fault, path: Path): void {
  const { names } = check;
  if ('slowService' in fault)
    check.mustExist('scenario/unknown-service', [...path, 'slowService'], fault.slowService, names.services, 'a service');
  else if ('stallService' in fault)
    check.mustExist('scenario/unknown-service', [...path, 'stallService'], fault.stallService, names.services, 'a service');
  else if ('crashReplicas' in fault)
    check.mustExist('scenario/unknown-service', [...path, 'crashReplicas'], fault.crashReplicas, names.services, 'a service');
  else if ('provider' in fault) {
    check.mustExist('scenario/unknown-provider', [...path, 'provider'], fault.provider, names.providers, 'a provider');
    if (fault.connect === undefined && fault.reply === undefined && fault.errors === undefined)
      check.add('scenario/no-effect', path, {
        saw: 'a fault that changes nothing',
        expected: 'connect, reply or errors',
        hint: 'Add reply: 5s, or errors: 50 %',
      });
  } else if ('slowDatabase' in fault)
    check.mustExist('scenario/unknown-database', [...path, 'slowDatabase'], fault.slowDatabase, names.databases, 'a database');
  else if ('leakConnections' in fault)
    check.mustExist('scenario/unknown-pool', [...path, 'leakConnections'], fault.leakConnections, names.pools, 'a pool');
  else if (isSmallWorldFault(fault)) checkSmallWorldFault(check, fault, path);
  else if (!('surge' in fault)) checkInstrumentFault(check, fault, path);
  else if (fault.surge !== 'all')
    check.mustExist(
      'scenario/unknown-journey',
      [...path, 'surge'],
      fault.surge,
      check.scenario.load.journeys.map(({ name }) => name),
      'a journey',
    );
}
