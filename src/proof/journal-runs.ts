// The scenario's own journals on one seed, each played once for all claims that read it.
import { type Authority, playScript } from '../authority/index.ts';
import { parseScript } from '../schema/index.ts';

export interface JournalRun {
  run: Authority;
  /** What could not be played. */
  problems: readonly string[];
}

export class JournalRuns {
  readonly #idle: Authority;
  readonly #onRun: (text: string) => void;
  readonly #known = new Map<string, JournalRun | undefined>();

  constructor(idle: Authority, onRun: (text: string) => void) {
    this.#idle = idle;
    this.#onRun = onRun;
  }

  /** The run of `journals/<name>.yaml`; undefined when there is none. A file that does not parse is a problem of the run in which nobody acts. */
  of(name: string): JournalRun | undefined {
    if (!this.#known.has(name)) this.#known.set(name, this.#play(name));
    return this.#known.get(name);
  }

  #play(name: string): JournalRun | undefined {
    const { scenario, seed } = this.#idle;
    const path = `journals/${name}.yaml`;
    const text = Object.hasOwn(scenario.files, path) ? scenario.files[path] : undefined;
    if (text === undefined) return undefined;
    const script = parseScript(text, path);
    if (!script.ok) return { run: this.#idle, problems: [`${path} does not parse: ${script.issues[0]?.expected ?? ''}`] };
    if (script.value.entries.length === 0) return { run: this.#idle, problems: [] };
    this.#onRun(`journal ${name}`);
    const { authority, problems } = playScript(scenario, seed, script.value, { records: false });
    return { run: authority, problems };
  }
}
