// A post-mortem as a document: headings, paragraphs, lists and tables in the order of the template. What it is exported from. Pure.
import type { PostMortem } from '../../schema/index.ts';

export type DocBlock =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'paragraph'; lines: string[] }
  | { kind: 'bullets' | 'numbers'; items: string[] }
  | { kind: 'table'; head: string[]; rows: { cells: string[]; strong: boolean }[] };

export const WHY_QUESTIONS = [
  'Why were users hurt?',
  'Why was that so?',
  'Why was that possible?',
  'Why was it not noticed?',
  'Why does the way of working allow it?',
];
export const DEPTHS = { surface: 'On the surface', deeper: 'Deeper', deepest: 'Deepest' } as const;
const PRIORITIES = ['P0', 'P1', 'P2', 'P3'] as const;
const NOTHING: DocBlock = { kind: 'paragraph', lines: ['Nothing was written here.'] };

export function documentOf(postMortem: PostMortem): DocBlock[] {
  const blocks: DocBlock[] = [{ kind: 'heading', level: 1, text: `Post-mortem: ${postMortem.title}` }];
  const heading = (text: string, level: 2 | 3 = 2) => blocks.push({ kind: 'heading', level, text });
  const section = (id: string) => {
    const found = postMortem.sections.find((one) => one.id === id);
    if (found === undefined) return;
    heading(found.title);
    const own = id === 'timeline' ? timelineBlocks(found.text) : textBlocks(found.text);
    blocks.push(...(own.length === 0 ? [NOTHING] : own));
  };
  for (const id of ['glance', 'summary', 'impact', 'timeline']) section(id);
  heading('Why it happened');
  heading('Five whys', 3);
  const whys = postMortem.whys
    .map((answer, index) => ({ answer: answer.trim(), question: WHY_QUESTIONS[index] ?? 'Why?' }))
    .filter(({ answer }) => answer !== '');
  blocks.push(
    whys.length === 0 ? NOTHING : { kind: 'numbers', items: whys.map(({ question, answer }) => `${question} ${oneLine(answer)}`) },
  );
  heading('Contributing factors', 3);
  const factors = postMortem.factors.filter(({ text }) => text.trim() !== '');
  blocks.push(
    factors.length === 0
      ? NOTHING
      : {
          kind: 'table',
          head: ['Depth', 'Factor'],
          rows: Object.entries(DEPTHS).flatMap(([depth, says]) =>
            factors.filter((factor) => factor.depth === depth).map(({ text }) => ({ cells: [says, oneLine(text)], strong: false })),
          ),
        },
  );
  for (const id of ['well', 'badly', 'lucky']) section(id);
  heading('Action items');
  const items = postMortem.actionItems.filter(({ text }) => text.trim() !== '');
  blocks.push(
    items.length === 0
      ? NOTHING
      : {
          kind: 'table',
          head: ['Priority', 'Action', 'Owner', 'Due', 'How it would have prevented this'],
          rows: PRIORITIES.flatMap((priority) =>
            items
              .filter((item) => item.priority === priority)
              .map((item) => ({ cells: [item.priority, item.text, item.owner, item.due, item.prevents].map(oneLine), strong: false })),
          ),
        },
  );
  section('lessons');
  return blocks;
}

/** Paragraphs, and lists of lines that begin with a dash. */
export function textBlocks(text: string): DocBlock[] {
  const blocks: DocBlock[] = [];
  let open: DocBlock | undefined;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const item = /^[-*•]\s+(.+)$/.exec(line)?.[1];
    if (line === '') open = undefined;
    else if (item !== undefined) {
      if (open?.kind !== 'bullets') {
        open = { kind: 'bullets', items: [] };
        blocks.push(open);
      }
      if (open.kind === 'bullets') open.items.push(item);
    } else {
      if (open?.kind !== 'paragraph') {
        open = { kind: 'paragraph', lines: [] };
        blocks.push(open);
      }
      if (open.kind === 'paragraph') open.lines.push(line);
    }
  }
  return blocks;
}

/** Lines that begin with a time become a table, decisions strong; others stay text. */
function timelineBlocks(text: string): DocBlock[] {
  const rows: { cells: string[]; strong: boolean }[] = [];
  const rest: string[] = [];
  for (const line of text.split('\n')) {
    const match = /^\s*[-*•]?\s*(\d{1,2}:\d{2}(?::\d{2})?)\s+(.+)$/.exec(line);
    if (match?.[1] !== undefined && match[2] !== undefined)
      rows.push({ cells: [match[1], match[2].trim()], strong: /^decision\b/i.test(match[2].trim()) });
    else rest.push(line);
  }
  const table: DocBlock[] = rows.length === 0 ? [] : [{ kind: 'table', head: ['Time (UTC)', 'Event'], rows }];
  return [...table, ...textBlocks(rest.join('\n'))];
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
