// A bash of one's own: pipes, files, loops and filters around the programs of the terminal. It keeps folder, variables, files and history;
// nothing of that enters a run. What does is the line itself and the entries its programs cause, through the port.
import { Bash, defineCommand, InMemoryFs, type ResolvedCommandContext } from 'just-bash/browser';
import type { DrillView, ShellApi, ShellPort, ShellReply } from '../schema/index.ts';
import {
  complete,
  PROGRAMS,
  ProgramExit,
  type ProgramResult,
  psqlRequest,
  runProgramAsync,
  watchedLine,
  watchHeader,
} from '../terminal/index.ts';
import { DOCS, HOME, README } from './files.ts';
import { withSimClock } from './sim-clock.ts';
import { runPsql } from './sql/psql.ts';
import { SqlServer } from './sql/server.ts';

const ENV_FIRST = {
  HOME,
  USER: 'oncall',
  LOGNAME: 'oncall',
  HOSTNAME: 'bastion',
  SHELL: '/bin/bash',
  TERM: 'xterm-256color',
  TZ: 'UTC',
  LANG: 'C.UTF-8',
  PAGER: 'cat',
};
/** The hardened profile, but for what filters need on a few thousand log lines: `cut` counts characters as iterations. */
const LIMITS = {
  maxOutputSize: 4_000_000,
  maxStringLength: 8_000_000,
  maxWorkUnits: 50_000_000,
  maxLoopIterations: 10_000_000,
  maxAwkIterations: 1_000_000,
  maxSedIterations: 1_000_000,
  maxJqIterations: 1_000_000,
  maxArrayElements: 1_000_000,
} as const;

/** As long as a line in the journal may be: what runs is what was recorded. */
const LINE_MAX = 2_000;

export class Shell implements ShellApi {
  readonly #port: ShellPort;
  readonly #fs = new InMemoryFs({});
  readonly #bash: Bash;
  readonly #known = new Set<string>();
  readonly #history: string[];
  /** Names of pods that were printed, for Tab: to list others would take a look. */
  readonly #pods = new Set<string>();
  #env: Record<string, string> | undefined;
  #cwd = HOME;
  /** Whether what was there from the beginning has the date of the story. */
  #dated = false;
  #running: AbortController | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #sql: Promise<SqlServer> | undefined;

