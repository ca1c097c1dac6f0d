// Two short texts as a unified diff, as git writes it. Longest common subsequence, since configurations are a few lines.
import { hashHex, hashInit, hashText } from '../../math/index.ts';

const CONTEXT = 3;
interface Change {
  fileName: string;
  before: string;
  after: string;
}
interface Line {
  mark: ' ' | '-' | '+';
  text: string;
}

/** Empty when nothing differs. */
export function unifiedDiff({ fileName, before, after }: Change): string {
  const lines = editScript(split(before), split(after));
  const first = lines.findIndex(({ mark }) => mark !== ' ');
  if (first < 0) return '';
  const from = Math.max(0, first - CONTEXT);
  const to = Math.min(lines.length, lines.findLastIndex(({ mark }) => mark !== ' ') + 1 + CONTEXT);
  const shown = lines.slice(from, to);
  const count = (without: '-' | '+'): number => shown.filter(({ mark }) => mark !== without).length;
  const start = (without: '-' | '+'): number =>
    lines.slice(0, from).filter(({ mark }) => mark !== without).length + (count(without) === 0 ? 0 : 1);
  return [
    `diff --git a/${fileName} b/${fileName}`,
    `index ${short(before)}..${short(after)} 100644`,
    `--- a/${fileName}`,
    `+++ b/${fileName}`,
    `@@ -${start('+')},${count('+')} +${start('-')},${count('-')} @@`,
    ...shown.map(({ mark, text }) => mark + text),
    '',
  ].join('\n');
}

export function diffStat({ fileName, before, after }: Change): string {
  const lines = editScript(split(before), split(after));
  const added = lines.filter(({ mark }) => mark === '+').length;
  const removed = lines.filter(({ mark }) => mark === '-').length;
  if (added + removed === 0) return '';
  const words = [
    '1 file changed',
    ...(added > 0 ? [`${added} insertion${added === 1 ? '' : 's'}(+)`] : []),
    ...(removed > 0 ? [`${removed} deletion${removed === 1 ? '' : 's'}(-)`] : []),
  ];
  return ` ${fileName} | ${added + removed} ${'+'.repeat(added)}${'-'.repeat(removed)}\n ${words.join(', ')}\n`;
}

const split = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

function short(text: string): string {
  const hash = hashInit(3);
  hashText(hash, text);
  return hashHex(hash).slice(0, 7);
}

function editScript(before: readonly string[], after: readonly string[]): Line[] {
  const width = after.length + 1;
  const common = new Array<number>((before.length + 1) * width).fill(0);
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      common[i * width + j] =
        before[i] === after[j]
          ? (common[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0);
  const lines: Line[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push({ mark: ' ', text: before[i] ?? '' });
      i += 1;
      j += 1;
    } else if (i < before.length && (j === after.length || (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))) {
      lines.push({ mark: '-', text: before[i++] ?? '' });
    } else lines.push({ mark: '+', text: after[j++] ?? '' });
  }
  return lines;
}
