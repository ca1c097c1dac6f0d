/** The direction of imports: which room, package, or piece of data a file may name. */
import { posix } from 'node:path';
import { DATA_READERS, MAIN, MAIN_FILE, ROOMS, type Room, STORY_FILES, STORY_NPM, WORKER_ROOMS } from './rooms.ts';
import { type Reference, readSource } from './source.ts';

export interface Violation {
  rule: string;
  file: string;
  line: number;
  message: string;
}

/** @returns the room that holds a path like `src/engine/kernel/queue.ts`; undefined outside every room */
export function roomOf(path: string): string | undefined {
  return Object.keys(ROOMS).find((name) => path.startsWith(`src/${name}/`));
}

/**
 * @param file  path from the repository's root, inside `src/`
 * @param text  its TypeScript
 */
export function edgeViolations(file: string, text: string): Violation[] {
  const roomName = file === MAIN_FILE ? MAIN_FILE : roomOf(file);
  if (roomName === undefined) {
    return [{ rule: 'room', file, line: 1, message: 'lies in no room; put it into a room of test/support/architecture/rooms.ts' }];
  }
  const room = file === MAIN_FILE ? MAIN : (ROOMS[roomName] as Room);
  return readSource(file, text).references.flatMap((reference) => {
    const problem = problemOf(file, roomName, room, reference);
    return problem === undefined ? [] : [{ ...problem, file, line: reference.line }];
  });
}

type Problem = Pick<Violation, 'rule' | 'message'>;

function problemOf(file: string, roomName: string, room: Room, { form, specifier }: Reference): Problem | undefined {
  if (specifier === undefined) return { rule: 'computed', message: `names a module by a computed ${form}; write the literal path` };
  const bare = specifier.replace(/\?.*$/, '');
  if (!bare.startsWith('.') && !bare.startsWith('/')) return form === 'import' ? packageProblem(file, roomName, room, bare) : undefined;
  // Vite reads a leading slash as the repository's root.
  const target = bare.startsWith('/') ? bare.slice(1) : posix.join(posix.dirname(file), bare);
  if (DATA_READERS.includes(roomName) && /^(scenarios|assets)(\/|$)/.test(target)) return undefined;
  const targetRoom = roomOf(target);
  if (targetRoom === undefined) return { rule: 'edge', message: `reaches out of the rooms to '${specifier}'` };
  if (targetRoom === roomName) return undefined;
  if (form === 'address' && targetRoom !== undefined && WORKER_ROOMS.includes(targetRoom) && (file === MAIN_FILE || STORY_FILES.test(file)))
    return undefined;
  if (!room.mayImport.includes(targetRoom)) {
    return { rule: 'edge', message: `${roomName} may not import ${targetRoom}; allowed: ${room.mayImport.join(', ') || 'nothing'}` };
  }
  if (target !== `src/${targetRoom}/index.ts`) {
    return { rule: 'deep', message: `imports '${specifier}'; another room is entered only through src/${targetRoom}/index.ts` };
  }
  return undefined;
}

function packageProblem(file: string, roomName: string, room: Room, specifier: string): Problem | undefined {
  const name = specifier.startsWith('node:')
    ? 'node:'
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/');
  const allowed = STORY_FILES.test(file) ? [...room.npm, ...STORY_NPM] : room.npm;
  if (allowed.includes(name)) return undefined;
  return { rule: 'npm', message: `${roomName} may not import '${specifier}'; allowed: ${allowed.join(', ') || 'no package'}` };
}
