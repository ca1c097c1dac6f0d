// P9: what can be looked at shortly after the page tells the truth from its rivals. Measured looks are held against a world in which the rival is true.
import { Authority } from '../../authority/index.ts';
import { type EntryDraft, type LookResult, parseLookText, type Scenario, type SimTimeUs } from '../../schema/index.ts';
import type { Finding } from '../report.ts';
import type { SharedPast } from '../runs.ts';
import { contentOf, differenceOf, isWritten } from './look-content.ts';
import { rivalWorld } from './rival-worlds.ts';

const MINUTE_US = 60_000_000;
const LOOKS_AFTER_US = [0, MINUTE_US, 3 * MINUTE_US, 5 * MINUTE_US] as const;

type Rival = Scenario['truth']['rivals'][number];
/** Results of one look at each instant. */
type Seen = ReadonlyMap<string, readonly LookResult[]>;

export function checkLooks({ idle, atZero }: SharedPast, onRun: (text: string) => void): Finding[] {
  const { truth } = idle.scenario;
  const wanted = [...new Set([...truth.evidence, ...truth.rivals.flatMap((rival) => rival.ruledOutBy)])];
  if (wanted.length === 0) return [];
  const zeroUs = idle.tPlusZeroUs;
  if (zeroUs === undefined || atZero === undefined)
    return [{ claim: 'P9', subject: '', ok: false, reason: 'nobody was paged, so there is no T+0 to look after' }];
  onRun('looks');
  const seen = lookAround(atZero.fork(), wanted, zeroUs);
  return [
    ...truth.evidence.map((text): Finding => {
      const content = firstContent(seen, text);
      return { claim: 'P9', subject: `the truth: ${text}`, ok: content !== undefined, reason: content ?? 'shows nothing up to T+5' };
    }),
    ...truth.rivals.map((rival) => checkRival(idle, rival, seen, zeroUs, onRun)),
  ];
}

function checkRival(idle: Authority, rival: Rival, seen: Seen, zeroUs: SimTimeUs, onRun: (text: string) => void): Finding {
  const about = { claim: 'P9' as const, subject: `${rival.named}: ${rival.ruledOutBy.join(', ')}` };
  const shown = rival.ruledOutBy.filter((text) => firstContent(seen, text) !== undefined);
  if (shown.length === 0) return { ...about, ok: false, reason: 'none of the looks shows anything up to T+5' };
  const written = shown.find((text) => seen.get(text)!.some((result) => contentOf(result) !== undefined && isWritten(result)));
  const measured = shown.filter((text) => text !== written);
  const other = measured.length === 0 ? undefined : rivalWorld(idle, rival.cause);
  if (other !== undefined) {
    onRun(`looks, were it true that ${rival.named}`);
    const there = lookAround(Authority.open(other, idle.seed, { records: false }), measured, zeroUs);
    for (const text of measured) {
      const difference = seen
        .get(text)!
        .map((result, index) => differenceOf(result, there.get(text)![index]!))
        .find((found) => found !== undefined);
      if (difference !== undefined) return { ...about, ok: true, reason: `${text}: ${difference}` };
    }
  }
  if (written !== undefined) return { ...about, ok: true, reason: `${written}: ${firstContent(seen, written)}` };
  const reason =
    other === undefined
      ? 'no fault expresses this rival, so the measured looks were compared with nothing; name a written look (status, diff, deployments)'
      : 'the measured looks show the same in a world where the rival is true';
  return { ...about, ok: false, reason };
}

function firstContent(seen: Seen, text: string): string | undefined {
  return seen
    .get(text)
    ?.map(contentOf)
    .find((content) => content !== undefined);
}

/** Looks at everything wanted at several instants after T+0 of the true run, in whatever world. */
function lookAround(run: Authority, wanted: readonly string[], zeroUs: SimTimeUs): Seen {
  const seen = new Map<string, LookResult[]>(wanted.map((text) => [text, []]));
  for (const afterUs of LOOKS_AFTER_US) {
    run.advanceTo(zeroUs + afterUs);
    for (const text of wanted) {
      const look = parseLookText(text);
      const result = look === undefined ? undefined : run.append({ kind: look.kind, args: look.args } as EntryDraft).look;
      seen.get(text)!.push(result ?? { kind: 'missing', reason: 'not a look' });
    }
  }
  return seen;
}
