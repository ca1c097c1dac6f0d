// resize-pool: how many connections a pool may open; a smaller size takes effect as connections come back.
import { POOL } from '../world/index.ts';
import { type CommandEffect, done, findPool, isRefusal, refuse } from './targets.ts';

export const resizePool: CommandEffect = (control, args) => {
  const pool = findPool(control, args['pool']);
  if (isRefusal(pool)) return pool;
  const { name, offset } = control.world.plan.pools[pool]!;
  const size = args['size'] as number;
  const before = control.world.I[offset + POOL.size]!;
  if (size === before) return refuse('no-change', `${name} has ${size} connections already.`);
  control.world.resizePool(pool, size);
  control.chronicle.log('pool.resized', { component: name }, pool, size, 0);
  return done(`Resized ${name} from ${before} to ${size} connections`);
};
