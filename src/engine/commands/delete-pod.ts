// delete-pod: one pod finishes its work and ends; its replica set starts another at once.
import { isBeingRolledOut, replacePod } from '../control/nodes.ts';
import { startsUs } from '../control/pods.ts';
import { type CommandEffect, done, refuse } from './targets.ts';

export const deletePod: CommandEffect = (control, args) => {
  const name = String(args['pod']);
  const pod = control.state.pods.find((candidate) => candidate.name === name);
  if (pod === undefined) return refuse('unknown-pod', `pods "${name}" not found`);
  if (pod.status === 'stopping') return refuse('terminating', `${name} is terminating already.`);
  if (isBeingRolledOut(control, pod)) return refuse('rolling', `A rollout is starting ${name}; pause it, roll it back or wait.`);
  const fresh = replacePod(control, pod);
  const text = `pod "${name}" deleted`;
  return fresh === undefined ? done(text) : done(`${text}; ${fresh} takes its place`, control.nowUs + startsUs(control, pod.service));
};