  /** @param history lines typed before, oldest first */
  constructor(port: ShellPort, history: readonly string[] = []) {
    this.#port = port;
    this.#history = [...history];
    this.#bash = new Bash({
      fs: this.#fs,
      cwd: HOME,
      env: ENV_FIRST,
      executionLimitProfile: 'hardened',
      executionLimits: LIMITS,
      // Waiting is the drill's business: its clock goes on while nobody types.
      sleep: () => Promise.resolve(),
      processInfo: { pid: 4711, ppid: 4710, uid: 1000, gid: 1000 },
      customCommands: [
        ...PROGRAMS.filter(({ name }) => name !== 'psql' && name !== 'watch').map(({ name }) =>
          defineCommand(name, (args, context) => this.#guarded(() => runProgramAsync([name, ...args], stdinOf(context), this.#port))),
        ),
        defineCommand('psql', (args, context) => this.#guarded(() => this.#psql(args, context))),
        defineCommand('watch', (args, context) => this.#guarded(() => this.#watch(args, context))),
        defineCommand('hostname', async () => said('bastion\n')),
        defineCommand('whoami', async () => said('oncall\n')),
        defineCommand('history', async () =>
          said(this.#history.map((line, index) => `${String(index + 1).padStart(5)}  ${line}\n`).join('')),
        ),
      ],
    });
    this.#fs.mkdirSync(DOCS, { recursive: true });
    this.#fs.writeFileSync(`${HOME}/README`, README);
  }

  run(line: string): Promise<ShellReply> {
    const turn = this.#queue.then(() => this.#run(line));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async complete(line: string): Promise<{ from: number; options: string[] }> {
    const view = await this.#port.view();
    const offered = complete(line, view);
    const word = line.slice(offered.from);
    const pods = /^\s*kubectl\s+(?:logs|describe|delete|exec|get)\s/.test(line)
      ? [...this.#pods].flatMap((pod) => [pod, `pod/${pod}`]).filter((pod) => pod.startsWith(word) && word !== '')
      : [];
    const options = new Set([...offered.options, ...pods, ...(await this.#filesFor(word, view))]);
    return { from: offered.from, options: [...options] };
  }

  interrupt(): Promise<void> {
    this.#running?.abort();
    return Promise.resolve();
  }

  async #run(line: string): Promise<ShellReply> {
    if (line.trim() === '') return { stdout: '', stderr: '', exitCode: 0, cwd: this.#cwd };
    if (line.length > LINE_MAX)
      return {
        stdout: '',
        stderr: `bash: line of ${line.length} characters; at most ${LINE_MAX} fit the journal\n`,
        exitCode: 2,
        cwd: this.#cwd,
      };
    this.#history.push(line);
    await this.#port.act({ kind: 'shell.run', args: { line } });
    const view = await this.#port.view();
    await this.#laydown(view);
    this.#running = new AbortController();
    const { signal } = this.#running;
    const nowMs = view.scenario.startsAtMs + Math.floor(view.nowUs / 1000);
    try {
      const env = this.#env;
      const result = await withSimClock(nowMs, `${view.seed}/shell/${this.#history.length}`, () =>
        this.#bash.exec(withOurHelp(line), { cwd: this.#cwd, signal, ...(env === undefined ? {} : { env, replaceEnv: true }) }),
      );
      this.#env = result.env;
      for (const [pod] of result.stdout.matchAll(POD)) this.#pods.add(pod);
      this.#cwd = result.env['PWD'] ?? this.#cwd;
      return { stdout: result.stdout, stderr: result.stderr, exitCode: result.exitCode, cwd: this.#cwd };
    } catch (error) {
      if (!signal.aborted) throw error;
      return { stdout: '', stderr: '^C\n', exitCode: 130, cwd: this.#cwd };
    } finally {
      this.#running = undefined;
    }
  }

  /** Documents that have become visible. Reading one is a look, so its text is fetched when somebody opens it. Files are as old as the story says. */
  async #laydown({ artefacts, scenario, nowUs }: DrillView): Promise<void> {
    const mtime = new Date(scenario.startsAtMs + (this.#dated ? Math.floor(nowUs / 1000) : 0));
    if (!this.#dated) {
      this.#dated = true;
      for (const path of this.#fs.getAllPaths()) await this.#fs.utimes(path, mtime, mtime);
    }
    for (const { name } of artefacts) {
      if (this.#known.has(name)) continue;
      this.#known.add(name);
      this.#fs.writeFileLazy(
        `${DOCS}/${name}.md`,
        async () => {
          const seen = await this.#port.look({ kind: 'look.artefact', args: { artefact: name } });
          return seen?.kind === 'artefact' ? seen.markdown : '';
        },
        { mtime },
      );
    }
  }

  /** What a program says when the drill refuses to go on is said, not thrown through bash. */
  async #guarded(run: () => Promise<ProgramResult>): Promise<ProgramResult & { stdoutKind: 'text' }> {
    try {
      return { ...(await run()), stdoutKind: 'text' };
    } catch (error) {
      if (error instanceof ProgramExit) return { ...error.result, stdoutKind: 'text' };
      return { stdout: '', stderr: `${error instanceof Error ? error.message : String(error)}\n`, exitCode: 1, stdoutKind: 'text' };
    }
  }

  async #psql(args: readonly string[], context: ResolvedCommandContext): Promise<ProgramResult> {
    const stdin = stdinOf(context);
    if (args.includes('--help')) return runProgramAsync(['psql', '--help'], stdin, this.#port);
    const request = psqlRequest({ args, stdin, view: await this.#port.view() });
    const texts = [...request.texts];
    if (request.file !== undefined) texts.push(await context.fs.readFile(context.fs.resolvePath(context.cwd, request.file)));
    if (texts.every((text) => text.trim() === ''))
      throw new ProgramExit(
        `psql: error: no statement: this terminal has no prompt within psql. Write the statement on the line, or pipe it:\n  psql -h ${request.database} -c "select state, count(*) from pg_stat_activity group by 1"\n  echo "select now();" | psql -h ${request.database}`,
        2,
      );
    return runPsql(request, texts, this.#port, () => this.#server(), stdin);
  }

  /** One for all lines. What could not be loaded, as without a network, is tried again by the next. */
  #server(): Promise<SqlServer> {
    this.#sql ??= SqlServer.start().catch((error: unknown) => {
      this.#sql = undefined;
      const why = error instanceof Error ? error.message : String(error);
      throw new ProgramExit(
        `psql: error: PostgreSQL could not be loaded (${why}); without a network it has to have been loaded once before`,
        2,
      );
    });
    return this.#sql;
  }

  async #watch(args: readonly string[], context: ResolvedCommandContext): Promise<ProgramResult> {
    const line = watchedLine(args);
    if (line === '' || context.exec === undefined) throw new ProgramExit('Usage: watch [-n seconds] command');
    const result = await context.exec(line, { cwd: context.cwd });
    return {
      stdout: watchHeader({ view: await this.#port.view() }, line) + result.stdout,
      stderr: result.stderr,
      exitCode: result.exitCode,
    };
  }

  async #filesFor(word: string, view: DrillView): Promise<string[]> {
    await this.#laydown(view);
    const typed = word.slice(0, word.lastIndexOf('/') + 1);
    const folder = this.#fs.resolvePath(this.#cwd, typed.replace(/^~/, HOME));
    try {
      const entries = await this.#fs.readdir(folder);
      return entries.map((entry) => typed + entry).filter((path) => path.startsWith(word) && word !== '');
    } catch {
      return [];
    }
  }
}

const POD = /(?<![\w-])[a-z][a-z0-9-]*-[a-z0-9]{6}-[a-z0-9]{5}(?![\w-])/g;

/** bash has a `help` of its own, of its builtins, which no command of that name can replace; a path reaches ours. */
const withOurHelp = (line: string): string => line.replace(/^\s*help(?=\s*$|\s*[|>;&]|\s+\w)/, '/usr/bin/help');

const said = (stdout: string): ProgramResult => ({ stdout, stderr: '', exitCode: 0 });

/** Standard input is bytes, one a character. */
function stdinOf({ stdin }: ResolvedCommandContext): string {
  return new TextDecoder().decode(Uint8Array.from(stdin as unknown as string, (char) => char.charCodeAt(0)));
}
