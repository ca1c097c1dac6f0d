// The registry of faults, and how they begin, tick and end.
import { assert, type Fault } from '../../schema/index.ts';
import type { Control } from '../control/control.ts';
import { crashReplicas } from './crash-replicas.ts';
import { delaySeries } from './delay-series.ts';
import { failScrapes } from './fail-scrapes.ts';
import { freezeSeries } from './freeze-series.ts';
import type { FaultKind } from './kind.ts';
import { leakConnections } from './leak-connections.ts';
import { loseLogs } from './lose-logs.ts';
import { provider } from './provider.ts';
import { scaleSeries } from './scale-series.ts';
import { slowDatabase } from './slow-database.ts';
import { slowService } from './slow-service.ts';
import { stallService } from './stall-service.ts';
import { surge } from './surge.ts';

export type { FaultKind } from './kind.ts';

/** Every kind of fault, in the order of the catalogue. */
export const FAULTS: readonly FaultKind[] = [
  slowService,
  stallService,
  crashReplicas,
  provider,
  slowDatabase,
  leakConnections,
  surge,
  failScrapes,
  delaySeries,
  freezeSeries,
  scaleSeries,
  loseLogs,
];

function kindOf(fault: Fault): FaultKind {
  const kind = FAULTS.find((candidate) => candidate.key in fault);
  assert(kind !== undefined, 'every fault of the schema has a kind', { fault });
  return kind;
}

/** A fault begins now. */
export function beginFault(control: Control, fault: Fault): void {
  if (control.smallWorlds.some((world) => world.inject(fault))) return;
  const kind = kindOf(fault);
  control.chronicle.fact('fault.began', kind.component(fault), kind.key);
  const lastsUs = kind.lasts(fault);
  if (lastsUs === 0) {
    kind.apply(control, fault, undefined);
    return;
  }
  const running = { id: control.newId(), fault, beganAtUs: control.nowUs };
  control.state.faults.push(running);
  kind.apply(control, fault, running);
  scheduleTick(control, running.id);
  if (lastsUs !== undefined) control.schedule(control.nowUs + lastsUs, { do: 'fault.end', id: running.id });
}

function scheduleTick(control: Control, id: number): void {
  const running = control.state.faults.find((fault) => fault.id === id)!;
  const inUs = kindOf(running.fault).nextTickUs?.(control, running);
  if (inUs !== undefined) control.schedule(control.nowUs + inUs, { do: 'fault.tick', id });
}

export function tickFault(control: Control, id: number): void {
  const running = control.state.faults.find((fault) => fault.id === id);
  if (running === undefined) return;
  kindOf(running.fault).apply(control, running.fault, running);
  scheduleTick(control, id);
}

export function endFault(control: Control, id: number): void {
  const running = control.state.faults.find((fault) => fault.id === id);
  if (running === undefined) return;
  control.state.faults = control.state.faults.filter((fault) => fault !== running);
  const kind = kindOf(running.fault);
  kind.apply(control, running.fault, undefined);
  control.chronicle.fact('fault.ended', kind.component(running.fault), kind.key);
}
