// What a prompt prints: tables of the world and the results of looks, as short text.
import { figureText } from '../drill/index.ts';
import type { Look, LookResult, WorldTable } from '../schema/index.ts';
import { parseLookText } from '../schema/index.ts';
import { table } from '../terminal/index.ts';

const LINES_MAX = 20;

/** The look that a line of a prompt means. */
export const lookOfLine = (prints: { look: string | undefined; table: string | undefined }): Look | undefined =>
  prints.look === undefined
    ? prints.table === undefined
      ? undefined
      : { kind: 'look.table', args: { table: prints.table } }
    : parseLookText(prints.look);

/** Columns under their names; a row that stands out is marked. */
export function tableText({ columns, rows, empty }: WorldTable): string {
  if (rows.length === 0) return empty;
  const cell = (value: string | number | undefined, unit: WorldTable['columns'][number]['unit']): string =>
    typeof value === 'number' ? figureText(value, unit) : (value ?? '');
  const marks = rows.some(({ alarming }) => alarming === true);
  return table([
    columns.map(({ label }) => label),
    ...rows.map(({ cells, alarming }) => [
      ...columns.map(({ key, unit }) => cell(cells[key], unit)),
      ...(marks ? [alarming === true ? '!' : ''] : []),
    ]),
  ]).trimEnd();
}

export function lookText(look: LookResult): string {
  switch (look.kind) {
    case 'missing':
      return look.reason;
    case 'table':
      return tableText(look.table);
    case 'console':
      return [
        ...look.readouts.map(({ label, text }) => `${label}: ${text}`),
        ...look.tables.map((each) => `${each.title}\n${tableText(each)}`),
      ].join('\n');
    case 'query':
      if (look.error !== undefined) return look.error;
      return look.instant.length === 0
        ? 'no data'
        : table(look.instant.slice(0, LINES_MAX).map(({ labels, value }) => [labelText(labels), figureText(value)])).trimEnd();
    case 'logs':
      return look.page.lines.length === 0
        ? 'no lines'
        : look.page.lines
            .slice(-LINES_MAX)
            .map(({ message }) => message)
            .join('\n');
    case 'artefact':
      return look.markdown.trimEnd();
    case 'status-page':
      return `${look.component}: ${look.shows}. ${look.text}`;
    case 'service':
      return table([['version', look.version], ...look.config.map(({ key, value }) => [key, value])]).trimEnd();
    case 'deployments':
      return look.rows.length === 0
        ? 'none'
        : table(look.rows.map(({ service, from, to, status }) => [service, `${from} → ${to}`, status])).trimEnd();
    default:
      return 'Open it in the incident room.';
  }
}

const labelText = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ') || 'value';
