// Progress of long work, on stderr, only when somebody watches: a terminal rewrites one line, otherwise a line now and then.
import type { CliIo } from './io.ts';

export interface Progress {
  report(ratio: number, text: string): void;
  done(): void;
}

const LINE_EVERY_MS = 2_000;
const REWRITE_EVERY_MS = 100;

export function createProgress(io: CliIo, forced: boolean): Progress {
  if (!(io.errIsTerminal || forced)) return { report: () => {}, done: () => {} };
  let lastMs = 0;
  let shown = false;
  return {
    report(ratio, text) {
      const nowMs = Date.now();
      if (nowMs - lastMs < (io.errIsTerminal ? REWRITE_EVERY_MS : LINE_EVERY_MS)) return;
      lastMs = nowMs;
      shown = true;
      const line = `${String(Math.round(ratio * 100)).padStart(3)} %  ${text}`;
      io.err(io.errIsTerminal ? `\r\u001B[2K${line}` : `${line}\n`);
    },
    done() {
      if (shown && io.errIsTerminal) io.err('\r\u001B[2K');
    },
  };
}
