// What scoring and debrief read of consoles: everybody's attempts, routine work, and this drill beside both consoles with nobody acting.
import { attemptView, routineSeconds } from '../console/index.ts';
import { holds } from '../drill/index.ts';
import type { ConsoleDebrief, ConsoleRecord, ConsoleReport, ConsoleVariant } from '../schema/index.ts';
import { Authority } from './authority.ts';

/** Undefined in a scenario without consoles. People of the scenario keep their ids; everybody else is “you”. */
export function consoleRecord(authority: Authority): ConsoleRecord | undefined {
  const { scenario, attempts } = authority;
  if (scenario.consoles === undefined) return undefined;
  const viewerOf = (by: string): string => (Object.hasOwn(scenario.people, by) ? '' : by);
  const { consoleVariant: variant, routine } = authority.workAtConsoles();
  return { variant, attempts: attempts.map((each) => ({ ...attemptView(each, viewerOf(each.by)), slip: each.slip })), routine };
}

/** Runs the scenario twice more on the drill's seed, up to the same instant, with nobody acting: once on each console. */
export function consoleDebrief(authority: Authority): ConsoleDebrief | undefined {
  const record = consoleRecord(authority);
  if (record === undefined) return undefined;
  const idle = (variant: ConsoleVariant): ConsoleReport => {
    const run = Authority.open(authority.scenario, authority.seed, { records: false });
    run.append({ kind: 'drill.begin', args: { level: 'expert', timed: true, consoles: variant } });
    run.advanceTo(authority.nowUs);
    return reportOf(`Nobody acting, ${variant} console`, run);
  };
  return {
    reports: [reportOf('This drill', authority), idle('dangerous'), idle('safe')],
    own: record.attempts.filter(({ by }) => by === 'you'),
  };
}

function reportOf(name: string, authority: Authority): ConsoleReport {
  const { scenario, trace } = authority;
  const { variant = 'dangerous', attempts = [], routine = [] } = consoleRecord(authority) ?? {};
  const { usersAffected, userMinutes, revenueLost, currency } = trace.harm();
  const slipOf = (slip: string): string => scenario.slips?.find(({ name: each }) => each === slip)?.title ?? slip;
  return {
    run: name,
    variant,
    slips: attempts.flatMap(({ slip, by, startedAtUs, endedAtUs, status, stoppedBy, steps }) => {
      if (slip === undefined) return [];
      const layer = status === 'stopped' ? steps.find(({ safeguard }) => safeguard === stoppedBy) : undefined;
      const caughtBy = layer && { safeguard: layer.safeguard, kind: layer.kind, says: layer.says };
      return [{ title: slipOf(slip), by, atUs: startedAtUs, caughtBy, seconds: ((endedAtUs ?? authority.nowUs) - startedAtUs) / 1e6 }];
    }),
    routineSeconds: meanRoutineSeconds(authority, variant),
    routineDone: routine.filter(({ doneAtUs }) => doneAtUs !== undefined).length,
    routineTotal: (scenario.routine ?? []).length,
    harm: { usersAffected, userMinutes, revenueLost, currency },
  };
}

/** What a routine task that was handed over costs on each console, by the keystroke-level model; what safeguards ask is read at the instant of handing over. */
export function routineCosts(authority: Authority): { task: string; dangerousS: number; safeS: number }[] {
  const { scenario, trace } = authority;
  return authority.workAtConsoles().routine.flatMap(({ name, title, atUs }) => {
    const task = scenario.routine?.find((each) => each.name === name);
    const desk = task && scenario.consoles?.[task.console];
    if (task === undefined || desk === undefined) return [];
    const on = (variant: ConsoleVariant) => routineSeconds(desk, variant, task, (expr) => holds(scenario, trace.series, expr, atUs));
    return [{ task: title, dangerousS: on('dangerous'), safeS: on('safe') }];
  });
}

function meanRoutineSeconds(authority: Authority, variant: ConsoleVariant): number | undefined {
  const costs = routineCosts(authority).map(({ dangerousS, safeS }) => (variant === 'safe' ? safeS : dangerousS));
  return costs.length === 0 ? undefined : costs.reduce((sum, each) => sum + each, 0) / costs.length;
}
