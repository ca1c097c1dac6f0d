// kubectl logs: what services wrote, through the same search as the log panel: one look a call.
import { type LogLine, parseUtcMs } from '../../schema/index.ts';
import type { Flags } from '../lib/flags.ts';
import { goDurationUs, isoMicros } from '../lib/time.ts';
import { isMissing, lines, named, type ProgramCall, ProgramExit, type ProgramResult, type Steps, storyMs, tryLook } from '../program.ts';
import { isReady, NAMESPACE, notFound, podsOf, resourceNamed, serviceOfPod, serviceOfSelector } from './cluster.ts';

/** As many as one call prints. */
const LINES_MAX = 5000;
/** Lines of each pod of a label when nothing says how many, or since when. */
const SELECTED_TAIL = 10;

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
  const { service, pod, note } =
    selected === undefined ? yield* target(call, word ?? '') : { service: selected, pod: undefined, note: undefined };
  const fromUs = since(call, flags);
  const tail = flags.value('tail');
  if (tail !== undefined && !/^-?\d+$/.test(tail))
    throw new ProgramExit(`error: invalid argument "${tail}" for "--tail" flag: strconv.ParseInt: parsing "${tail}": invalid syntax`);
  const seen = yield* tryLook('look.logs', { service, query: '' });
  if (isMissing(seen)) throw new ProgramExit(`error: ${seen.reason}`);
  const count = tail === undefined || Number(tail) < 0 || selected !== undefined ? LINES_MAX : Math.min(Number(tail), LINES_MAX);
  const perPod = selected === undefined ? undefined : tailOfEach(tail, fromUs);
  const page = yield* lines({
    ...seen.filter,
    ...(fromUs === undefined ? {} : { fromUs }),
    ...(pod === undefined ? {} : { stages: [{ on: 'field', field: 'pod', op: '=', value: pod }] }),
    newestFirst: true,
    limit: count,
  });
  const shown = newestOfEach(page.lines, perPod).sort((a, b) => a.seq - b.seq);
  const prefix = flags.has('prefix');
  const notes = [
    ...(note === undefined ? [] : [note]),
    ...(flags.has('f', 'follow') ? ['(-f is not served here: this is what was written so far)'] : []),
    ...(count === LINES_MAX && perPod === undefined && page.matched > shown.length
      ? [`(the newest ${shown.length} of ${page.matched} lines)`]
      : []),
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
function* target({ view }: ProgramCall, word: string): Steps<{ service: string; pod: string | undefined; note: string | undefined }> {
  const slash = word.indexOf('/');
  const resource = slash < 0 ? 'pods' : resourceNamed(word.slice(0, slash));
  const name = word.slice(slash + 1);
  if (resource === 'pods') {
    const service = serviceOfPod(view, name);
    const gone = new ProgramExit(`error: error from server (NotFound): pods "${name}" not found in namespace "${NAMESPACE}"`);
    if (service === undefined || !/-\w+-\w+$/.test(name.slice(service.length))) throw gone;
    return { service, pod: name, note: undefined };
  }
  if (!named(view, 'service').includes(name)) throw notFound(resource, name);
  const { pods } = yield* podsOf(name);
  const chosen = pods.find(isReady) ?? pods[0];
  if (chosen === undefined) return { service: name, pod: undefined, note: undefined };
  return {
    service: name,
    pod: chosen.pod,
    note: pods.length > 1 ? `Found ${pods.length} pods, using pod/${chosen.pod}` : undefined,
  };
}

/** Runbooks that say since when mean all of it; kubectl would cut that too. */
function tailOfEach(tail: string | undefined, fromUs: number | undefined): number | undefined {
  if (tail !== undefined) return Number(tail) < 0 ? undefined : Number(tail);
  return fromUs === undefined ? SELECTED_TAIL : undefined;
}

function newestOfEach(newestFirst: readonly LogLine[], perPod: number | undefined): LogLine[] {
  const taken = new Map<string, number>();
  return newestFirst.filter(({ pod }) => {
    const count = (taken.get(pod) ?? 0) + 1;
    taken.set(pod, count);
    return perPod === undefined || count <= perPod;
  });
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
