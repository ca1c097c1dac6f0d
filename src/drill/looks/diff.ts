// look.diff: the configuration before and after a deployment, as the file that the change names.
import { historyOf } from '../versions.ts';
import { type Look, missing, unknownName } from './look.ts';

export const lookDiff: Look<'look.diff'> = ({ scenario, trace }, { service, version }) => {
  if (!Object.hasOwn(scenario.world.services, service)) return unknownName('service', service, Object.keys(scenario.world.services));
  const history = historyOf(trace, service);
  const record = version === undefined ? history.at(-1) : history.findLast(({ to }) => to === version);
  if (record === undefined)
    return missing(
      version === undefined
        ? `${service} has not been deployed in the time the history covers`
        : `${service} ${version} is not in the deployment history`,
    );
  const change = scenario.timeline.find(
    (event) => event.change?.deploy === service && (event.change.to === record.to || event.change.to === record.from),
  )?.change;
  return {
    kind: 'diff',
    service,
    from: record.from,
    to: record.to,
    fileName: change?.diff ?? `${service}/config.yaml`,
    before: asFile(trace.configOf(service, record.from)),
    after: asFile(trace.configOf(service, record.to)),
  };
};

/** One `key: value` a line, in the order of the configuration. */
export function asFile(config: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(config ?? {})
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('');
}
