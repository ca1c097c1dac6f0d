// A look counts for what it showed: a trace for the services in it, the lines around a line for the component that wrote it.
import { describe, expect, test } from 'vitest';
import { type JournalEntry, type LogLine, type LookResult, loadScenario } from '../../../src/schema/index.ts';
import { lookNoun } from '../../../src/scoring/reasons/words.ts';
import { namesLook, shownBy } from '../../../src/scoring/texts.ts';
import { SMALL_FILES } from '../../support/worlds.ts';

const loaded = loadScenario('small', SMALL_FILES);
if (!loaded.ok) throw new Error('the small scenario does not load');
const { observability } = loaded.value;
const entry = (kind: string, args: object): JournalEntry => ({ seq: 3, atUs: 0, actor: 'a', role: 'r', kind, args }) as JournalEntry;

describe('what a look showed', () => {
  const traceId = 'ab'.repeat(16);
  const opened = entry('look.trace', { trace: traceId });
  const result = {
    kind: 'trace',
    summary: { services: ['gateway', 'payments'] },
    spans: [],
    criticalPath: [],
    logs: [],
  } as unknown as LookResult;

  test('a trace is evidence for every service in it, and for no other', () => {
    const names = (written: string) => namesLook(written, opened, observability, shownBy(result));
    expect(names('traces payments')).toBe(true);
    expect(names('traces gateway')).toBe(true);
    expect(names('trace')).toBe(true);
    expect(names('traces warehouse')).toBe(false);
    expect(names('logs payments')).toBe(false);
    expect(namesLook('traces payments', opened, observability)).toBe(false);
  });

  test('lines around a line are the logs of the component that wrote it', () => {
    const line = { seq: 17, service: 'payments', message: 'Read timeout from bank', level: 'error' } as LogLine;
    const around: LookResult = { kind: 'log-context', line: 17, lines: [line] };
    const names = (written: string) => namesLook(written, entry('look.log-context', { line: 17 }), observability, shownBy(around));
    expect(names('logs payments')).toBe(true);
    expect(names('logs payments "read timeout"')).toBe(true);
    expect(names('logs gateway')).toBe(false);
  });
});

test('a document is called by its title, and a late one says when it turns up', () => {
  const notes = { name: 'v2-notes', title: 'Notes of v2', kind: 'deployment notes' as const, file: 'notes/v2.md', about: [], hidden: true };
  expect(lookNoun('artefact v2-notes', [notes])).toBe('the document “Notes of v2”, which turns up in the review');
  expect(lookNoun('artefact v2-notes', [{ ...notes, hidden: false }])).toBe('the document “Notes of v2”');
});
