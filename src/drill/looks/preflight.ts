// look.preflight: what somebody careful checks before a rollback: is there a target, is the service able to roll, what would change.
import type { LookResult } from '../../schema/index.ts';
import { currentVersion, historyOf, versionBefore } from '../versions.ts';
import { type Look, unknownName } from './look.ts';

type Check = Extract<LookResult, { kind: 'preflight' }>['checks'][number];

export const lookPreflight: Look<'look.preflight'> = ({ scenario, trace }, { service }) => {
  if (!Object.hasOwn(scenario.world.services, service)) return unknownName('service', service, Object.keys(scenario.world.services));
  const current = currentVersion(scenario, trace, service);
  const target = versionBefore(trace, service);
  const last = historyOf(trace, service).at(-1);
  const replicas = trace.replicas(service);
  const ready = replicas.filter(({ status }) => status === 'ready').length;
  const onCurrent = replicas.filter(({ version }) => version === current).length;
  const rolling = last?.status === 'rolling out' || last?.status === 'paused';
  const checks: Check[] = [
    { label: 'There is a version to go back to', ok: target !== undefined, detail: target ?? 'The deployment history has none' },
    { label: 'Replicas are ready', ok: replicas.length > 0 && ready === replicas.length, detail: `${ready} of ${replicas.length}` },
    { label: 'They run the version to be replaced', ok: onCurrent > 0, detail: `${onCurrent} of ${replicas.length} run ${current}` },
    {
      label: 'No rollout is under way',
      ok: !rolling,
      detail: rolling ? `${last.from} → ${last.to}: ${last.replicasDone} of ${last.replicasTotal}, ${last.status}` : 'None',
    },
  ];
  if (target !== undefined) checks.push(whatChanges(trace.configOf(service, current) ?? {}, trace.configOf(service, target) ?? {}));
  return { kind: 'preflight', service, current, target, checks };
};

function whatChanges(now: Readonly<Record<string, string>>, then: Readonly<Record<string, string>>): Check {
  const keys = [...new Set([...Object.keys(now), ...Object.keys(then)])].filter((key) => now[key] !== then[key]);
  const detail = keys.map((key) => `${key}: ${now[key] ?? '(unset)'} → ${then[key] ?? '(unset)'}`).join('; ');
  return { label: 'Configuration that would change', ok: true, detail: detail || 'None, only code' };
}
