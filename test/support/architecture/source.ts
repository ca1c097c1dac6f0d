/**
 * Reads one TypeScript source with Vite's parser: every way it names another module, and every walkable node.
 * Knows syntax only; what is allowed is decided in `rules.ts`.
 */
import { parseSync } from 'vite';

export interface SyntaxNode {
  type: string;
  start: number;
  [key: string]: unknown;
}

/** How a module is named: a plain import of any form, an address (`new URL(x, import.meta.url)`), or a Vite glob. */
export type ReferenceForm = 'import' | 'address' | 'glob';

export interface Reference {
  form: ReferenceForm;
  /** undefined when the specifier is computed. */
  specifier: string | undefined;
  line: number;
}

export interface Source {
  references: readonly Reference[];
  /** Calls `visit` for each node with its parent and the parent's key, outermost first. */
  walk(visit: (node: SyntaxNode, parent: SyntaxNode | undefined, key: string) => void): void;
  lineOf(node: SyntaxNode): number;
}

/** @throws Error when the text does not parse */
export function readSource(file: string, text: string): Source {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0]?.message}`);
  const root = program as unknown as SyntaxNode;
  const lineOf = (node: SyntaxNode) => text.slice(0, node.start).split('\n').length;
  const walk: Source['walk'] = (visit) => walkNode(root, undefined, '', visit);
  return {
    get references() {
      const references: Reference[] = [];
      walk((node) => {
        for (const [form, specifier] of referencesOf(node)) references.push({ form, specifier, line: lineOf(node) });
      });
      return references;
    },
    lineOf,
    walk,
  };
}

function walkNode(
  node: SyntaxNode,
  parent: SyntaxNode | undefined,
  key: string,
  visit: (node: SyntaxNode, parent: SyntaxNode | undefined, key: string) => void,
): void {
  visit(node, parent, key);
  for (const childKey in node) {
    const value = node[childKey];
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) {
      if (isNode(value)) walkNode(value, node, childKey, visit);
    } else for (const child of value) if (isNode(child)) walkNode(child, node, childKey, visit);
  }
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

function referencesOf(node: SyntaxNode): [ReferenceForm, string | undefined][] {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return [['import', textOf(node['source'])]];
    case 'ExportNamedDeclaration':
      return isNode(node['source']) ? [['import', textOf(node['source'])]] : [];
    case 'TSExternalModuleReference':
      return [['import', textOf(node['expression'])]];
    case 'NewExpression':
      return isNamed(node['callee'], 'URL') && argumentsOf(node).some(holdsImportMeta)
        ? alternativesOf(argumentsOf(node)[0]).map((address) => ['address', textOf(address)])
        : [];
    case 'CallExpression':
      return callReferences(node);
    default:
      return [];
  }
}

function callReferences(call: SyntaxNode): [ReferenceForm, string | undefined][] {
  const [first] = argumentsOf(call);
  const callee = call['callee'];
  if (isNamed(callee, 'require')) return [['import', textOf(first)]];
  if (!isNode(callee) || callee.type !== 'MemberExpression' || !isImportMeta(callee['object']) || !isNamed(callee['property'], 'glob'))
    return [];
  const patterns = isNode(first) && first.type === 'ArrayExpression' ? (first['elements'] as unknown[]) : [first];
  return patterns.map((pattern) => ['glob', textOf(pattern)]);
}

/** Both arms of a choice between addresses; anything else stands for itself. */
const alternativesOf = (node: unknown): unknown[] =>
  isNode(node) && node.type === 'ConditionalExpression' ? [node['consequent'], node['alternate']].flatMap(alternativesOf) : [node];
const argumentsOf = (node: SyntaxNode) => node['arguments'] as unknown[];
const isNamed = (node: unknown, name: string) => isNode(node) && node.type === 'Identifier' && node['name'] === name;
const isImportMeta = (node: unknown) => isNode(node) && node.type === 'MetaProperty';
const holdsImportMeta = (node: unknown) => isNode(node) && node.type === 'MemberExpression' && isImportMeta(node['object']);

/** @returns the text of a string literal or of a template without holes */
export function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : undefined;
  if (node.type !== 'TemplateLiteral') return undefined;
  const parts = node['quasis'] as { value: { cooked: string } }[];
  return parts.length === 1 ? parts[0]?.value.cooked : undefined;
}
