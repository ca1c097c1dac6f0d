// Grafana's variables in queries: `$name`, `[[name]]`, `${name:format}` and the built-in ones. A dashboard of a scenario has no choices, so each
// variable becomes what it would be at first sight: its constant, its current value, or everything.
import { type Json, listOf, mapOf, own, textOf } from './json.ts';

interface Variable {
  text: string;
  /** Stands for several values: matchers that compare with it have to match. */
  pattern: boolean;
}
export interface Variables {
  /** @returns undefined when a variable is unknown, which `missing` then names */
  fill(query: string): { text: string; missing: string[] };
}

/** Scrapes of a drill are seconds apart and a drill lasts an hour or two. */
const BUILT_IN: Readonly<Record<string, string>> = {
  __rate_interval: '1m',
  __interval: '30s',
  __interval_ms: '30000',
  __range: '30m',
  __range_s: '1800',
  __range_ms: '1800000',
};
const EVERYTHING: Variable = { text: '.*', pattern: true };
const REFERENCE = /\$\{(\w+)(?::[^}]*)?\}|\[\[(\w+)(?::[^\]]*)?\]\]|\$(\w+)/g;

export function readVariables(dashboard: Json): Variables {
  const known = new Map<string, Variable>();
  for (const entry of listOf(own(mapOf(own(dashboard, 'templating')), 'list')).slice(0, 100)) {
    const variable = mapOf(entry);
    const name = textOf(own(variable, 'name'));
    if (name !== '' && name.length <= 100) known.set(name, standsFor(variable));
  }
  return { fill: (query) => fill(query, known) };
}

function standsFor(variable: Json): Variable {
  const type = textOf(own(variable, 'type'));
  const current = own(mapOf(own(variable, 'current')), 'value');
  if (type === 'query' || type === 'adhoc') return EVERYTHING;
  if (type === 'interval') {
    const chosen = textOf(current);
    return { text: chosen === '' || chosen.startsWith('$') ? BUILT_IN['__interval']! : chosen, pattern: false };
  }
  const chosen = listOf(Array.isArray(current) ? current : [current]).filter((one): one is string => typeof one === 'string' && one !== '');
  if (chosen.length === 0) {
    const written = textOf(own(variable, 'query'));
    const first = type === 'custom' ? (written.split(',')[0] ?? '').trim() : written;
    return first === '' ? EVERYTHING : { text: first, pattern: false };
  }
  if (chosen.includes('$__all') || chosen.includes('All')) {
    const all = textOf(own(variable, 'allValue'));
    return { text: all === '' ? '.*' : all, pattern: true };
  }
  return chosen.length === 1 ? { text: chosen[0]!, pattern: false } : { text: chosen.join('|'), pattern: true };
}

function fill(query: string, known: ReadonlyMap<string, Variable>): { text: string; missing: string[] } {
  const missing: string[] = [];
  const lookUp = (name: string): Variable | undefined =>
    known.get(name) ?? (Object.hasOwn(BUILT_IN, name) ? { text: BUILT_IN[name]!, pattern: false } : undefined);
  // A value compared as a whole first: `="$pod"` has to match as soon as the variable may stand for several.
  const matched = query.replace(
    /(!?=)(\s*)(["'])(\$\{\w+(?::[^}]*)?\}|\[\[\w+(?::[^\]]*)?\]\]|\$\w+)\3/g,
    (whole, op: string, gap: string, quote: string, reference: string) => {
      const name = /\w+/.exec(reference)?.[0] ?? '';
      const variable = lookUp(name);
      if (variable === undefined || !variable.pattern) return whole;
      return `${op === '=' ? '=~' : '!~'}${gap}${quote}${variable.text}${quote}`;
    },
  );
  const text = matched.replace(REFERENCE, (whole, braced?: string, bracketed?: string, plain?: string) => {
    const name = braced ?? bracketed ?? plain ?? '';
    // `$1` of label_replace is a group, not a variable.
    if (plain !== undefined && /^\d+$/.test(plain)) return whole;
    const variable = lookUp(name);
    if (variable === undefined) missing.push(name);
    return variable?.text ?? whole;
  });
  return { text, missing };
}
