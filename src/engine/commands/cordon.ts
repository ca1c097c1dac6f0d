// cordon and uncordon: whether new pods are placed on a node. Pods that found no node start when one opens.
import { setSchedulable } from '../control/nodes.ts';
import { placeWaiting } from '../control/pods.ts';
import { type CommandEffect, done, findNode, isRefusal, refuse } from './targets.ts';

export const cordon: CommandEffect = (control, args) => {
  const node = findNode(control, args['node']);
  if (isRefusal(node)) return node;
  const { name, schedulable } = control.state.nodes[node]!;
  if (!schedulable) return refuse('no-change', `${name} is cordoned already.`);
  setSchedulable(control, node, false);
  return done(`node/${name} cordoned`);
};

export const uncordon: CommandEffect = (control, args) => {
  const node = findNode(control, args['node']);
  if (isRefusal(node)) return node;
  const { name, schedulable } = control.state.nodes[node]!;
  if (schedulable) return refuse('no-change', `${name} is not cordoned.`);
  setSchedulable(control, node, true);
  placeWaiting(control);
  return done(`node/${name} uncordoned`);
};
