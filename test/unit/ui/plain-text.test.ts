// Data in the terminal only prints: no sequence of a log line, a file name or a run from elsewhere reaches it.
import { expect, test } from 'vitest';
import { lines, visible } from '../../../src/ui/terminal/plain-text.ts';

test('output keeps line breaks and tabs, and loses every other control character of seven and eight bits', () => {
  expect(lines('a\tb\r\nc\nd')).toBe('a\tb\r\nc\r\nd');
  expect(lines('\u001b]52;c;aGk=\u0007x\u009b2Jy\rz\u007f')).toBe(']52;c;aGk=x2Jyz');
});

test('a line being edited shows control characters without changing its width', () => {
  const line = 'echo \u001b[2J\n\u009b2J\tü';
  expect(visible(line)).toBe('echo ␛[2J␊\ufffd2J␉ü');
  expect(visible(line)).toHaveLength(line.length);
});
