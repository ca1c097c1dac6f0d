// The terminal of one drill: an xterm that outlives its tab, a line editor, and the shell behind them. It draws and sends; it knows no world.
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import type { ShellReply } from '../../schema/index.ts';
import { token, watchTheme } from '../theme/use-theme.ts';
import { LineEditor } from './line-editor.ts';
import { lines, visible } from './plain-text.ts';

interface ScreenShell {
  readonly broken: boolean;
  run(line: string): Promise<ShellReply>;
  complete(line: string): Promise<{ from: number; options: string[] }>;
  interrupt(): Promise<void>;
}
interface ScreenOptions {
  /** Lines typed earlier in this drill, oldest first, with their times of the story. */
  before: readonly { time: string; line: string }[];
  /** Time of the story now, `09:37:30`. */
  clock: () => string;
  /** Starts the shell; called at the first line. */
  open: (answer: (question: string) => Promise<string | undefined>) => ScreenShell;
}

const CONTEXT = 'production';
const HOME = '/bastion/oncall';
/** What programs take elsewhere, for the eye only; none where motion is unwanted. */
const DELAY_MS: Readonly<Record<string, number>> = { kubectl: 180, psql: 60, curl: 90, promtool: 120, amtool: 90, dig: 40, ping: 300 };
const SCROLLBACK = 5000;
/** Below this width letters are smaller, so that a table of pods still fits on a phone. */
const NARROW_PX = 560;
/** Bright black, which the theme makes a quiet but readable grey. */
const DIM = '\u001b[90m';
const CYAN = '\u001b[36m';
const PLAIN = '\u001b[0m';

export class TerminalScreen {
  readonly element = document.createElement('div');
  readonly #xterm: Terminal;
  readonly #fit = new FitAddon();
  readonly #options: ScreenOptions;
  readonly #editor: LineEditor;
  #shell: ScreenShell | undefined;
  #cwd = HOME;
  /** Row of the cursor within the line being typed. */
  #row = 0;
  #running = false;
  #ahead = '';
  #asking: { editor: LineEditor; question: string; resolve: (answer: string | undefined) => void } | undefined;
  #opened = false;
  readonly #stopWatching: () => void;

