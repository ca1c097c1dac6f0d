// P9: what can be looked at shortly after the page tells the truth from its rivals.
import { Authority } from '../../authority/index.ts';
import { type EntryDraft, type LookResult, parseLookText, type SimTimeUs } from '../../schema/index.ts';
import type { Finding } from '../report.ts';

const MINUTE_US = 60_000_000;
const LOOKS_AT_US = [0, MINUTE_US, 3 * MINUTE_US, 5 * MINUTE_US] as const;

export function checkLooks(idle: Authority): Finding[] {
  const { truth } = idle.scenario;
  const zeroUs = idle.tPlusZeroUs;
  const wanted = [...new Set([...truth.evidence, ...truth.rivals.flatMap((rival) => rival.ruledOutBy)])];
  if (wanted.length === 0) return [];
  const answers = zeroUs === undefined ? new Map<string, string>() : lookAround(idle, wanted, zeroUs);
  const shown = (text: string): boolean => answers.has(text);
  return [
    ...truth.evidence.map((text): Finding => ({ claim: 'P9', subject: `the truth: ${text}`, ok: shown(text), reason: answers.get(text) ?? 'shows nothing up to T+5' })),
    ...truth.rivals.map((rival): Finding => {
      const good = rival.ruledOutBy.filter(shown);
      return { claim: 'P9', subject: `${rival.named}: ${rival.ruledOutBy.join(', ')}`, ok: good.length > 0, reason: good.length === 0 ? 'none of the looks shows anything up to T+5' : `${good[0]}: ${answers.get(good[0]!)}` };
    }),
  ];
}

/** Looks at everything wanted at several instants after T+0; what has content, and what it was. */
function lookAround(idle: Authority, wanted: readonly string[], zeroUs: SimTimeUs): Map<string, string> {
  const run = Authority.open(idle.scenario, idle.seed, { records: false });
  const answers = new Map<string, string>();
  for (const afterUs of LOOKS_AT_US) {
    if (zeroUs + afterUs > idle.scenario.meta.length) break;
    run.advanceTo(zeroUs + afterUs);
    for (const text of wanted) {
      const look = answers.has(text) ? undefined : parseLookText(text);
      const result = look === undefined ? undefined : run.append({ kind: look.kind, args: look.args } as EntryDraft).look;
      const content = result === undefined ? undefined : contentOf(result);
      if (content !== undefined) answers.set(text, `${content} at T+${afterUs / MINUTE_US}`);
    }
  }
  return answers;
}

/** What a look shows, in a few words; undefined when it shows nothing. */
function contentOf(result: LookResult): string | undefined {
  const some = (number: number, text: string): string | undefined => (number > 0 ? `${number} ${text}` : undefined);
  switch (result.kind) {
    case 'alert':
      return result.alert === undefined ? undefined : `alert ${result.alert.state}`;
    case 'metrics':
      return some(result.panels.flatMap((panel) => panel.series).filter((series) => series.values.some((value) => value !== null)).length, 'series');
    case 'query':
      return some(result.series.length, 'series');
    case 'logs':
      return some(result.page.matched, 'lines');
    case 'deployments':
      return some(result.rows.length, 'deployments');
    case 'diff':
      return result.before === result.after ? undefined : `${result.from} to ${result.to} differ`;
    case 'status-page':
      return result.shows;
    case 'artefact':
      return some(result.markdown.length, 'characters');
    case 'sessions':
      return some(result.rows.length, 'sessions');
    case 'service':
      return some(result.replicas.length, 'replicas');
    case 'preflight':
      return some(result.checks.length, 'checks');
    case 'missing':
      return undefined;
  }
}
