// Screens load lazily and their styles stay: a class styled from two folders looks by where one has been. Each has one home; shared ones live in theme.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ui = new URL('../../../src/ui/', import.meta.url);
/** A style sheet by its path below src/ui; the sheets of theme load together and count as one. */
const sheets = (readdirSync(ui, { recursive: true }) as string[])
  .filter((path) => path.endsWith('.css'))
  .map((path) => ({ home: path.startsWith('theme') ? 'theme' : path, css: readFileSync(new URL(path, ui), 'utf8') }));

/** Classes that the sheet styles wherever they stand: nothing around them confines the rule to one screen. */
function bareClasses(css: string): string[] {
  let plain = css.replace(/\/\*[\s\S]*?\*\//g, '');
  for (let before = ''; before !== plain; ) {
    before = plain;
    plain = plain.replace(/\([^()]*\)/g, '');
  }
  return [...plain.matchAll(/([^{};]+)\{/g)]
    .map(([, selectors]) => (selectors ?? '').trim())
    .filter((selectors) => !selectors.startsWith('@'))
    .flatMap((selectors) => selectors.split(','))
    .flatMap((selector) => {
      const compounds = selector.trim().split(/\s*[>+~]\s*|\s+/);
      const withClass = compounds
        .map((one) => [...one.matchAll(/\.([\w-]+)/g)].map(([, name]) => name ?? ''))
        .filter((names) => names.length > 0);
      // `.criteria > li` is as bare as `.criteria`; `.saved.card` is confined by the class that its sheet brings along.
      return withClass.length === 1 && withClass[0]?.length === 1 ? withClass[0] : [];
    });
}

test('a rule is bare where one class alone selects', () => {
  expect(bareClasses('.a {} .b > li {} .c .d {} .e.f {} p .g:not(.h) {} @media print { .i { } } /* .j {} */')).toEqual([
    'a',
    'b',
    'g',
    'i',
  ]);
});

test('no class is styled from two homes', () => {
  expect(sheets.length).toBeGreaterThan(20);
  const homes = new Map<string, Set<string>>();
  for (const { home, css } of sheets) for (const name of bareClasses(css)) homes.set(name, new Set([...(homes.get(name) ?? []), home]));
  expect([...homes].filter(([, of]) => of.size > 1).map(([name, of]) => `.${name}: ${[...of].join(', ')}`)).toEqual([]);
});
