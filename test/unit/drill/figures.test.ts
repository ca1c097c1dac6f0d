// Readings as a trainee gets them: with the unit that the scenario declares, short, and the same in every locale.
import { expect, it } from 'vitest';
import { figureText } from '../../../src/drill/format.ts';
import type { FigureUnit } from '../../../src/schema/index.ts';

it.each<[number, FigureUnit | undefined, string]>([
  [0.0034, 'ratio', '0.3 %'],
  [0, 'ratio', '0 %'],
  [0.1184, 'seconds', '118 ms'],
  [1.253, 'seconds', '1.25 s'],
  [4.24, 'per second', '4.2 /s'],
  [7, 'count', '7'],
  [12_345.6, 'count', '12,346'],
  [1536, 'bytes', '1.5 KiB'],
  [2.5 * 1024 * 1024, 'bytes', '2.5 MiB'],
  [0.123456, 'none', '0.1235'],
  [0.123456, undefined, '0.1235'],
])('%d in %s reads %s', (value, unit, text) => {
  expect(figureText(value, unit)).toBe(text);
});
