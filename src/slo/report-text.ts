// The report as text for a terminal and as Markdown; the same figures, the same order.
import type { SloReport } from '../schema/index.ts';
import { minutesText, objectiveText, percentText } from './words.ts';

type Row = readonly string[];
interface Section {
  title: string;
  head: Row;
  rows: readonly Row[];
  empty: string;
}

function sectionsOf({ objectives, incidents }: SloReport): Section[] {
  return [
    {
      title: 'Objectives',
      head: ['Objective', 'Promised', 'Achieved', 'Budget', 'Spent', 'Left', 'Status', 'Policy'],
      rows: objectives.map((row) => [
        row.name,
        objectiveText(row.objective),
        objectiveText(row.achieved),
        minutesText(row.allowedMinutes),
        `${minutesText(row.spentMinutes)} (${percentText(row.spentRatio)})`,
        minutesText(Math.max(0, row.allowedMinutes - row.spentMinutes)),
        row.status,
        `${row.policy.state}: ${row.policy.consequence}`,
      ]),
      empty: 'The scenario has no objectives.',
    },
    {
      title: 'Incidents',
      head: ['From', 'Lasted', 'Pages', 'Of the budgets'],
      rows: incidents.map((row) => [
        row.run === '' ? row.from : `${row.from} ${row.run}`,
        minutesText(row.minutes),
        row.alerts.join(', '),
        row.shares
          .map(({ name, spentMinutes, spentRatio }) => `${name} ${minutesText(spentMinutes)} (${percentText(spentRatio)})`)
          .join('; '),
      ]),
      empty: 'Nobody was paged.',
    },
  ];
}

export function reportText(report: SloReport): string {
  const parts = [`Reliability report ${report.month}\n${report.basis}\n`];
  for (const { title, head, rows, empty } of sectionsOf(report))
    parts.push(`\n${title}\n${rows.length === 0 ? `  ${empty}\n` : aligned([head, ...rows])}`);
  parts.push(`\nRecommendations\n${lines(report.recommendations, '  - ')}`);
  return parts.join('');
}

export function reportMarkdown(report: SloReport): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const row = (cells: Row): string => `| ${cells.map(cell).join(' | ')} |\n`;
  const parts = [`# Reliability report ${report.month}\n\n${report.basis}\n`];
  for (const { title, head, rows, empty } of sectionsOf(report)) {
    const table = row(head) + row(head.map(() => '---')) + rows.map(row).join('');
    parts.push(`\n## ${title}\n\n${rows.length === 0 ? `${empty}\n` : table}`);
  }
  parts.push(`\n## Recommendations\n\n${lines(report.recommendations, '- ')}`);
  return parts.join('');
}

const lines = (texts: readonly string[], mark: string): string =>
  (texts.length === 0 ? ['Nothing stands out.'] : texts).map((text) => `${mark}${text}\n`).join('');

function aligned(rows: readonly Row[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map(
      (row) =>
        `  ${row
          .map((text, column) => text.padEnd(widths[column]!))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
