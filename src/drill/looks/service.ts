// look.service: replicas, version, configuration and what the service uses.
import { dependenciesOf } from '../topology.ts';
import { currentVersion } from '../versions.ts';
import { type Look, unknownName } from './look.ts';

export const lookService: Look<'look.service'> = ({ scenario, trace }, { service }) => {
  if (!Object.hasOwn(scenario.world.services, service)) return unknownName('service', service, Object.keys(scenario.world.services));
  const version = currentVersion(scenario, trace, service);
  const config = Object.entries(trace.configOf(service, version) ?? {}).map(([key, value]) => ({ key, value }));
  return {
    kind: 'service',
    service,
    replicas: trace.replicas(service).map((replica) => ({ ...replica })),
    version,
    config,
    dependencies: dependenciesOf(scenario, service),
  };
};
