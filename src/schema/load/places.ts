// Lines and columns for issues that rooms above found in a parsed scenario: they know the path, the text knows the place.
import type { InputIssue } from '../issues.ts';
import { fileOf } from './files.ts';
import { capped } from './shape.ts';
import { readYaml, type Source } from './yaml.ts';

/** The same issues, each with its place where its file can be read; a long list is cut as everywhere. */
export function withPlaces(issues: readonly InputIssue[], files: Readonly<Record<string, string>>): InputIssue[] {
  const sources = new Map<string, Source | undefined>();
  const sourceOf = (file: string): Source | undefined => {
    if (sources.has(file)) return sources.get(file);
    const text = fileOf(files, file);
    // Only places are asked for: whatever some reader accepts will do.
    const read = text === undefined ? undefined : readYaml(text, file, { scalars: 'text', mergeKeys: true });
    const source = read?.ok === true ? read.value : undefined;
    sources.set(file, source);
    return source;
  };
  return capped([...issues]).map((issue) => {
    const position = issue.line === undefined ? sourceOf(issue.file)?.locate(issue.path, 'value') : undefined;
    return position === undefined ? issue : { ...issue, line: position.line, column: position.column };
  });
}