  constructor(options: ScreenOptions) {
    this.#options = options;
    this.#editor = new LineEditor(options.before.map(({ line }) => line));
    this.element.className = 'terminal-screen';
    this.#xterm = new Terminal({
      fontFamily: token('mono'),
      fontSize: 13,
      lineHeight: 1.2,
      scrollback: SCROLLBACK,
      cursorBlink: !reducedMotion(),
      screenReaderMode: readerWanted(),
      theme: theme(),
    });
    this.#xterm.loadAddon(this.#fit);
    this.#xterm.onData((data) => this.type(data));
    this.#xterm.attachCustomKeyEventHandler((event) => this.#passes(event));
    this.#stopWatching = watchTheme(() => {
      this.#xterm.options.theme = theme();
    });
  }

  /** Into a panel that has a size. */
  mount(parent: HTMLElement): void {
    parent.append(this.element);
    if (!this.#opened) {
      this.#opened = true;
      this.#xterm.open(this.element);
      this.#fit.fit();
      this.#greet();
    }
    this.fit();
    this.#xterm.refresh(0, this.#xterm.rows - 1);
  }

  unmount(): void {
    this.element.remove();
  }

  fit(): void {
    if (this.element.clientWidth === 0) return;
    const { cols } = this.#xterm;
    this.#xterm.options.fontSize = this.element.clientWidth < NARROW_PX ? 11 : 13;
    this.#fit.fit();
    if (cols !== this.#xterm.cols && !this.#running) this.#draw();
  }

  focus(): void {
    this.#xterm.focus();
  }

  dispose(): void {
    this.#stopWatching();
    this.#xterm.dispose();
  }

  set readOnly(value: boolean) {
    this.#xterm.options.disableStdin = value;
  }

  set screenReader(value: boolean) {
    localStorage.setItem(READER_KEY, value ? 'yes' : 'no');
    this.#xterm.options.screenReaderMode = value;
  }

  /** What is on screen and above it, as text. */
  text(): string {
    const buffer = this.#xterm.buffer.active;
    const lines: string[] = [];
    for (let i = 0; i < buffer.length; i++) {
      const line = buffer.getLine(i);
      const text = line?.translateToString(true) ?? '';
      if (line?.isWrapped === true) lines[lines.length - 1] += text;
      else lines.push(text);
    }
    return lines.join('\n').trimEnd();
  }

  get selection(): string {
    return this.#xterm.getSelection();
  }

  /** Keys, from the keyboard or from a button. */
  type(data: string): void {
    if (this.#xterm.options.disableStdin === true) return;
    if (this.#asking !== undefined) return this.#answering(data);
    if (this.#running) {
      if (data.includes('\u0003')) {
        this.#ahead = '';
        void this.#shell?.interrupt();
      } else this.#ahead += data;
      return;
    }
    // Pasted lines run one after another: what comes after a line break, or a Tab, waits.
    const at = data.search(/[\r\n\t]/);
    const now = at < 0 ? data : data.slice(0, at + 1);
    const later = at < 0 ? '' : data.slice(at + 1).replace(/^\n/, '');
    for (const effect of this.#editor.feed(now)) {
      if (effect.kind === 'redraw') this.#draw();
      else if (effect.kind === 'submit') {
        this.#ahead = later;
        void this.#run(effect.line);
      } else if (effect.kind === 'interrupt') {
        this.#write('^C\r\n');
        this.#prompt();
      } else if (effect.kind === 'complete') {
        this.#ahead = later;
        void this.#complete();
      } else if (effect.kind === 'clear') {
        this.#xterm.clear();
        this.#write('\u001b[2J\u001b[H');
        this.#row = 0;
        this.#draw();
      } else if (effect.kind === 'end') {
        this.#write('\r\n');
        this.#prompt();
      }
    }
  }

  #greet(): void {
    const { before } = this.#options;
    if (before.length > 0) {
      this.#write(`${DIM}Lines typed earlier in this drill; type them again to see what they say now.${PLAIN}\r\n`);
      for (const { time, line } of before) this.#write(`${DIM}${time} $ ${lines(line)}${PLAIN}\r\n`);
    } else this.#write(`${DIM}Type help for the programs. Tab completes, Ctrl-R searches, Shift-Tab leaves.${PLAIN}\r\n`);
    this.#prompt();
  }

  async #run(line: string): Promise<void> {
    this.#write('\r\n');
    if (line.trim() === 'clear') {
      this.#xterm.clear();
      return this.#prompt();
    }
    if (line.trim() === '') return this.#prompt();
    this.#running = true;
    try {
      this.#shell ??= this.#options.open((question) => this.#ask(question));
      const wait = reducedMotion() ? 0 : (DELAY_MS[/^\S+/.exec(line.trim())?.[0] ?? ''] ?? 0);
      const [reply] = await Promise.all([this.#shell.run(line), new Promise((resolve) => setTimeout(resolve, wait))]);
      this.#cwd = reply.cwd;
      this.#say(reply.stdout);
      this.#say(reply.stderr);
    } catch (error) {
      if (this.#asking !== undefined) this.#write('\r\n');
      this.#asking = undefined;
      this.#say(`${error instanceof Error ? error.message : String(error)}\n`);
    }
    this.#forgetBroken();
    this.#running = false;
    this.#prompt();
    this.#catchUp();
  }

  /** The next line opens another shell, which begins at home. */
  #forgetBroken(): void {
    if (this.#shell?.broken !== true) return;
    this.#shell = undefined;
    this.#cwd = HOME;
  }

  #catchUp(): void {
    const ahead = this.#ahead;
    this.#ahead = '';
    if (ahead !== '') this.type(ahead);
  }

  async #complete(): Promise<void> {
    const { text, cursor } = this.#editor;
    const head = text.slice(0, cursor);
    this.#shell ??= this.#options.open((question) => this.#ask(question));
    // Keys typed meanwhile wait, as in any shell.
    this.#running = true;
    const offered = await this.#shell.complete(head).catch(() => ({ from: cursor, options: [] as string[] }));
    this.#forgetBroken();
    this.#running = false;
    this.#offer(offered, cursor);
    this.#catchUp();
  }

  #offer(offered: { from: number; options: string[] }, cursor: number): void {
    if (offered.options.length === 0) return;
    const common = commonStart(offered.options);
    const [only] = offered.options;
    if (offered.options.length === 1 && only !== undefined) this.#editor.replace(offered.from, /[/=-]$/.test(only) ? only : `${only} `);
    else if (common.length > cursor - offered.from) this.#editor.replace(offered.from, common);
    else {
      this.#write('\r\n');
      this.#say(`${offered.options.slice(0, 60).join('  ')}\n`);
      this.#row = 0;
    }
    this.#draw();
  }

  #ask(question: string): Promise<string | undefined> {
    return new Promise((resolve) => {
      const said = question.split('\n');
      this.#say(
        said
          .slice(0, -1)
          .map((line) => `${line}\n`)
          .join(''),
      );
      this.#asking = { editor: new LineEditor(), question: said.at(-1) ?? '', resolve };
      this.#row = 0;
      this.#draw();
    });
  }

  #answering(data: string): void {
    const asking = this.#asking;
    if (asking === undefined) return;
    for (const effect of asking.editor.feed(data)) {
      if (effect.kind === 'redraw') this.#draw();
      if (effect.kind !== 'submit' && effect.kind !== 'interrupt') continue;
      this.#write('\r\n');
      // Not only this question: also what would have asked the next one.
      if (effect.kind === 'interrupt') void this.#shell?.interrupt();
      this.#asking = undefined;
      this.#row = 0;
      asking.resolve(effect.kind === 'submit' ? effect.line : undefined);
      return;
    }
  }

  #prompt(): void {
    this.#row = 0;
    this.#draw();
  }

  /** Draws the line anew, wherever its cursor was. */
  #draw(): void {
    const { cols } = this.#xterm;
    const editor = this.#asking?.editor ?? this.#editor;
    const where = visible(this.#cwd === HOME ? '~' : this.#cwd.replace(`${HOME}/`, '~/'));
    const question = visible(this.#asking?.question ?? '');
    const search = visible(editor.search ?? '');
    const time = this.#options.clock();
    const [plain, coloured] =
      this.#asking !== undefined
        ? [question, question]
        : editor.search !== undefined
          ? [`(search "${search}") `, `${DIM}(search "${search}")${PLAIN} `]
          : [`${time} ${CONTEXT}:${where} $ `, `${DIM}${time}${PLAIN} ${CYAN}${CONTEXT}:${where}${PLAIN} $ `];
    const total = plain.length + editor.text.length;
    const at = plain.length + editor.cursor;
    const up = this.#row > 0 ? `\u001b[${this.#row}A` : '';
    const endRow = Math.floor(total / cols);
    this.#row = Math.floor(at / cols);
    const back = endRow > this.#row ? `\u001b[${endRow - this.#row}A` : '';
    const column = at % cols;
    this.#write(
      `\r${up}\u001b[J${coloured}${visible(editor.text)}${total > 0 && total % cols === 0 ? '\r\n' : ''}${back}\r${column > 0 ? `\u001b[${column}C` : ''}`,
    );
  }

  /** Shift-Tab leaves the terminal; Ctrl-C copies when something is selected; Ctrl-K opens the palette from everywhere. */
  #passes(event: KeyboardEvent): boolean {
    if (event.type !== 'keydown') return true;
    if (event.key === 'Tab' && event.shiftKey) return false;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') return false;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'v') return false;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c' && this.#xterm.hasSelection()) {
      // Where the browser refuses, the panel's own button says so.
      navigator.clipboard.writeText(this.#xterm.getSelection()).catch(() => undefined);
      return false;
    }
    return true;
  }

  #say(text: string): void {
    if (text !== '') this.#write(lines(text.endsWith('\n') ? text : `${text}\n`));
  }

  #write(text: string): void {
    this.#xterm.write(text);
  }
}

const READER_KEY = 'faultline/screen-reader';
const reducedMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
export const readerWanted = (): boolean => (localStorage.getItem(READER_KEY) ?? (reducedMotion() ? 'yes' : 'no')) === 'yes';

function commonStart(options: readonly string[]): string {
  let common = options[0] ?? '';
  for (const option of options) while (!option.startsWith(common)) common = common.slice(0, -1);
  return common;
}

function theme() {
  return {
    background: token('sunken'),
    foreground: token('text'),
    cursor: token('accent'),
    cursorAccent: token('sunken'),
    selectionBackground: token('accent-fill'),
    selectionForeground: token('on-accent'),
    brightBlack: token('text-2'),
    cyan: token('accent'),
    red: token('bad'),
    green: token('ok'),
    yellow: token('warn'),
  };
}
