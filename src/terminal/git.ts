// git over the clone of the configuration repository: commits are the deployments that people made, files are the configurations they changed.
import { hashHex, hashInit, hashText } from '../math/index.ts';
import type { LookResult } from '../schema/index.ts';
import { diffStat, unifiedDiff } from './lib/diff.ts';
import { gitDate, goDurationUs, isoSeconds } from './lib/time.ts';
import { look, ok, type Program, type ProgramCall, ProgramExit, type ProgramResult, type Steps, storyMs } from './program.ts';

type Record = Extract<LookResult, { kind: 'deployments' }>['rows'][number];
type Diff = Extract<LookResult, { kind: 'diff' }>;
interface Commit {
  hash: string;
  record: Record;
}

/** Deployments of the person on call are the cluster's doing, and not in the repository. */
const ON_CALL = 'on call';
const READ_ONLY = [
  'revert',
  'commit',
  'push',
  'pull',
  'merge',
  'rebase',
  'checkout',
  'switch',
  'reset',
  'add',
  'rm',
  'cherry-pick',
  'stash',
  'tag',
];

export const git: Program = {
  name: 'git',
  summary: 'the configuration repository: what was changed, when, and why',
  example: 'git log --oneline -5; git show HEAD',
  *run(call) {
    const [verb, ...rest] = call.args[0] === '-C' ? call.args.slice(2) : call.args.filter((arg) => arg !== '--no-pager');
    switch (verb) {
      case 'log':
        return yield* log(call, rest);
      case 'show':
        return yield* show(call, rest);
      case 'diff':
        return yield* diff(call, rest);
      case 'status':
        return ok("On branch main\nYour branch is up to date with 'origin/main'.\n\nnothing to commit, working tree clean");
      case 'branch':
        return ok('* main');
      case 'remote':
        return ok(rest.includes('-v') ? 'origin\tgit@git:configuration.git (fetch)' : 'origin');
      case 'blame':
        throw new ProgramExit('git: blame is switched off in this clone: ask what changed and why it was possible', 1);
      case undefined:
      case '--help':
      case 'help':
        return ok(
          'usage: git <command> [<args>]\n\n   log        Show commit logs: --oneline, -n <number>, --since=<time>, -p, --stat, -- <path>\n   show       Show a commit\n   diff       Show changes between commits\n   status     Show the working tree status',
        );
      default:
        if (READ_ONLY.includes(verb))
          throw new ProgramExit(`fatal: this clone is read-only: "git ${verb}" needs the pipeline; to change production use kubectl`, 128);
        throw new ProgramExit(`git: '${verb}' is not a git command. See 'git --help'.`, 1);
    }
  },
};

function* commits(): Steps<Commit[]> {
  const { rows } = yield* look('look.deployments', {});
  return rows
    .filter((record) => record.author !== ON_CALL)
    .sort((a, b) => b.atUs - a.atUs)
    .map((record) => ({ hash: hashOf(record), record }));
}

function hashOf({ service, from, to, summary, atUs }: Record): string {
  const parts = [1, 2, 3].map((lane) => {
    const hash = hashInit(lane);
    hashText(hash, `${service}/${from}/${to}/${summary}/${atUs}`);
    return hashHex(hash);
  });
  return parts.join('').slice(0, 40);
}

interface LogArgs {
  max: number;
  oneline: boolean;
  patch: boolean;
  stat: boolean;
  sinceUs: number | undefined;
  paths: string[];
  revisions: string[];
}
function logArgs({ view }: ProgramCall, args: readonly string[]): LogArgs {
  const dashes = args.indexOf('--');
  const before = dashes < 0 ? args : args.slice(0, dashes);
  const read: LogArgs = {
    max: Number.POSITIVE_INFINITY,
    oneline: false,
    patch: false,
    stat: false,
    sinceUs: undefined,
    paths: dashes < 0 ? [] : args.slice(dashes + 1),
    revisions: [],
  };
  for (let i = 0; i < before.length; i++) {
    const arg = before[i]!;
    const count =
      /^-(\d+)$/.exec(arg)?.[1] ??
      /^(?:-n|--max-count=)(\d+)$/.exec(arg)?.[1] ??
      (arg === '-n' || arg === '--max-count' ? before[++i] : undefined);
    const since = /^--(?:since|after)=(.*)$/.exec(arg)?.[1] ?? (arg === '--since' ? before[++i] : undefined);
    if (count !== undefined) read.max = Number(count);
    else if (since !== undefined) read.sinceUs = sinceUs(view, since);
    else if (arg === '--oneline' || arg === '--pretty=oneline') read.oneline = true;
    else if (arg === '-p' || arg === '--patch' || arg === '-u') read.patch = true;
    else if (arg === '--stat' || arg === '--name-only') read.stat = true;
    else if (['--graph', '--decorate', '--all', '--no-color', '--color', '--no-merges', '--reverse', '--no-stat'].includes(arg)) continue;
    else if (arg.startsWith('-')) throw new ProgramExit(`fatal: unrecognized argument: ${arg}`, 128);
    else if (arg.includes('/') || arg.endsWith('.yaml')) read.paths.push(arg);
    else read.revisions.push(arg);
  }
  return read;
}

