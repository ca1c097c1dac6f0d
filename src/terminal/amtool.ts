// amtool: alerts and silences of Alertmanager.
import { matcherPredicate } from '../promql/index.ts';
import type { AlertMatcher } from '../schema/index.ts';
import { parseFlags } from './lib/flags.ts';
import { table } from './lib/table.ts';
import { goDurationUs, isoSeconds } from './lib/time.ts';
import { look, mustAct, ok, type Program, type ProgramCall, ProgramExit, type ProgramResult, type Steps, storyMs } from './program.ts';

const SPEC = {
  'alertmanager.url': 'value',
  o: 'value',
  output: 'value',
  s: 'bool',
  silenced: 'bool',
  i: 'bool',
  inhibited: 'bool',
  c: 'value',
  comment: 'value',
  d: 'value',
  duration: 'value',
  a: 'value',
  author: 'value',
  q: 'bool',
  quiet: 'bool',
} as const;
const WORDS = {
  unknown: (flag: string) => `amtool: error: unknown ${flag.startsWith('--') ? 'long' : 'short'} flag '${flag}', try --help`,
  missing: (flag: string) => `amtool: error: expected argument for flag '${flag}', try --help`,
};

export const amtool: Program = {
  name: 'amtool',
  summary: 'alerts and silences',
  example: 'amtool alert query severity=page',
  *run(call) {
    const flags = parseFlags(
      'amtool',
      call.args.filter((arg) => arg !== '--help'),
      SPEC,
      WORDS,
    );
    const [group, verb, ...words] = flags.rest;
    if (group === undefined || call.args.includes('--help'))
      return ok(
        'usage: amtool <command>\n\nCommands:\n  alert query [<matcher>…]\n  silence add -d 30m -c <comment> <matcher>…\n  silence query\n  silence expire <id>…',
      );
    if (group === 'alert' && (verb === undefined || verb === 'query'))
      return yield* alerts(call, words, flags.has('s', 'silenced') || flags.has('i', 'inhibited'));
    if (group === 'config')
      throw new ProgramExit('amtool: error: the routes are not on this machine; who was told of what is in the pager');
    if (group !== 'silence') throw new ProgramExit(`amtool: error: expected command but got "${group}", try --help`);
    switch (verb) {
      case 'add':
        return yield* add(call, words, flags.value('d', 'duration') ?? '1h', flags.value('c', 'comment') ?? '');
      case 'expire':
        if (words.length === 0) throw new ProgramExit("amtool: error: required argument 'silence-ids' not provided, try --help");
        for (const silence of words) yield* mustAct(call, { kind: 'alert.expire-silence', args: { silence } });
        return ok('');
      case undefined:
      case 'query':
        return yield* silences(call);
      default:
        throw new ProgramExit(`amtool: error: expected command but got "silence ${verb}", try --help`);
    }
  },
};

const at = ({ view }: ProgramCall, us: number): string => `${isoSeconds(storyMs(view, us)).replace('T', ' ').replace('Z', '')} UTC`;
const matcherText = ({ name, op, value }: AlertMatcher): string => `${name}${op}${JSON.stringify(value)}`;

function matcherOf(word: string): AlertMatcher {
  const match = /^([A-Za-z_][\w]*)\s*(=~|!~|!=|=)\s*"?(.*?)"?$/.exec(word);
  // A word alone is the name of an alert, as amtool takes it.
  return match === null
    ? { name: 'alertname', op: '=', value: word }
    : { name: match[1] ?? '', op: (match[2] ?? '=') as AlertMatcher['op'], value: match[3] ?? '' };
}

/** Whether labels meet all of them, with the regular expressions of Alertmanager. @throws ProgramExit */
function predicateOf(matchers: readonly AlertMatcher[]): (labels: Readonly<Record<string, string>>) => boolean {
  try {
    return matcherPredicate(matchers);
  } catch (error) {
    throw new ProgramExit(`amtool: error: bad matcher: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function* alerts(call: ProgramCall, words: readonly string[], heldBack: boolean): Steps<ProgramResult> {
  const { alerting } = yield* look('look.alerts', {});
  const matches = predicateOf(words.map(matcherOf));
  const rows = alerting.groups
    .flatMap((group) => group.alerts)
    .filter(({ alert, heldBack: held }) => alert.state === 'firing' && (heldBack || held === undefined))
    .filter(({ alert }) => matches({ alertname: alert.alert, ...alert.labels }))
    .map(({ alert, heldBack: held }) => [
      alert.alert,
      at(call, alert.firedAtUs ?? alert.activeAtUs),
      alert.annotations['summary'] ?? '',
      held === undefined ? 'active' : 'suppressed',
    ]);
  return ok(table([['Alertname', 'Starts At', 'Summary', 'State'], ...rows], 2));
}

function* silences(call: ProgramCall): Steps<ProgramResult> {
  const { alerting } = yield* look('look.alerts', {});
  const open = alerting.silences.filter(({ state }) => state !== 'expired');
  return ok(
    table(
      [
        ['ID', 'Matchers', 'Ends At', 'Created By', 'Comment'],
        ...open.map((silence) => [
          silence.id,
          silence.matchers.map(matcherText).join(' '),
          at(call, silence.endsAtUs),
          silence.createdBy,
          silence.comment,
        ]),
      ],
      2,
    ),
  );
}

function* add(call: ProgramCall, words: readonly string[], duration: string, comment: string): Steps<ProgramResult> {
  const us = goDurationUs(duration);
  if (us === undefined || us <= 0) throw new ProgramExit(`amtool: error: not a valid duration string: "${duration}"`);
  if (words.length === 0) throw new ProgramExit('amtool: error: no matchers specified');
  if (comment.trim() === '') throw new ProgramExit('amtool: error: comment required by config');
  yield* mustAct(call, { kind: 'alert.silence', args: { matchers: words.map(matcherOf), minutes: us / 60e6, comment } });
  // Silences are numbered in the order they are made.
  return ok(`s${call.view.alerting.silences.length + 1}`);
}
