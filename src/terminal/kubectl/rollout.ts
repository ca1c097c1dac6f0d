// kubectl rollout: history, status, undo, restart, pause, resume. History is the deployment list, revisions count from the oldest known.
import type { Flags } from '../lib/flags.ts';
import { table } from '../lib/table.ts';
import { look, mustAct, named, ok, type ProgramCall, ProgramExit, type ProgramResult, type Steps } from '../program.ts';
import { type Deployment, deploymentNamed } from './cluster.ts';

const VERBS = ['history', 'pause', 'restart', 'resume', 'status', 'undo'] as const;

export function* rollout(call: ProgramCall, flags: Flags): Steps<ProgramResult> {
  const [verb, ...words] = flags.rest;
  if (verb === undefined || !(VERBS as readonly string[]).includes(verb))
    throw new ProgramExit(
      `error: unknown command "rollout ${verb ?? ''}"\nAvailable Commands: ${VERBS.join(', ')}`.replace(' "rollout "', ' "rollout"'),
    );
  const database = /^(?:statefulset|sts)(?:\/|$)(.*)/.exec(words[0] ?? '');
  if (verb === 'restart' && database !== null) {
    const name = database[1] === '' ? (words[1] ?? '') : (database[1] ?? '');
    if (!named(call.view, 'database').includes(name))
      throw new ProgramExit(`Error from server (NotFound): statefulsets.apps "${name}" not found`);
    yield* mustAct(call, { kind: 'command.restart', args: { target: name } });
    return ok(`statefulset.apps/${name} restarted`);
  }
  const service = deploymentNamed(call.view, words, `rollout ${verb}`);
  switch (verb) {
    case 'history':
      return yield* history(service, flags);
    case 'status':
      return status(service, yield* revisionsOf(service));
    case 'undo':
      return yield* undo(call, service, flags);
    case 'restart':
      yield* mustAct(call, { kind: 'command.restart', args: { target: service } });
      return ok(`deployment.apps/${service} restarted`);
    case 'pause':
      yield* mustAct(call, { kind: 'command.pause-rollout', args: { service } });
      return ok(`deployment.apps/${service} paused`);
    default:
      yield* mustAct(call, { kind: 'command.resume-rollout', args: { service } });
      return ok(`deployment.apps/${service} resumed`);
  }
}

interface Revision {
  number: number;
  version: string;
  record: Deployment | undefined;
}
/** Oldest first; revision 1 is what ran before the first known deployment. What runs again moves to the end: it is the same ReplicaSet. */
function* revisionsOf(service: string): Steps<Revision[]> {
  const { rows } = yield* look('look.deployments', {});
  const own = rows.filter((row) => row.service === service).sort((a, b) => a.atUs - b.atUs);
  const first = own[0];
  if (first === undefined) return [];
  const all: Revision[] = [
    { number: 1, version: first.from, record: undefined },
    ...own.map((record, index) => ({ number: index + 2, version: record.to, record })),
  ];
  const cameBack = ({ version }: Revision, index: number): boolean => {
    const left = all.findIndex((later, at) => at > index && later.version !== version);
    return left >= 0 && all.slice(left).some((later) => later.version === version);
  };
  return all.filter((revision, index) => !cameBack(revision, index));
}

function* history(service: string, flags: Flags): Steps<ProgramResult> {
  const revisions = yield* revisionsOf(service);
  const wanted = flags.value('revision');
  if (wanted !== undefined && wanted !== '0') {
    const revision = revisions.find(({ number }) => String(number) === wanted);
    if (revision === undefined) throw new ProgramExit('error: unable to find the specified revision');
    const versions = revisions.filter(({ record }) => record !== undefined);
    const at = revision.record === undefined ? versions[0] : revision;
    const seen = yield* look('look.diff', { service, ...(at === undefined ? {} : { version: at.version }) });
    const config = revision.record === undefined ? seen.before : seen.after;
    return ok(
      `deployment.apps/${service} with revision #${revision.number}\nPod Template:\n  Containers:\n   ${service}:\n    Image:\t${service}:${revision.version}\n    Environment:\n${config.replace(/^(?=.)/gm, '      ')}`,
    );
  }
  if (revisions.length === 0) return ok(`deployment.apps/${service} \nREVISION  CHANGE-CAUSE\n1         <none>`);
  return ok(
    `deployment.apps/${service} \n${table(
      [
        ['REVISION', 'CHANGE-CAUSE'],
        ...revisions.map(({ number, version, record }) => [
          String(number),
          record === undefined
            ? `${service}:${version}`
            : `${service}:${version} ${record.summary}${record.author === '' ? '' : ` (${record.author})`}`,
        ]),
      ],
      2,
    )}`,
  );
}

/** As `--watch=false`: says how far it is and returns. */
function status(service: string, revisions: readonly Revision[]): ProgramResult {
  const last = revisions.at(-1)?.record;
  if (last === undefined || last.status === 'complete') return ok(`deployment "${service}" successfully rolled out`);
  if (last.status === 'failed') throw new ProgramExit(`error: deployment "${service}" exceeded its progress deadline`);
  const waiting = `Waiting for deployment "${service}" rollout to finish: ${last.replicasDone} out of ${last.replicasTotal} new replicas have been updated...`;
  return ok(last.status === 'paused' ? `${waiting}\n(the rollout is paused)` : waiting);
}

function* undo(call: ProgramCall, service: string, flags: Flags): Steps<ProgramResult> {
  const wanted = flags.value('to-revision');
  if (wanted !== undefined && !/^\d+$/.test(wanted))
    throw new ProgramExit(
      `error: invalid argument "${wanted}" for "--to-revision" flag: strconv.ParseInt: parsing "${wanted}": invalid syntax`,
    );
  if (wanted === undefined || wanted === '0') {
    yield* mustAct(call, { kind: 'command.rollback', args: { service } });
    return ok(`deployment.apps/${service} rolled back`);
  }
  const revision = (yield* revisionsOf(service)).find(({ number }) => String(number) === wanted);
  if (revision === undefined) throw new ProgramExit(`error: unable to find specified revision ${wanted} in history`);
  yield* mustAct(call, { kind: 'command.deploy', args: { service, version: revision.version } });
  return ok(`deployment.apps/${service} rolled back`);
}