/** `2 hours ago`, `2h`, `2024-01-15`, `2024-01-15T09:00`; undefined lets everything through, as git does. */
function sinceUs(view: ProgramCall['view'], text: string): number | undefined {
  const ago = /^(\d+)[ .]?(second|minute|hour|day|week|s|m|h|d|w)s?([ .]ago)?$/.exec(text.trim());
  if (ago !== null) return view.nowUs - (goDurationUs(`${ago[1]}${(ago[2] ?? 's').charAt(0)}`) ?? 0);
  const nowMs = storyMs(view, view.nowUs);
  const since = isoSeconds(nowMs).slice(0, text.length);
  return text === 'today' || text === since.slice(0, 10)
    ? (Math.floor(nowMs / 86_400_000) * 86_400_000 - view.scenario.startsAtMs) * 1000
    : undefined;
}

function* diffOf({ record }: Commit): Steps<Diff> {
  return yield* look('look.diff', { service: record.service, version: record.to });
}

const inPaths = (commit: Commit, paths: readonly string[]): boolean =>
  paths.length === 0 || paths.some((path) => path === '.' || path.replace(/^\.?\//, '').split('/')[0] === commit.record.service);

function* log(call: ProgramCall, args: readonly string[]): Steps<ProgramResult> {
  const read = logArgs(call, args);
  const all = yield* commits();
  const { sinceUs } = read;
  const start = read.revisions[0] === undefined ? all : all.slice(all.indexOf(resolve(all, read.revisions[0])));
  const shown = start
    .filter((commit) => inPaths(commit, read.paths) && (sinceUs === undefined || commit.record.atUs >= sinceUs))
    .slice(0, read.max);
  const parts: string[] = [];
  for (const commit of shown) {
    const change = read.patch || read.stat ? yield* diffOf(commit) : undefined;
    const patch = change === undefined ? '' : read.stat ? diffStat(change) : unifiedDiff(change);
    parts.push(`${read.oneline ? oneLine(commit) : header(call, commit)}${patch === '' ? '' : `${read.oneline ? '' : '\n'}${patch}`}`);
  }
  return ok(parts.join(read.oneline ? '' : '\n'));
}

const title = ({ record }: Commit): string => `${record.service} ${record.to}${record.summary === '' ? '' : `: ${record.summary}`}`;
const oneLine = (commit: Commit): string => `${commit.hash.slice(0, 7)} ${title(commit)}\n`;
function header({ view }: ProgramCall, commit: Commit): string {
  const { author, atUs } = commit.record;
  const name = author === '' ? 'unknown' : author;
  return `commit ${commit.hash}\nAuthor: ${name} <${name.replace(/\W+/g, '-')}@${view.scenario.slug}.example>\nDate:   ${gitDate(storyMs(view, atUs))}\n\n    ${title(commit)}\n`;
}

/** `HEAD`, `HEAD~2`, `HEAD^`, `main`, or the beginning of a hash. @throws ProgramExit */
function resolve(all: readonly Commit[], revision: string): Commit {
  const back = /^(?:HEAD|main|origin\/main|@)(?:~(\d+)|(\^+))?$/.exec(revision);
  const commit =
    back === null
      ? all.find(({ hash }) => revision.length >= 4 && hash.startsWith(revision))
      : all[Number(back[1] ?? back[2]?.length ?? 0)];
  if (commit === undefined)
    throw new ProgramExit(`fatal: ambiguous argument '${revision}': unknown revision or path not in the working tree.`, 128);
  return commit;
}

function* show(call: ProgramCall, args: readonly string[]): Steps<ProgramResult> {
  const read = logArgs(call, args);
  const commit = resolve(yield* commits(), read.revisions[0] ?? 'HEAD');
  const change = yield* diffOf(commit);
  return ok(`${read.oneline ? oneLine(commit) : `${header(call, commit)}\n`}${read.stat ? diffStat(change) : unifiedDiff(change)}`);
}

/** Between two commits; with one, between it and the newest; with none, the working tree, which is clean. */
function* diff(call: ProgramCall, args: readonly string[]): Steps<ProgramResult> {
  const read = logArgs(call, args);
  const [first, second] = read.revisions.flatMap((revision) => revision.split(/\.{2,3}/));
  if (first === undefined) return ok('');
  const all = yield* commits();
  const older = all.indexOf(resolve(all, first));
  const newer = all.indexOf(resolve(all, second === undefined || second === '' ? 'HEAD' : second));
  const between = all.slice(Math.min(newer, older), Math.max(newer, older)).filter((commit) => inPaths(commit, read.paths));
  const byService = new Map<string, Diff>();
  for (const commit of between) {
    const change = yield* diffOf(commit);
    const later = byService.get(commit.record.service);
    byService.set(commit.record.service, later === undefined ? change : { ...later, before: change.before });
  }
  return ok([...byService.values()].map((change) => (read.stat ? diffStat(change) : unifiedDiff(change))).join(''));
}
