/**
 * Purity of the rooms whose bytes must agree on every JavaScript engine, judged on the syntax tree.
 * Strict on purpose: a banned name may not even be shadowed, so that no alias hides the real one.
 */
import type { Violation } from './edges.ts';
import { readSource, type SyntaxNode, textOf } from './source.ts';

/** Members of Math that the language defines to the last bit, and its constants. */
const MATH_ALLOWED = new Set([
  ...['abs', 'ceil', 'floor', 'trunc', 'round', 'min', 'max', 'sign', 'sqrt', 'imul', 'clz32', 'fround'],
  ...['E', 'LN2', 'LN10', 'LOG2E', 'LOG10E', 'PI', 'SQRT1_2', 'SQRT2'],
]);

const CLOCK = 'time is simulated: use the instant the caller passes';
const TIMER = 'nothing waits here: schedule an event or return a plan';
const ENTROPY = 'draw from a named random stream';
const LOCALE = 'compare with < and format by hand: locales differ between machines';
const COLLECTOR = 'when the collector runs is not reproducible: hold a plain reference';
const OUTSIDE = 'get it as an argument: pure rooms see nothing of the host';

const BANNED_NAMES = new Map<string, string>([
  ['Date', CLOCK],
  ['performance', CLOCK],
  ['setTimeout', TIMER],
  ['setInterval', TIMER],
  ['setImmediate', TIMER],
  ['queueMicrotask', TIMER],
  ['requestAnimationFrame', TIMER],
  ['crypto', ENTROPY],
  ['Intl', LOCALE],
  ['WeakRef', COLLECTOR],
  ['FinalizationRegistry', COLLECTOR],
  ['console', 'return a value or an issue; the caller prints'],
  ['globalThis', OUTSIDE],
  ['process', OUTSIDE],
  ['fetch', OUTSIDE],
  ['eval', OUTSIDE],
]);

const BANNED_METHODS = new Set(['localeCompare', 'toLocaleString', 'toLocaleLowerCase', 'toLocaleUpperCase']);

/**
 * @param file  path from the repository's root
 * @param text  its TypeScript
 */
export function purityViolations(file: string, text: string): Violation[] {
  const source = readSource(file, text);
  const violations: Violation[] = [];
  source.walk((node, parent, key) => {
    const message = impurityOf(node, parent, key);
    if (message !== undefined) violations.push({ rule: 'purity', file, line: source.lineOf(node), message });
  });
  return violations;
}

function impurityOf(node: SyntaxNode, parent: SyntaxNode | undefined, key: string): string | undefined {
  switch (node.type) {
    case 'BinaryExpression':
    case 'AssignmentExpression':
      return String(node['operator']).startsWith('**') ? '`**` differs in the last bit between engines: use pow of src/math' : undefined;
    case 'MetaProperty':
      return node['meta'] !== undefined && (node['meta'] as SyntaxNode)['name'] === 'import' ? `import.meta: ${OUTSIDE}` : undefined;
    case 'MemberExpression':
      return memberImpurity(node);
    case 'Identifier':
      return identifierImpurity(node, parent, key);
    case 'Property':
      return isDestructured(node, BANNED_METHODS) ? LOCALE : undefined;
    default:
      return undefined;
  }
}

function memberImpurity(node: SyntaxNode): string | undefined {
  const property = node['property'] as SyntaxNode;
  const name = node['computed'] === true ? textOf(property) : property['name'];
  return typeof name === 'string' && BANNED_METHODS.has(name) ? `${name}: ${LOCALE}` : undefined;
}

function isDestructured(property: SyntaxNode, names: ReadonlySet<string>): boolean {
  const value = property['value'] as SyntaxNode | undefined;
  return property['shorthand'] === true && value !== undefined && names.has(String((property['key'] as SyntaxNode)['name']));
}

function identifierImpurity(node: SyntaxNode, parent: SyntaxNode | undefined, key: string): string | undefined {
  if (parent !== undefined && isPropertyName(parent, key)) return undefined;
  const name = String(node['name']);
  if (name === 'Math') return mathImpurity(parent, key);
  const instead = BANNED_NAMES.get(name);
  return instead === undefined ? undefined : `${name}: ${instead}`;
}

function mathImpurity(parent: SyntaxNode | undefined, key: string): string | undefined {
  if (parent?.type !== 'MemberExpression' || key !== 'object' || parent['computed'] === true) {
    return 'Math is used other than as Math.member: name the member, so that it can be checked';
  }
  const member = String((parent['property'] as SyntaxNode)['name']);
  if (MATH_ALLOWED.has(member)) return undefined;
  return `Math.${member}: ${member === 'random' ? ENTROPY : 'use the portable function of src/math'}`;
}

/** Names of members and keys are not references: `clock.performance` and `{ Date: 1 }` are fine, `{ Date }` is not. */
function isPropertyName(parent: SyntaxNode, key: string): boolean {
  switch (parent.type) {
    case 'MemberExpression':
      return key === 'property' && parent['computed'] !== true;
    case 'Property':
      return key === 'key' && parent['computed'] !== true && parent['shorthand'] !== true;
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'TSPropertySignature':
    case 'TSMethodSignature':
      return key === 'key' && parent['computed'] !== true;
    case 'TSNamedTupleMember':
      return key === 'label';
    case 'TSQualifiedName':
      return key === 'right';
    default:
      return false;
  }
}
