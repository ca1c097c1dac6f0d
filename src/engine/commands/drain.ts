// drain: closes a node to new pods and moves those on it to others, one after another, each given the time its replacement needs to start.
import { drainNext, setSchedulable } from '../control/nodes.ts';
import { startsUs } from '../control/pods.ts';
import { type CommandEffect, done, findNode, isRefusal, refuse } from './targets.ts';

export const drain: CommandEffect = (control, args) => {
  const index = findNode(control, args['node']);
  if (isRefusal(index)) return index;
  const { name, schedulable } = control.state.nodes[index]!;
  if (control.state.scheduled.some(({ action }) => action.do === 'node.drain' && action.node === index))
    return refuse('draining', `${name} is being drained already.`);
  const pods = control.state.pods.filter(({ node, status }) => node === index && (status === 'starting' || status === 'ready'));
  if (!schedulable && pods.length === 0) return refuse('no-change', `${name} is cordoned and has no pods.`);
  if (schedulable) setSchedulable(control, index, false);
  const takesUs = pods.reduce((sum, pod) => sum + startsUs(control, pod.service), 0);
  drainNext(control, index);
  return done(`node/${name} cordoned, evicting ${pods.length} pods`, control.nowUs + takesUs);
};
