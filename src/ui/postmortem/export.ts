// A document as Markdown (CommonMark with GitHub's tables) and as one printable HTML page. Text stays text: what somebody typed can make
// neither a heading nor a tag, a link, an image or a script, and reads the same when the file is rendered. Pure.
import type { DocBlock } from './document.ts';

/** Characters that would hide or reorder text: controls but tab and newline, and overrides of direction. */
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;
const plain = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(HIDDEN, '')
    .trim()
    .replace(/[ \t]+/g, ' ');

export function toMarkdown(blocks: readonly DocBlock[]): string {
  return `${blocks.map(markdownBlock).join('\n\n')}\n`;
}

function markdownBlock(block: DocBlock): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${markdownText(oneLine(block.text))}`;
    case 'paragraph':
      return block.lines.map((line) => markdownText(oneLine(line))).join('\\\n');
    case 'bullets':
      return block.items.map((item) => `- ${markdownText(oneLine(item))}`).join('\n');
    case 'numbers':
      return block.items.map((item, index) => `${index + 1}. ${markdownText(oneLine(item))}`).join('\n');
    case 'table': {
      const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
      const cell = (text: string, strong: boolean) => {
        const escaped = markdownText(oneLine(text));
        return strong && escaped !== '' ? `**${escaped}**` : escaped;
      };
      return [
        row(block.head.map((text) => cell(text, false))),
        row(block.head.map(() => '---')),
        ...block.rows.map(({ cells, strong }) => row(cells.map((text) => cell(text, strong)))),
      ].join('\n');
    }
  }
}

const oneLine = (text: string): string => plain(text).replace(/\n+/g, ' ');

/** One line of plain text so that CommonMark renders the same characters. */
export function markdownText(text: string): string {
  return text
    .replace(/[\\`*[\]<>|~&$@^]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\b(www)\./gi, '$1\\.')
    .replace(/\b(mailto|xmpp):/gi, '$1\\:')
    .replace(/^[+\-=]/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')
    .replace(/^#|#+$/g, (marks) => marks.replaceAll('#', '\\#'));
}

export const escapeHtml = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character] ?? character,
  );

const STYLE = `
:root { color-scheme: light; }
body { font: 11pt/1.5 Georgia, "Times New Roman", serif; color: #111; background: #fff; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { font-family: system-ui, sans-serif; line-height: 1.2; break-after: avoid; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.2rem; margin-top: 1.8rem; border-bottom: 1px solid #bbb; } h3 { font-size: 1rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.92em; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.5rem; border: 1px solid #bbb; overflow-wrap: anywhere; }
th { background: #f0f0f0; }
td:first-child { white-space: nowrap; font-variant-numeric: tabular-nums; }
li, tr { break-inside: avoid; }
@media print { body { margin: 0; max-width: none; padding: 0; } @page { margin: 18mm; } }
`;

/** One file that needs nothing else; its policy lets nothing run and nothing load. */
export function toHtml(blocks: readonly DocBlock[]): string {
  const text = (value: string) => escapeHtml(oneLine(value));
  const body = blocks.map((block) => {
    switch (block.kind) {
      case 'heading':
        return `<h${block.level}>${text(block.text)}</h${block.level}>`;
      case 'paragraph':
        return `<p>${block.lines.map(text).join('<br>\n')}</p>`;
      case 'bullets':
        return `<ul>\n${block.items.map((item) => `<li>${text(item)}</li>`).join('\n')}\n</ul>`;
      case 'numbers':
        return `<ol>\n${block.items.map((item) => `<li>${text(item)}</li>`).join('\n')}\n</ol>`;
      case 'table': {
        const cell = (value: string, strong: boolean) => `<td>${strong ? `<strong>${text(value)}</strong>` : text(value)}</td>`;
        return `<table>\n<thead><tr>${block.head.map((one) => `<th scope="col">${text(one)}</th>`).join('')}</tr></thead>\n<tbody>\n${block.rows
          .map(({ cells, strong }) => `<tr>${cells.map((value) => cell(value, strong)).join('')}</tr>`)
          .join('\n')}\n</tbody>\n</table>`;
      }
    }
  });
  const title = blocks.find((block) => block.kind === 'heading')?.text ?? 'Post-mortem';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body.join('\n')}
</body>
</html>
`;
}
