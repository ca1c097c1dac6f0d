// promtool: query instant, range, series, labels.
import { parseUtcMs } from '../schema/index.ts';
import { parseFlags } from './lib/flags.ts';
import { formatNumber } from './lib/number.ts';
import { goDurationUs } from './lib/time.ts';
import { ok, type Program, type ProgramCall, ProgramExit, type ProgramResult, type Steps, storyMs } from './program.ts';
import { apiError, labelsText, queryInstant, queryRange, seriesText } from './prometheus.ts';

const USAGE =
  'usage: promtool query <command> <server> <expr>\n\nCommands:\n  query instant <server> <expr>\n  query range [--start= --end= --step=] <server> <expr>\n  query series --match=<selector> <server>\n  query labels <server> <name>\n';

export const promtool: Program = {
  name: 'promtool',
  summary: 'PromQL from the command line',
  example: "promtool query instant http://prometheus:9090 'sum by (service) (rate(http_server_requests_total[1m]))'",
  *run(call) {
    const [group, verb, ...rest] = call.args;
    if (group === undefined || group === '--help' || group === 'help') return ok(USAGE);
    if (group === 'check')
      throw new ProgramExit('promtool: error: rule files are not on this machine; their state is at http://prometheus:9090/api/v1/rules');
    if (group !== 'query') throw new ProgramExit(`promtool: error: expected command but got "${group}", try --help`);
    switch (verb) {
      case 'instant':
        return yield* instant(call, rest);
      case 'range':
        return yield* range(call, rest);
      case 'series':
        return yield* series(rest);
      case 'labels':
        return yield* labels(rest);
      default:
        throw new ProgramExit(`promtool: error: expected command but got "${verb ?? ''}", try --help`);
    }
  },
};

const WORDS = {
  unknown: (flag: string) => `promtool: error: unknown long flag '${flag}', try --help`,
  missing: (flag: string) => `promtool: error: expected argument for flag '${flag}', try --help`,
};

/** Server and what follows it. @throws ProgramExit when no server of this world is named */
function served(rest: readonly string[], what: string): string {
  const [server, ...words] = rest;
  if (server === undefined || words.length === 0)
    throw new ProgramExit(`promtool: error: required argument '${server === undefined ? 'server' : what}' not provided, try --help`);
  if (!isPrometheus(server))
    throw new ProgramExit(
      `query error: Post "${server}/api/v1/query": dial tcp: lookup ${server.replace(/^https?:\/\//, '').replace(/[:/].*$/, '')}: no such host`,
    );
  return words.join(' ');
}

export const isPrometheus = (server: string): boolean =>
  /^(https?:\/\/)?prometheus(\.production|\.monitoring)?(\.svc(\.cluster\.local)?)?(:9090)?\/?$/.test(server);

const failed = (error: string, parameter?: string): ProgramExit => new ProgramExit(`query error: bad_data: ${apiError(error, parameter)}`);

/** Seconds since 1970 or RFC 3339, within what has happened. @throws ProgramExit */
function instantOf({ view }: ProgramCall, text: string): number {
  const ms = parseUtcMs(text) ?? (/^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : undefined);
  if (ms === undefined) throw new ProgramExit(`query error: error parsing time "${text}"`);
  return Math.max(0, Math.min(view.nowUs, Math.round((ms - view.scenario.startsAtMs) * 1000)));
}

function* instant(call: ProgramCall, rest: readonly string[]): Steps<ProgramResult> {
  const flags = parseFlags('promtool', rest, { o: 'value', format: 'value', time: 'value' }, WORDS);
  const expr = served(flags.rest, 'expr');
  const time = flags.value('time');
  const atUs = time === undefined ? undefined : instantOf(call, time);
  const { rows, error } = yield* queryInstant(expr, atUs);
  const seconds = storyMs(call.view, atUs ?? call.view.nowUs) / 1000;
  if (error !== undefined) throw failed(error);
  return ok(rows.map(({ labels, value }) => `${seriesText(labels)} => ${formatNumber(value)} @[${seconds}]\n`).join(''));
}

function* range(call: ProgramCall, rest: readonly string[]): Steps<ProgramResult> {
  const flags = parseFlags(
    'promtool',
    rest,
    { o: 'value', format: 'value', start: 'value', end: 'value', step: 'value', header: 'value' },
    WORDS,
  );
  const expr = served(flags.rest, 'expr');
  const at = (name: 'start' | 'end', otherwise: number): number => {
    const text = flags.value(name);
    return text === undefined ? otherwise : instantOf(call, text);
  };
  const toUs = at('end', call.view.nowUs);
  const fromUs = at('start', Math.max(0, toUs - 300e6));
  const stepUs = flags.value('step') === undefined ? 15e6 : goDurationUs(flags.value('step') ?? '');
  if (stepUs === undefined || stepUs <= 0) throw new ProgramExit('promtool: error: --step has to be a span such as 15s');
  const { series, error } = yield* queryRange(expr, { fromUs, toUs, stepUs });
  if (error !== undefined) throw failed(error);
  return ok(
    series
      .map(({ labels, timesMs, values }) => {
        const points = values.flatMap((value, i) => (value === null ? [] : [`${formatNumber(value)} @[${(timesMs[i] ?? 0) / 1000}]\n`]));
        return `${seriesText(labels)} =>\n${points.join('')}`;
      })
      .join(''),
  );
}

function* series(rest: readonly string[]): Steps<ProgramResult> {
  const flags = parseFlags('promtool', rest, { match: 'value', start: 'value', end: 'value' }, WORDS);
  const match = flags.value('match');
  if (match === undefined) throw new ProgramExit('promtool: error: required flag --match not provided, try --help');
  served([...flags.rest, match], 'server');
  const { rows, error } = yield* queryInstant(match);
  if (error !== undefined) throw failed(error, 'match[]');
  return ok(rows.map((row) => `${labelsText(row.labels)}\n`).join(''));
}

function* labels(rest: readonly string[]): Steps<ProgramResult> {
  const flags = parseFlags('promtool', rest, { match: 'value', start: 'value', end: 'value' }, WORDS);
  const name = served(flags.rest, 'name');
  const { rows, error } = yield* queryInstant(flags.value('match') ?? '{__name__=~".+"}');
  if (error !== undefined) throw failed(error, 'match[]');
  const values = [...new Set(rows.flatMap((row) => row.labels[name] ?? []))].sort();
  return ok(values.map((value) => `${value}\n`).join(''));
}
