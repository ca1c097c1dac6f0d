// kubectl logs: what services wrote, through the same search as the log panel: one look a call.
import { parseUtcMs } from '../../schema/index.ts';
import type { Flags } from '../lib/flags.ts';
import { goDurationUs, isoMicros } from '../lib/time.ts';
import { isMissing, lines, named, type ProgramCall, ProgramExit, type ProgramResult, type Steps, storyMs, tryLook } from '../program.ts';
import { notFound, resourceNamed, serviceOfPod, serviceOfSelector } from './cluster.ts';

/** As many as one call prints. */
const LINES_MAX = 5000;

export function* logs(call: ProgramCall, flags: Flags): Steps<ProgramResult> {
  const { view } = call;
  if (flags.has('p', 'previous')) {
    const name = flags.rest[0] ?? flags.value('l', 'selector') ?? '';
    throw new ProgramExit(`Error from server (BadRequest): previous terminated container of "${name}" not found`);
  }
  const selected = serviceOfSelector(view, flags.value('l', 'selector'));
  const [word] = flags.rest;
  if (word === undefined && selected === undefined)
    throw new ProgramExit(
      "error: expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command",
    );
  if (selected === '') return { stdout: '', stderr: 'No resources found in production namespace.\n', exitCode: 0 };
  const { service, pod } = selected === undefined ? target(call, word ?? '') : { service: selected, pod: undefined };
  const fromUs = since(call, flags);
  const tail = flags.value('tail');
  if (tail !== undefined && !/^-?\d+$/.test(tail))
    throw new ProgramExit(`error: invalid argument "${tail}" for "--tail" flag: strconv.ParseInt: parsing "${tail}": invalid syntax`);
  const seen = yield* tryLook('look.logs', { service, query: '' });
  if (isMissing(seen)) throw new ProgramExit(`error: ${seen.reason}`);
  const count = tail === undefined || Number(tail) < 0 ? LINES_MAX : Math.min(Number(tail), LINES_MAX);
  const page = yield* lines({
    ...seen.filter,
    ...(fromUs === undefined ? {} : { fromUs }),
    ...(pod === undefined ? {} : { stages: [{ on: 'field', field: 'pod', op: '=', value: pod }] }),
    newestFirst: true,
    limit: count,
  });
  const shown = [...page.lines].sort((a, b) => a.seq - b.seq);
  const prefix = flags.has('prefix');
  const notes = [
    ...(flags.has('f', 'follow') ? ['(-f is not served here: this is what was written so far)'] : []),
    ...(count === LINES_MAX && page.matched > shown.length ? [`(the newest ${shown.length} of ${page.matched} lines)`] : []),
  ];
  return {
    stdout: shown
      .map((line) => {
        const time = isoMicros(storyMs(view, line.atUs));
        const ids = `${line.requestId === '' ? '' : ` request_id=${line.requestId}`}${line.traceId === '' ? '' : ` trace_id=${line.traceId}`}`;
        const again = line.repeated > 0 ? ` (and ${line.repeated} like it)` : '';
        return `${prefix ? `[pod/${line.pod}/${line.service}] ` : ''}${flags.has('timestamps') ? `${time} ` : ''}${time.slice(0, 23)}Z ${line.level.toUpperCase().padEnd(5)} ${line.message}${again}${ids}\n`;
      })
      .join(''),
    stderr: notes.map((note) => `${note}\n`).join(''),
    exitCode: 0,
  };
}

/** `deploy/x`, `svc/x`, `pod/x-1`, or a pod's name. */
function target({ view }: ProgramCall, word: string): { service: string; pod: string | undefined } {
  const slash = word.indexOf('/');
  const resource = slash < 0 ? 'pods' : resourceNamed(word.slice(0, slash));
  const name = word.slice(slash + 1);
  if (resource === 'pods') {
    const service = serviceOfPod(view, name);
    if (service === undefined) throw notFound('pods', name);
    return { service, pod: name };
  }
  if (!named(view, 'service').includes(name)) throw notFound(resource, name);
  return { service: name, pod: undefined };
}

function since({ view }: ProgramCall, flags: Flags): number | undefined {
  const span = flags.value('since');
  const time = flags.value('since-time');
  if (span !== undefined && time !== undefined)
    throw new ProgramExit('error: at most one of `sinceTime` or `sinceSeconds` may be specified');
  if (span !== undefined) {
    const us = goDurationUs(span);
    if (us === undefined || us === 0)
      throw new ProgramExit(`error: invalid argument "${span}" for "--since" flag: time: invalid duration "${span}"`);
    return view.nowUs - us;
  }
  if (time === undefined) return undefined;
  const ms = parseUtcMs(time);
  if (ms === undefined)
    throw new ProgramExit(`error: parsing time "${time}" as "2006-01-02T15:04:05Z07:00": cannot parse "${time}" as "2006"`);
  return (ms - view.scenario.startsAtMs) * 1000;
}
