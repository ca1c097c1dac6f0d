// Files of a scenario’s folder, by path; a path such as `constructor` is no file.

export function fileOf(files: Readonly<Record<string, string>>, path: string): string | undefined {
  return Object.hasOwn(files, path) ? files[path] : undefined;
}
