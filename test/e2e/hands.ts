// What a person does with a screen, by the words on it: the same in every browser engine, because it runs inside the page.
import { type OpenPage, waitFor } from '../support/browsers.ts';

/** Finds visible elements of a selector by accessible name: label, else text. The last of several dialogs is on top. */
const FIND = `
  const named = (element) => {
    const labelled = (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
    const label = element.labels?.[0]?.textContent ?? (element.id ? document.querySelector('label[for="' + element.id + '"]')?.textContent : undefined);
    return (element.getAttribute('aria-label') ?? (labelled.trim() || label || element.textContent) ?? '').replace(/\\s+/g, ' ').trim();
  };
  const seen = (element) => element.getClientRects().length > 0 && !element.closest('[inert],[aria-hidden="true"]');
  const fits = (text) => (input.exact ? text === input.name : text.startsWith(input.name));
  const roots = [...document.querySelectorAll('[role="dialog"],[role="alertdialog"]')].filter(seen);
  const within = roots.at(-1) ?? document;
  const found = [...within.querySelectorAll(input.selector)].find((element) => seen(element) && fits(named(element)));
`;

export class Hands {
  readonly page: OpenPage;

  constructor(page: OpenPage) {
    this.page = page;
  }

  /** Presses a button, link or tab whose name begins with these words. */
  async press(name: string, exact = false): Promise<void> {
    const selector = 'button,a[href],[role="button"],[role="tab"],[role="menuitem"],[role="option"],[role="radio"],summary';
    const body = `${FIND} if (!found || found.matches(':disabled,[aria-disabled="true"]')) return false; found.scrollIntoView({ block: 'center' }); found.click(); return true;`;
    await this.#until(body, { selector, name, exact }, `press “${name}”`, 60_000);
  }

  /** Writes into a field as React takes it in: by the native setter, then an event. */
  async fill(label: string, value: string): Promise<void> {
    const body = `${FIND} if (!found) return false;
      const kind = found instanceof HTMLTextAreaElement ? HTMLTextAreaElement : found instanceof HTMLSelectElement ? HTMLSelectElement : HTMLInputElement;
      found.focus();
      Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(found, input.value);
      found.dispatchEvent(new Event(kind === HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
      found.blur();
      return true;`;
    await this.#until(body, { selector: 'input,textarea,select', name: label, value, exact: false }, `fill “${label}”`, 60_000);
  }

  /** Waits for words on the screen. */
  async see(words: string, timeoutMs = 60_000): Promise<void> {
    const body = `return document.body.innerText.replace(/\\s+/g, ' ').includes(input);`;
    await this.#until(body, words, `see “${words}”`, timeoutMs);
  }

  text(selector: string): Promise<string> {
    return waitFor(this.page, 'return document.querySelector(input)?.textContent ?? null;', selector, selector, 60_000);
  }

  address(): Promise<string> {
    return this.page.run('return location.hash;');
  }

  /** What never comes is reported with what is on the screen instead. */
  async #until(body: string, input: unknown, what: string, timeoutMs: number): Promise<void> {
    try {
      await waitFor(this.page, body, input, what, timeoutMs);
    } catch (error) {
      const text = await this.page.run<string>('return document.body.innerText.slice(0, 3000);');
      throw new Error(`${(error as Error).message}. On the screen: ${text}`);
    }
  }
}
