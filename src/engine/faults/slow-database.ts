// A database executes slower: every query takes `factor` times as long. Several at once multiply.
import type { FaultKind, FaultOf } from './kind.ts';
import { runningOf } from './kind.ts';

type Slow = FaultOf<'slowDatabase'>;

export const slowDatabase: FaultKind = {
  key: 'slowDatabase',
  description: 'Every query of a database takes `factor` times as long',
  component: (fault) => (fault as Slow).slowDatabase,
  lasts: (fault) => (fault as Slow).for,
  apply: (control, fault) => {
    const name = (fault as Slow).slowDatabase;
    const factor = runningOf(control, 'slowDatabase').reduce(
      (product, { fault: other }) => (other.slowDatabase === name ? product * other.factor : product),
      1,
    );
    control.world.setDatabaseSlow(
      control.world.plan.databases.findIndex((database) => database.name === name),
      factor,
    );
  },
};
