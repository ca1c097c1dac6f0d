// Files in and out: bounded reading, and writing that leaves nothing half-written (a temporary name, then a rename).
import { closeSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { EXIT, UsageError } from './io.ts';

/** @throws UsageError when there is no such file, it is no regular file or it is larger than allowed */
export function readBoundedFile(path: string, bytesMax: number): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError(`There is no file ${path}.`, 'Check the path; it is relative to the current folder.');
  if (!stats.isFile()) throw new UsageError(`${path} is not a file.`);
  if (stats.size > bytesMax) throw new UsageError(`${path} has ${stats.size} bytes; at most ${bytesMax} are read.`);
  return readFileSync(path, 'utf8');
}

/** The name itself unless it is a folder: then the files directly in it that end so. @throws UsageError when a folder has none */
export function filesIn(cwd: string, name: string, ending: string): string[] {
  if (statSync(resolve(cwd, name), { throwIfNoEntry: false })?.isDirectory() !== true) return [name];
  const files = readdirSync(resolve(cwd, name)).filter((file) => file.endsWith(ending));
  if (files.length === 0) throw new UsageError(`The folder ${name} has no ${ending} files.`);
  return files.sort().map((file) => join(name, file));
}

/** Writes the chunks to `path` all or nothing; an interrupt while they are written removes what was there. @throws UsageError when it cannot be written */
export async function writeWhole(cwd: string, path: string, chunks: Iterable<string>): Promise<void> {
  const target = resolve(cwd, path);
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  const remove = (): void => rmSync(draft, { force: true });
  const interrupted = (): void => {
    remove();
    process.exit(EXIT.interrupted);
  };
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    await writeChunks(draft, chunks);
    renameSync(draft, target);
  } catch (error) {
    remove();
    if (isFileError(error))
      throw new UsageError(`Cannot write ${path}: ${error.message}.`, 'Name a file in a folder that exists and may be written.');
    throw error;
  } finally {
    process.removeListener('SIGINT', interrupted);
    process.removeListener('SIGTERM', interrupted);
  }
}

async function writeChunks(draft: string, chunks: Iterable<string>): Promise<void> {
  const file = openSync(draft, 'w');
  try {
    for (const chunk of chunks) {
      writeSync(file, chunk);
      await new Promise(setImmediate); // lets an interrupt in
    }
  } finally {
    closeSync(file);
  }
}

const isFileError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('E');
