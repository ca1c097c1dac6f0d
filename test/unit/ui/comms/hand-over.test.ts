// The hand-over note: filled from a real run, and what is missing in it.
import { describe, expect, it } from 'vitest';
import { EMPTY_NOTE, handOverNote, noteChecks } from '../../../../src/ui/comms/hand-over.ts';
import { Drill, MIN } from '../../../support/drills.ts';

function played(): Drill {
  const drill = new Drill().paged(MIN);
  drill.add('incident.declare', { severity: 'SEV-2' });
  drill.add('note.fact', { text: 'Whether the database is slow', status: 'unknown' });
  drill.add('hypothesis.set', { beliefs: [{ cause: { component: 'web', kind: 'overload' }, probability: 0.6 }] });
  drill.add('plan.step', { command: 'scale web 4', expects: 'errors below 1 %', ifItFails: 'shed load' });
  drill.add('command.scale', { service: 'web', replicas: 4 });
  return drill.at(drill.t0 + 2 * MIN);
}
const open = (note: typeof EMPTY_NOTE, view: Drill['view']) =>
  noteChecks(note, view)
    .filter(({ ok }) => !ok)
    .map(({ says }) => says);

describe('the hand-over note', () => {
  it('knows what was tried and what was expected of it', () => {
    const note = handOverNote(played().view);
    expect(note.tried).toMatch(/^\d\d:\d\d scale web 4: .*expected: errors below 1 %$/);
    expect(note.situation).toMatch(/^SEV-2, since \d\d:\d\d/);
    expect(note.situation).toMatch(/\d+ users affected/);
    expect(note.strategy).toMatch(/web overload 60 %, something else 40 %/);
    expect(note.nextSteps).toContain('shed load');
    expect(note.openQuestions).toContain('Whether the database is slow');
  });

  it('misses everything at first, and what the room cannot know once it is filled', () => {
    const { view } = played();
    expect(noteChecks(EMPTY_NOTE, view).every(({ ok }) => !ok || view.owedUpdate === undefined)).toBe(true);
    const left = open(handOverNote(view), view);
    expect(left).not.toContain('Severity and since when');
    expect(left).not.toContain('Impact in figures');
    expect(left).not.toContain('Every action, and what came of it');
  });

  it('misses an action that the note does not name', () => {
    const drill = played();
    const note = handOverNote(drill.view);
    drill.add('command.restart', { target: 'web' });
    expect(open(note, drill.view)).toContain('Every action, and what came of it');
  });
});
