// The tokens of the design page, read from tokens.css itself: what the page shows is what the product uses.
import { useEffect, useState } from 'react';
import { THEMES, type Theme } from '../theme/theme-choice.ts';
import css from '../theme/tokens.css?raw';
import { contrastRatio, contrastWanted, PAIRS, parseTokens } from '../theme/tokens.ts';
import '../theme/tokens.css';
import './token-tables.css';

const tokens = parseTokens(css);

/** Names that begin with one of the prefixes, in the order of the file. */
const named = (prefixes: readonly string[]): [string, string][] =>
  Object.entries(tokens.dark).filter(([name]) => prefixes.some((prefix) => name === prefix || name.startsWith(`${prefix}-`)));

export function ColourTable({ prefixes }: { prefixes: readonly string[] }) {
  return (
    <table className="token-table">
      <thead>
        <tr>
          <th scope="col">token</th>
          {THEMES.map((theme) => (
            <th key={theme} scope="col">
              {theme}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {named(prefixes).map(([name]) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            {THEMES.map((theme) => (
              <td key={theme}>
                <span className="token-swatch" style={{ background: tokens[theme][name] }} /> {tokens[theme][name]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const SAMPLES: Record<string, (name: string) => React.CSSProperties> = {
  size: (name) => ({ fontSize: `var(--${name})` }),
  weight: (name) => ({ fontWeight: `var(--${name})` }),
  space: (name) => ({ display: 'inline-block', width: `var(--${name})`, height: '0.75rem', background: 'var(--accent)' }),
  elevation: (name) => ({
    display: 'inline-block',
    width: '6rem',
    height: '2.5rem',
    background: 'var(--surface)',
    borderRadius: 'var(--radius)',
    boxShadow: `var(--${name})`,
  }),
};

export function ScaleTable({ prefix, text = '' }: { prefix: keyof typeof SAMPLES | 'motion' | 'leading' | 'radius'; text?: string }) {
  return (
    <table className="token-table">
      <tbody>
        {named([prefix]).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>{value}</td>
            <td>{SAMPLES[prefix] !== undefined && <span style={SAMPLES[prefix](name)}>{text}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The closest pair of each theme and kind: how near the product comes to what it must reach. */
export function ContrastTable() {
  const rows = THEMES.flatMap((theme) =>
    (['text', 'mark'] as const).map((use) => {
      const ratios = PAIRS.filter((pair) => pair.use === use).map(({ ink, on }) => ({
        pair: `${ink} on ${on}`,
        ratio: contrastRatio(tokens[theme][ink] ?? '', tokens[theme][on] ?? ''),
      }));
      const [least] = ratios.sort((a, b) => a.ratio - b.ratio);
      return { theme, use, wanted: contrastWanted(theme, use), pairs: ratios.length, least };
    }),
  );
  return (
    <table className="token-table">
      <thead>
        <tr>
          <th scope="col">theme</th>
          <th scope="col">what</th>
          <th scope="col">pairs</th>
          <th scope="col">must reach</th>
          <th scope="col">closest pair</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ theme, use, wanted, pairs, least }) => (
          <tr key={`${theme} ${use}`}>
            <th scope="row">{theme}</th>
            <td>{use === 'text' ? 'words and figures' : 'shapes and edges'}</td>
            <td>{pairs}</td>
            <td>{wanted} : 1</td>
            <td>
              {least?.ratio.toFixed(1)} : 1 <code>{least?.pair}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The page is drawn in the theme that is chosen here. */
export function ThemePicker() {
  const [theme, setTheme] = useState<Theme>('dark');
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    window.dispatchEvent(new Event('faultline-theme'));
  }, [theme]);
  return (
    <fieldset className="token-themes">
      <legend>Samples below in</legend>
      {THEMES.map((each) => (
        <label key={each}>
          <input type="radio" name="theme" checked={each === theme} onChange={() => setTheme(each)} /> {each}
        </label>
      ))}
    </fieldset>
  );
}
