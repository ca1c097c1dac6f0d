// date, watch, help and man: the small programs.
import { strftime, unixDate } from './lib/time.ts';
import { finish, named, ok, type Program, type ProgramCall, ProgramExit, storyMs } from './program.ts';

export const date: Program = {
  name: 'date',
  summary: 'the time of the drill, UTC',
  example: 'date +%H:%M:%S',
  run(call) {
    const nowMs = storyMs(call.view, call.view.nowUs);
    const format = call.args.find((arg) => arg.startsWith('+'));
    if (call.args.some((arg) => arg === '-Iseconds' || arg === '--iso-8601=seconds')) return ok(strftime('%FT%T+00:00', nowMs));
    const other = call.args.find((arg) => !arg.startsWith('+') && arg !== '-u' && arg !== '--utc');
    if (other !== undefined) throw new ProgramExit(`date: invalid option -- '${other}'`);
    return ok(format === undefined ? unixDate(nowMs) : strftime(format.slice(1), nowMs));
  },
};

/** One round only: whoever wants the next presses the arrow up. In the shell the line may hold pipes. */
export const watch: Program = {
  name: 'watch',
  summary: 'runs a line once and says when',
  example: "watch -n 5 'kubectl rollout status deployment/{service}'",
  *run(call) {
    const argv = watchedLine(call.args).split(/\s+/);
    const program = call.programs.find((each) => each.name === argv[0]);
    if (program === undefined || program.name === 'watch') throw new ProgramExit(`sh: ${argv[0] ?? ''}: command not found`, 127);
    const result = yield* finish(program.run({ ...call, args: argv.slice(1) }));
    return { ...result, stdout: watchHeader(call, argv.join(' ')) + result.stdout };
  },
};
export function watchedLine(args: readonly string[]): string {
  const rest = [...args];
  while (rest[0]?.startsWith('-')) if (/^(-n|--interval)$/.test(rest.shift() ?? '')) rest.shift();
  return rest.join(' ');
}
export const watchHeader = ({ view }: Pick<ProgramCall, 'view'>, line: string): string =>
  `Once: ${line}    ${unixDate(storyMs(view, view.nowUs))}\n\n`;

/** The example of a program with names of the system at hand. */
export function exampleOf(program: Program, view: ProgramCall['view']): string {
  const first = (kind: Parameters<typeof named>[1]): string => named(view, kind)[0] ?? kind;
  const service = named(view, 'service').at(-1) ?? 'service';
  return program.example
    .replaceAll('{service}', service)
    .replaceAll('{database}', first('database'))
    .replaceAll('{provider}', first('provider'));
}

export const help: Program = {
  name: 'help',
  summary: 'this list',
  example: 'help',
  run(call) {
    const [name] = call.args;
    if (name !== undefined) return man.run(call);
    const rows = call.programs.map(
      (program) => `  ${program.name.padEnd(11)} ${program.summary}\n  ${''.padEnd(11)} $ ${exampleOf(program, call.view)}\n`,
    );
    return ok(
      `Programs of this terminal. What they show is recorded as a look, what they change is the same as pressing its button.\n\n${rows.join('')}\nAlso: grep, jq, awk, sed, sort, uniq, cut, head, tail, wc, xargs, for, while, $( ), pipes and files. Documents are in ~/docs. Circuit breakers:\n  curl -X POST http://{service}/actuator/circuitbreakers/<name> -d '{"updateState":"FORCE_OPEN"}'\n`.replace(
        '{service}',
        named(call.view, 'service').at(-1) ?? 'service',
      ),
    );
  },
};

export const man: Program = {
  name: 'man',
  summary: 'what a program is for',
  example: 'man kubectl',
  run(call) {
    const [name] = call.args;
    if (name === undefined) throw new ProgramExit('What manual page do you want?');
    const program = call.programs.find((each) => each.name === name);
    if (program === undefined) throw new ProgramExit(`No manual entry for ${name}`, 16);
    return ok(
      `NAME\n       ${program.name} - ${program.summary}\n\nEXAMPLE\n       ${exampleOf(program, call.view)}\n\nSee also: ${program.name} --help`,
    );
  },
};
