// Changes of the time-line: deployments that bring a new version and configuration; those before the start are history.
import type { Change, SimTimeUs } from '../../schema/index.ts';
import { abandonFresh, applyHistory, beginRollout, type RolloutPlan, rolloutOf, stop } from '../commands/rollout.ts';
import type { Control } from './control.ts';

/** The rollout a change asks for; its revision is new, or the one that has this version already. */
function planOf(control: Control, change: Change): RolloutPlan | undefined {
  const service = control.world.plan.services.findIndex(({ name }) => name === change.deploy);
  const state = control.state.services[service];
  if (state === undefined || state.deleted) return undefined;
  let to = state.revisions.findIndex((revision) => revision.version === change.to);
  if (to < 0) {
    const config = state.revisions[state.current]!.config.map(([key, value]): [string, typeof value] => [key, change.sets[key] ?? value]);
    for (const [key, value] of Object.entries(change.sets)) if (!config.some(([known]) => known === key)) config.push([key, value]);
    to = state.revisions.push({ version: change.to, config }) - 1;
  }
  return {
    service,
    purpose: 'deploy',
    strategy: change.strategy,
    to,
    eachUs: change.each,
    switchesAfterUs: change.switchesAfter,
    fails: change.fails,
    summary: change.summary,
    author: change.author,
    notes: change.notes,
    rollbackFails: change.rollbackFails,
  };
}

/** Deploys now; a rollout of the service that is under way gives way. */
export function applyChange(control: Control, change: Change): void {
  const plan = planOf(control, change);
  if (plan === undefined) return;
  const running = rolloutOf(control, plan.service);
  if (running !== undefined) {
    stop(control, running, 'overtaken by another deployment');
    abandonFresh(control, running);
  }
  beginRollout(control, plan);
}

/** A deployment from before the run: in the history and in every replica. */
export function applyPastChange(control: Control, change: Change, atUs: SimTimeUs): void {
  const plan = planOf(control, change);
  if (plan !== undefined) applyHistory(control, plan, atUs);
}
