// Filling a form from a template or the journal never costs what somebody wrote.
import { describe, expect, it } from 'vitest';
import { conflictsOf, filled, undone } from '../../../../src/ui/comms/fill.ts';

const draft = { a: 'mine', b: '', c: '  ' };
const proposed = { a: 'theirs', b: 'new', c: 'new too' };

describe('filling a form', () => {
  it('names the fields in which something else was written', () => {
    expect(conflictsOf(draft, proposed)).toEqual(['a']);
    expect(conflictsOf({ ...draft, a: 'theirs ' }, proposed)).toEqual([]);
    expect(conflictsOf(draft, { a: '' })).toEqual([]);
  });

  it('keeps what was written unless replacing it was agreed to', () => {
    expect(filled(draft, proposed, 'empty')).toEqual({ a: 'mine', b: 'new', c: 'new too' });
    expect(filled(draft, proposed, 'all')).toEqual(proposed);
  });

  it('takes a filling back, but for what was written since', () => {
    const after = filled(draft, proposed, 'all');
    expect(undone({ ...after, b: 'new, and more' }, draft, after, ['a', 'b', 'c'])).toEqual({ a: 'mine', b: 'new, and more', c: '  ' });
  });
});
