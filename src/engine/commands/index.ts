// The effects of commands by kind; what can be asked at all is in src/schema/commands.ts.
import { type Command, type Outcome, SERVICE_COMMANDS, type ServiceCommandName } from '../../schema/index.ts';
import type { Control } from '../control/control.ts';
import { closeBreaker } from './close-breaker.ts';
import { cordon, uncordon } from './cordon.ts';
import { deleteService } from './delete.ts';
import { deletePod } from './delete-pod.ts';
import { deploy } from './deploy.ts';
import { drain } from './drain.ts';
import { killSessions } from './kill-sessions.ts';
import { openBreaker } from './open-breaker.ts';
import { pauseRollout } from './pause-rollout.ts';
import { resizePool } from './resize-pool.ts';
import { restart } from './restart.ts';
import { resumeRollout } from './resume-rollout.ts';
import { rollBack } from './roll-back.ts';
import { scale } from './scale.ts';
import { setConfig } from './set-config.ts';
import { type CommandEffect, refuse } from './targets.ts';

export const EFFECTS: Readonly<Record<ServiceCommandName, CommandEffect>> = {
  'command.rollback': rollBack,
  'command.deploy': deploy,
  'command.pause-rollout': pauseRollout,
  'command.resume-rollout': resumeRollout,
  'command.set-config': setConfig,
  'command.restart': restart,
  'command.scale': scale,
  'command.delete': deleteService,
  'command.resize-pool': resizePool,
  'command.kill-sessions': killSessions,
  'command.open-breaker': openBreaker,
  'command.close-breaker': closeBreaker,
  'command.delete-pod': deletePod,
  'command.cordon': cordon,
  'command.uncordon': uncordon,
  'command.drain': drain,
};

/** Checks a command and carries it out at the present instant. */
export function execute(control: Control, command: Command): Outcome {
  const kind = SERVICE_COMMANDS.find((candidate) => candidate.kind === command.kind);
  if (kind === undefined) return refuse('unknown', `There is nothing here for ${command.kind}.`);
  const args = kind.args.safeParse(command.args);
  if (!args.success)
    return refuse(
      'bad-arguments',
      `${kind.usage}: ${args.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
    );
  return EFFECTS[kind.kind](control, args.data);
}
