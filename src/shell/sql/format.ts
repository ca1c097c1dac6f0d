// Results as psql prints them: aligned, unaligned, expanded; numbers to the right.

export interface SqlResult {
  columns: { name: string; type: number }[];
  /** As PostgreSQL's text, null for NULL. */
  rows: (string | null)[][];
}
export interface Layout {
  tuplesOnly: boolean;
  unaligned: boolean;
  expanded: boolean;
  separator: string;
}

/** Type numbers of integers, floats, numeric, money and oid. */
const NUMBERS = new Set([20, 21, 23, 26, 700, 701, 790, 1700]);

export function formatResult({ columns, rows }: SqlResult, layout: Layout): string {
  const text = (value: string | null): string => value ?? '';
  if (layout.expanded) return expanded(columns, rows, layout);
  const footer = layout.tuplesOnly ? '' : `(${rows.length} row${rows.length === 1 ? '' : 's'})\n`;
  if (layout.unaligned) {
    const head = layout.tuplesOnly ? [] : [columns.map(({ name }) => name)];
    return [...head, ...rows.map((row) => row.map(text))].map((row) => `${row.join(layout.separator)}\n`).join('') + footer;
  }
  const widths = columns.map(({ name }, i) =>
    Math.max(layout.tuplesOnly ? 0 : name.length, ...rows.map((row) => text(row[i] ?? null).length)),
  );
  const lines = rows.map((row) =>
    columns
      .map(({ type }, i) => {
        const value = text(row[i] ?? null);
        if (NUMBERS.has(type)) return ` ${value.padStart(widths[i] ?? 0)}`;
        return i === columns.length - 1 ? ` ${value}` : ` ${value.padEnd(widths[i] ?? 0)}`;
      })
      .join(' |'),
  );
  if (layout.tuplesOnly) return `${lines.map((line) => `${line}\n`).join('')}\n`;
  const head = columns.map(({ name }, i) => ` ${centred(name, widths[i] ?? 0)} `).join('|');
  const rule = widths.map((width) => '-'.repeat(width + 2)).join('+');
  return `${[head, rule, ...lines].join('\n')}\n${footer}\n`;
}

function centred(name: string, width: number): string {
  const left = Math.floor((width - name.length) / 2);
  return `${' '.repeat(left)}${name}`.padEnd(width);
}

function expanded(columns: SqlResult['columns'], rows: SqlResult['rows'], layout: Layout): string {
  if (rows.length === 0) return layout.tuplesOnly ? '' : '(0 rows)\n\n';
  if (layout.unaligned)
    return `${rows.map((row) => row.map((value, i) => `${columns[i]?.name}${layout.separator}${value ?? ''}\n`).join('')).join('\n')}`;
  const left = Math.max(...columns.map(({ name }) => name.length));
  const right = Math.max(...rows.flatMap((row) => row.map((value) => (value ?? '').length)));
  return `${rows
    .map((row, index) => {
      const title = `-[ RECORD ${index + 1} ]`;
      const rule =
        title.length <= left + 1 ? `${title.padEnd(left + 1, '-')}+${'-'.repeat(right + 1)}` : title.padEnd(left + 2 + right + 1, '-');
      return `${layout.tuplesOnly ? '' : `${rule}\n`}${row.map((value, i) => `${(columns[i]?.name ?? '').padEnd(left)} | ${value ?? ''}\n`).join('')}`;
    })
    .join('')}\n`;
}
