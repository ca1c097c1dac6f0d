// deploy: every replica by a version from the service's history, one after another.
import { beginRollout, eachOf, rolloutOf } from './rollout.ts';
import { type CommandEffect, done, findService, isRefusal, refuse } from './targets.ts';

export const deploy: CommandEffect = (control, args) => {
  const service = findService(control, args['service']);
  if (isRefusal(service)) return service;
  const { name } = control.world.plan.services[service]!;
  const { revisions, current, history } = control.state.services[service]!;
  const to = revisions.findIndex((revision) => revision.version === args['version']);
  if (to < 0)
    return refuse(
      'unknown-version',
      `${name} has no version ${String(args['version'])} in its history. There are: ${revisions.map((revision) => revision.version).join(', ')}.`,
    );
  if (rolloutOf(control, service) !== undefined) return refuse('rolling', `A rollout of ${name} is under way; roll it back or wait.`);
  if (to === current) return refuse('same-version', `${name} runs ${revisions[to]!.version} already.`);
  const brought = history.findLast((entry) => entry.to === to);
  const untilUs = beginRollout(control, {
    service,
    purpose: 'deploy',
    strategy: 'rolling',
    to,
    eachUs: brought?.eachUs ?? eachOf(control, service),
    fails: 0,
    summary: `deploy ${revisions[to]!.version}`,
    author: 'on call',
    rollbackFails: brought?.rollbackFails ?? 0,
  });
  return done(`Deploying ${name} ${revisions[to]!.version}`, untilUs);
};
