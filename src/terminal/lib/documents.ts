// Objects as JSON and as YAML, the way kubectl prints them, and a simple jsonpath over them.
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export const toJson = (value: Json, indent = 4): string => `${JSON.stringify(value, undefined, indent)}\n`;

/** Block style, keys in their order; text is quoted where YAML would read something else. */
export function toYaml(value: Json): string {
  return `${yamlLines(value).join('\n')}\n`;
}

function yamlLines(value: Json): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      const [first = '', ...rest] = yamlLines(item);
      return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
    });
  }
  if (typeof value !== 'object' || value === null) return [yamlScalar(value)];
  return Object.entries(value).flatMap(([key, inner]) => {
    const name = yamlScalar(key);
    if (typeof inner !== 'object' || inner === null) return [`${name}: ${yamlScalar(inner)}`];
    if (Array.isArray(inner)) return inner.length === 0 ? [`${name}: []`] : [`${name}:`, ...yamlLines(inner)];
    return Object.keys(inner).length === 0 ? [`${name}: {}`] : [`${name}:`, ...yamlLines(inner).map((line) => `  ${line}`)];
  });
}

function yamlScalar(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return String(value);
  const plain = /^[A-Za-z_./][\w./@+-]*( [\w./@+-]+)*$/.test(value) && !/^(true|false|null|yes|no|on|off)$/i.test(value);
  return plain ? value : JSON.stringify(value);
}

/** `{.items[*].metadata.name}` with literal text between braces, `[n]`, `['key']`, `..` not; undefined for a template it cannot read. */
export function jsonpath(template: string, root: Json): string | undefined {
  let out = '';
  let at = 0;
  while (at < template.length) {
    const open = template.indexOf('{', at);
    if (open < 0) return out + template.slice(at);
    out += template.slice(at, open);
    const close = template.indexOf('}', open);
    if (close < 0) return undefined;
    const inner = template.slice(open + 1, close).trim();
    if (inner.startsWith('range ')) {
      const end = template.indexOf('{end}', close);
      const found = select(inner.slice(6).trim(), root);
      if (end < 0 || found === undefined) return undefined;
      for (const item of found) {
        const each = jsonpath(template.slice(close + 1, end), item);
        if (each === undefined) return undefined;
        out += each;
      }
      at = end + '{end}'.length;
      continue;
    }
    const found = /^["'].*["']$/.test(inner) ? [withEscapes(inner.slice(1, -1))] : select(inner, root);
    if (found === undefined) return undefined;
    out += found.map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value))).join(' ');
    at = close + 1;
  }
  return out;
}

const withEscapes = (text: string): string => text.replace(/\\n/g, '\n').replace(/\\t/g, '\t');

function select(path: string, root: Json): Json[] | undefined {
  let found: Json[] = [root];
  let rest = path.replace(/^\$/, '').replace(/^@/, '');
  if (rest !== '' && !/^[.[]/.test(rest)) rest = `.${rest}`;
  while (rest !== '') {
    const step = /^(?:\.([\w/-]+|\\\.)|\.?\[(\*|-?\d+|'[^']*')\]|\.\*)/.exec(rest);
    if (step === null) return rest === '.' ? found : undefined;
    const key = step[1] ?? step[2] ?? '*';
    found = found.flatMap((value) => children(value, key.replace(/^'|'$/g, '')));
    rest = rest.slice(step[0].length);
  }
  return found;
}

function children(value: Json, key: string): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  if (key === '*') return Array.isArray(value) ? value : Object.values(value);
  if (Array.isArray(value)) {
    const item = value.at(Number(key));
    return item === undefined ? [] : [item];
  }
  const item = Object.hasOwn(value, key) ? value[key] : undefined;
  return item === undefined ? [] : [item];
}
