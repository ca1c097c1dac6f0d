// rollback: every replica by the revision before the current one, configuration included. Cuts a deployment short that is still under way.
import { abandonFresh, beginRollout, rolloutOf, stop } from './rollout.ts';
import { type CommandEffect, done, findService, isRefusal, refuse } from './targets.ts';

export const rollBack: CommandEffect = (control, args) => {
  const service = findService(control, args['service']);
  if (isRefusal(service)) return service;
  const { name } = control.world.plan.services[service]!;
  const { history, current, revisions } = control.state.services[service]!;
  const running = rolloutOf(control, service);
  if (running?.purpose === 'rollback') return refuse('rolling', `${name} is already being rolled back.`);
  if (running?.purpose === 'restart') return refuse('rolling', `${name} is being restarted; wait until it is done.`);
  const last = history.findLast((entry) => entry.to === current);
  if (last === undefined) return refuse('no-previous-version', `${name} has no version before ${revisions[current]!.version}.`);
  if (running !== undefined) {
    stop(control, running, 'cut short by a rollback');
    abandonFresh(control, running);
  }
  const target = revisions[last.from]!.version;
  const untilUs = beginRollout(control, {
    service,
    purpose: 'rollback',
    strategy: 'rolling',
    to: last.from,
    eachUs: last.eachUs,
    fails: last.rollbackFails,
    summary: `rollback to ${target}`,
    author: 'on call',
  });
  return done(`Rolling ${name} back from ${revisions[current]!.version} to ${target}`, untilUs);
};
