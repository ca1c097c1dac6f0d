// restart: a service, process by process, losing what each has in work; or a database, whose connections fail until it is back.
import { podsOf } from '../control/pods.ts';
import { beginRollout, eachOf, rolloutOf } from './rollout.ts';
import { type CommandEffect, done, findService, isDown, isRefusal, refuse } from './targets.ts';

export const restart: CommandEffect = (control, args) => {
  const { plan } = control.world;
  const name = String(args['target']);
  const database = plan.databases.find((candidate) => candidate.name === name);
  if (database !== undefined) return restartDatabase(control, database.index);
  const service = findService(control, name);
  if (isRefusal(service)) {
    if (service.code !== 'command/unknown-service') return service;
    const names = [...plan.services.filter(({ index }) => !control.state.services[index]!.deleted), ...plan.databases].map(
      (thing) => thing.name,
    );
    return refuse('unknown-target', `There is no service or database ${name}. There are: ${names.join(', ')}.`);
  }
  if (rolloutOf(control, service) !== undefined) return refuse('rolling', `A rollout of ${name} is under way; roll it back or wait.`);
  if (podsOf(control, service).length === 0) return refuse('no-replicas', `${name} has no replicas.`);
  const { current } = control.state.services[service]!;
  const untilUs = beginRollout(control, {
    service,
    purpose: 'restart',
    strategy: 'restart',
    to: current,
    eachUs: eachOf(control, service),
    fails: 0,
    summary: '',
    author: 'on call',
  });
  return done(`Restarting ${name} replica by replica`, untilUs);
};

const restartDatabase = (control: Parameters<CommandEffect>[0], index: number): ReturnType<CommandEffect> => {
  const { name, restartTakesUs } = control.world.plan.databases[index]!;
  if (isDown(control, index)) return refuse('restarting', `${name} is restarting already.`);
  control.world.restartDatabase(index, restartTakesUs);
  control.chronicle.log('database.stopping', { component: name }, index, 0, 0);
  return done(`Restarting ${name}`, control.nowUs + restartTakesUs);
};
