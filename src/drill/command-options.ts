// What a trainee may do now: every command of the registry with its targets from the topology, present values and blast radius.
import {
  COMMANDS,
  type CommandOption,
  type DrillView,
  type Scenario,
  SERVICE_COMMANDS,
  type ServiceCommandName,
  type TraceReader,
} from '../schema/index.ts';
import { smallWorldParts } from './small-worlds/index.ts';
import { blastRadius } from './topology.ts';
import { currentVersion, historyOf, otherVersions, versionBefore } from './versions.ts';

type Target = CommandOption['targets'][number];
/** A target; who would feel it is worked out from its first argument unless `felt` says it. */
type Draft = Omit<Target, 'blastRadius'> & { felt?: string };
type TargetsOf = (scenario: Scenario, trace: TraceReader) => Draft[];

/** All commands that have at least one target now. @param slos the budgets, whose policy may speak against releases */
export function commandOptions(scenario: Scenario, trace: TraceReader, slos: DrillView['slos']): CommandOption[] {
  const options: CommandOption[] = [];
  const radius = new Map<string, string>();
  const radiusOf = (name: string): string => {
    const known = radius.get(name) ?? blastRadius(scenario, name);
    radius.set(name, known);
    return known;
  };
  for (const { kind, title, usage, risk, effect, undo } of SERVICE_COMMANDS) {
    const targets = TARGETS[kind](scenario, trace).map(({ felt, ...target }) => ({
      ...target,
      blastRadius: `${kind === 'command.deploy' ? releasePolicy(scenario, slos, target.label) : ''}${felt ?? radiusOf(String(Object.values(target.args)[0]))}`,
    }));
    if (targets.length > 0) options.push({ kind, title, usage, risk, effect, undo, targets });
  }
  for (const part of smallWorldParts(scenario)) {
    for (const { kind, title, usage, risk, effect, undo } of COMMANDS) {
      const targets = part.targets(kind, trace);
      if (targets.length > 0) options.push({ kind, title, usage, risk, effect, undo, targets });
    }
  }
  return options;
}

/** What the error budgets say about a release of a service; nothing while they are healthy. Going back to an earlier version is no release. */
function releasePolicy(scenario: Scenario, slos: DrillView['slos'], service: string): string {
  const speaking = slos.filter((slo, index) => {
    const speaksFor = scenario.observability.slos[index]?.service;
    return slo.policy.state !== 'healthy' && (speaksFor === undefined || speaksFor === service);
  });
  const worst = speaking.find(({ policy }) => policy.state === 'exhausted') ?? speaking[0];
  if (worst === undefined) return '';
  const { state, consequence } = worst.policy;
  const spent = state === 'exhausted' ? 'Releases are frozen: the error budget' : 'The error budget';
  return `${spent} of “${worst.name}” is ${state === 'exhausted' ? 'exhausted' : 'running low'}. ${consequence}. `;
}

const services = (scenario: Scenario): string[] => Object.keys(scenario.world.services);
const plain = (key: string, names: readonly string[]): Draft[] => names.map((name) => ({ label: name, args: { [key]: name }, asks: [] }));

/** Pods of each machine by service, in words. Without services there is nothing to move. */
function nodesWhere(scenario: Scenario, trace: TraceReader, schedulable: boolean): Draft[] {
  if (services(scenario).length === 0) return [];
  const pods = services(scenario).map((service) => ({ service, on: trace.replicas(service).map(({ node }) => node) }));
  return trace
    .nodes()
    .filter((node) => node.schedulable === schedulable)
    .map(({ node }) => {
      const here = pods.flatMap(({ service, on }) => {
        const count = on.filter((each) => each === node).length;
        return count === 0 ? [] : [`${count} of ${service}`];
      });
      return { label: node, args: { node }, asks: [], felt: here.length === 0 ? 'No pod runs there' : `Pods there: ${here.join(', ')}` };
    });
}

const rolling =
  (status: 'rolling out' | 'paused'): TargetsOf =>
  (scenario, trace) =>
    plain(
      'service',
      services(scenario).filter((service) => historyOf(trace, service).at(-1)?.status === status),
    );

const TARGETS: Readonly<Record<ServiceCommandName, TargetsOf>> = {
  'command.rollback': (scenario, trace) =>
    services(scenario).flatMap((service) => {
      const before = versionBefore(trace, service);
      if (before === undefined) return [];
      return [{ label: `${service} ${currentVersion(scenario, trace, service)} → ${before}`, args: { service }, asks: [] }];
    }),
  'command.deploy': (scenario, trace) =>
    services(scenario).flatMap((service) => {
      const choices = otherVersions(scenario, trace, service);
      return choices.length === 0
        ? []
        : [
            {
              label: service,
              args: { service },
              asks: [{ name: 'version', type: 'choice' as const, current: currentVersion(scenario, trace, service), choices }],
            },
          ];
    }),
  'command.pause-rollout': rolling('rolling out'),
  'command.resume-rollout': rolling('paused'),
  'command.set-config': (scenario, trace) =>
    services(scenario).flatMap((service) =>
      Object.entries(trace.configOf(service, currentVersion(scenario, trace, service)) ?? {}).map(([key, current]) => ({
        label: `${service} ${key}`,
        args: { service, key },
        asks: [{ name: 'value', type: 'text' as const, current }],
      })),
    ),
  'command.restart': (scenario) => plain('target', [...services(scenario), ...Object.keys(scenario.world.databases)]),
  'command.scale': (scenario, trace) =>
    services(scenario).map((service) => ({
      label: service,
      args: { service },
      asks: [
        {
          name: 'replicas',
          type: 'number' as const,
          current: String(trace.replicas(service).filter(({ status }) => status !== 'stopping').length),
        },
      ],
    })),
  'command.delete': (scenario) => plain('service', services(scenario)),
  'command.resize-pool': (scenario, trace) =>
    Object.entries(scenario.world.pools).map(([pool, { size }]) => {
      const gauge = trace.gauges().find(({ component, kind }) => component === pool && kind === 'pool');
      return { label: pool, args: { pool }, asks: [{ name: 'size', type: 'number' as const, current: String(gauge?.capacity ?? size) }] };
    }),
  'command.kill-sessions': (scenario) => plain('pool', Object.keys(scenario.world.pools)),
  'command.delete-pod': (scenario, trace) =>
    services(scenario).flatMap((service) => {
      const choices = trace.replicas(service).flatMap(({ pod, status }) => (status === 'stopping' ? [] : [pod]));
      if (choices.length === 0) return [];
      const felt = `One of ${choices.length} pods of ${service}`;
      return [{ label: service, args: {}, asks: [{ name: 'pod', type: 'choice' as const, current: '', choices }], felt }];
    }),
  'command.cordon': (scenario, trace) => nodesWhere(scenario, trace, true),
  'command.uncordon': (scenario, trace) => nodesWhere(scenario, trace, false),
  'command.drain': (scenario, trace) => nodesWhere(scenario, trace, true),
  'command.open-breaker': (scenario) => plain('breaker', Object.keys(scenario.world.breakers)),
  'command.close-breaker': (scenario) => plain('breaker', Object.keys(scenario.world.breakers)),
};
