// Directories on a disk: what is in them at an instant, removing them at the speed at which the disk unlinks files, and moving them aside.
// A removal takes one directory after the other; what is left of each follows from when it is stopped.
import { assert, type SimTimeUs } from '../../../schema/index.ts';
import type { Directory, Flow, Machine } from './state.ts';
import { SECOND_US } from './state.ts';

const shareAt = ({ fromUs, toUs }: Flow, atUs: SimTimeUs): number =>
  toUs <= fromUs ? 1 : Math.min(1, Math.max(0, (atUs - fromUs) / (toUs - fromUs)));

/** Files first, then their share of the bytes: a file is there or it is not. */
export function contentAt({ bytes, files, flow }: Directory, atUs: SimTimeUs): { bytes: number; files: number } {
  if (flow === undefined) return { bytes, files };
  const share = shareAt(flow, atUs);
  const filesNow = flow.fromFiles + Math.trunc(share * (flow.toFiles - flow.fromFiles));
  if (flow.toFiles >= flow.fromFiles)
    return { files: filesNow, bytes: flow.fromBytes + Math.floor(share * (flow.toBytes - flow.fromBytes)) };
  return { files: filesNow, bytes: filesNow === flow.toFiles ? flow.toBytes : Math.floor((flow.fromBytes * filesNow) / flow.fromFiles) };
}

export const usedBytes = (machine: Machine, atUs: SimTimeUs): number =>
  machine.directories.reduce((sum, directory) => sum + contentAt(directory, atUs).bytes, 0);

/** The directories at a path and below it. */
export function below(machine: Machine, path: string): Directory[] {
  const plain = path.replace(/\/$/, '');
  return machine.directories.filter((directory) => directory.path === plain || directory.path.startsWith(`${plain}/`));
}

export const directoryAt = (machine: Machine, path: string): Directory | undefined =>
  machine.directories.find((directory) => directory.path === path);

/** Begins to delete; @returns when the last file will be gone, and how many bytes there were. */
export function beginRemoval(directories: readonly Directory[], atUs: SimTimeUs, filesPerS: number): { toUs: SimTimeUs; bytes: number } {
  let fromUs = atUs;
  let all = 0;
  for (const directory of directories) {
    const { bytes, files } = contentAt(directory, atUs);
    const toUs = fromUs + Math.max(1, Math.round((files / filesPerS) * SECOND_US));
    Object.assign(directory, { bytes, files, whole: false });
    directory.flow = { fromUs, toUs, fromBytes: bytes, toBytes: 0, fromFiles: files, toFiles: 0 };
    fromUs = toUs;
    all += bytes;
  }
  return { toUs: fromUs, bytes: all };
}

/** Whatever was moving in these directories stays as it is now; directories with nothing left are gone. */
export function settle(machine: Machine, directories: readonly Directory[], atUs: SimTimeUs): void {
  for (const directory of directories) {
    Object.assign(directory, contentAt(directory, atUs));
    directory.flow = undefined;
  }
  machine.directories = machine.directories.filter((directory) => !directories.includes(directory) || directory.files > 0);
}

/** A name beside the directory that nothing has yet. */
export function moveAside(machine: Machine, directory: Directory): string {
  assert(directory.flow === undefined, 'a directory at rest', { path: directory.path });
  let aside = `${directory.path}.aside`;
  for (let count = 2; directoryAt(machine, aside) !== undefined; count++) aside = `${directory.path}.aside-${count}`;
  directory.was = directory.path;
  directory.path = aside;
  return aside;
}
