// look.pods: the pods of one service or of all, and the machines, as `kubectl get pods,nodes -o wide` lists them.
import { type Look, unknownName } from './look.ts';

export const lookPods: Look<'look.pods'> = ({ scenario, trace }, { service }) => {
  const services = Object.keys(scenario.world.services);
  if (service !== undefined && !services.includes(service)) return unknownName('service', service, services);
  const pods = (service === undefined ? services : [service]).flatMap((name) =>
    trace.replicas(name).map((replica) => ({ service: name, ...replica })),
  );
  return { kind: 'pods', pods, nodes: trace.nodes().map((node) => ({ ...node })) };
};
