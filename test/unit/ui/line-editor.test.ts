// The line editor of the terminal: keys in, text and effects out, as readline has it.
import { describe, expect, it } from 'vitest';
import { LineEditor } from '../../../src/ui/terminal/line-editor.ts';

const LEFT = '\u001b[D';
const UP = '\u001b[A';
const DOWN = '\u001b[B';

function typed(...keys: string[]): LineEditor {
  const editor = new LineEditor(['kubectl get pods', 'git log', 'kubectl get nodes']);
  for (const key of keys) editor.feed(key);
  return editor;
}

describe('editing', () => {
  it.each([
    ['abc', LEFT, LEFT, 'x', 'axbc', 2],
    ['abc', '\u007f', 'ab', 2],
    ['one two', '\u0017', 'one ', 4],
    ['one two', '\u0001', 'x', 'xone two', 1],
    ['one two', '\u0015', '', 0],
    ['one two', LEFT, LEFT, '\u000b', 'one t', 5],
    ['one two', '\u001bb', 'x', 'one xtwo', 5],
    ['abc', '\u001b[H', '\u001b[3~', 'bc', 0],
  ])('%j', (...parts) => {
    const [text, cursor] = parts.slice(-2);
    const editor = typed(...(parts.slice(0, -2) as string[]));
    expect([editor.text, editor.cursor]).toEqual([text, cursor]);
  });

  it('submits each line of a pasted text and keeps the rest', () => {
    const editor = new LineEditor();
    expect(editor.feed('ls\r\npwd\nda').filter(({ kind }) => kind === 'submit')).toEqual([
      { kind: 'submit', line: 'ls' },
      { kind: 'submit', line: 'pwd' },
    ]);
    expect(editor.text).toBe('da');
  });

  it('interrupts, completes, clears and ignores keys it does not know', () => {
    expect(typed('abc').feed('\u0003')).toEqual([{ kind: 'interrupt' }]);
    expect(typed('abc').feed('\t')).toEqual([{ kind: 'complete' }]);
    expect(typed().feed('\u000c')).toEqual([{ kind: 'clear' }]);
    expect(typed('abc', '\u001b[15~', '\u0007').text).toBe('abc');
  });

  it('replaces the word before the cursor', () => {
    const editor = typed('kubectl roll out', LEFT, LEFT, LEFT, LEFT);
    editor.replace(8, 'rollout');
    expect([editor.text, editor.cursor]).toEqual(['kubectl rollout out', 15]);
  });
});

describe('history', () => {
  it('goes back and forth, and keeps what was being typed', () => {
    expect(typed('half', UP).text).toBe('kubectl get nodes');
    expect(typed('half', UP, UP, UP, UP).text).toBe('kubectl get pods');
    expect(typed('half', UP, UP, DOWN, DOWN).text).toBe('half');
  });

  it('remembers what was submitted, once', () => {
    const editor = typed('date\r', 'date\r');
    editor.feed(UP);
    expect(editor.text).toBe('date');
    editor.feed(UP);
    expect(editor.text).toBe('kubectl get nodes');
  });

  it('searches backwards, further, and takes what it found', () => {
    expect(typed('\u0012', 'pods').text).toBe('kubectl get pods');
    expect(typed('\u0012', 'kubectl', '\u0012').text).toBe('kubectl get pods');
    const editor = typed('\u0012', 'git');
    expect(editor.feed('\r')).toEqual([{ kind: 'submit', line: 'git log' }]);
    expect(editor.search).toBeUndefined();
  });
});
