// Notes of what is known: a later note may stand in for an earlier one, and the record keeps both.
import { describe, expect, it } from 'vitest';
import { applyEntry, type DrillState, initialDrillState } from '../../../src/drill/state.ts';
import type { EntryArgs, JournalEntry } from '../../../src/schema/index.ts';

function written(...notes: EntryArgs<'note.fact'>[]): DrillState {
  return notes.reduce((state, args, index) => {
    const entry: JournalEntry<'note.fact'> = {
      seq: index + 1,
      atUs: index * 1e6,
      actor: 'you',
      role: 'responder',
      kind: 'note.fact',
      args,
    };
    return applyEntry(state, entry, { outcome: undefined });
  }, initialDrillState());
}

describe('notes', () => {
  it('moves one from unknown to known in its place', () => {
    const { facts } = written(
      { text: 'Whether the provider is healthy', status: 'unknown' },
      { text: 'The pool is full', status: 'known' },
      { text: 'The provider is healthy', status: 'known', replaces: 1 },
    );
    expect(facts.map(({ seq, text, status }) => [seq, text, status])).toEqual([
      [3, 'The provider is healthy', 'known'],
      [2, 'The pool is full', 'known'],
    ]);
  });
  it('takes a note off the list and keeps the line in the record', () => {
    const state = written({ text: 'It is DNS', status: 'known' }, { text: 'It is DNS', status: 'withdrawn', replaces: 1 });
    expect(state.facts).toEqual([]);
    expect(state.timeline.map(({ text }) => text)).toEqual(['Known: It is DNS', 'Took back: It is DNS']);
  });
});
