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

  /** Chooses the option of a list whose words begin so. */
  async pick(label: string, option: string): Promise<void> {
    const body = `${FIND} const wanted = [...(found?.options ?? [])].find((one) => one.textContent.startsWith(input.option));
      if (!wanted) return false;
      Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(found, wanted.value);
      found.dispatchEvent(new Event('change', { bubbles: true }));
      return true;`;
    await this.#until(body, { selector: 'select', name: label, option, exact: false }, `pick “${option}” of “${label}”`, 60_000);
  }

  /** Chooses the one of several answers that says so. */
  async choose(words: string): Promise<void> {
    const body = `const answer = [...document.querySelectorAll('label')].find((one) => one.textContent.includes(input) && one.querySelector('input[type="radio"]'));
      if (!answer) return false; answer.click(); return true;`;
    await this.#until(body, words, `choose “${words}”`, 60_000);
  }

  /** Waits until a field holds this text. */
  async holds(label: string, value: string): Promise<void> {
    const body = `${FIND} return found !== undefined && found.value === input.value;`;
    await this.#until(body, { selector: 'input,textarea', name: label, value, exact: false }, `“${label}” holds “${value}”`, 180_000);
  }

  /** Waits until nothing of this name can be pressed. */
  async gone(name: string): Promise<void> {
    const body = `${FIND} return found === undefined;`;
    await this.#until(body, { selector: 'button', name, exact: false }, `“${name}” is gone`, 60_000);
  }

  /** Waits for words on the screen. */
  async see(words: string, timeoutMs = 60_000): Promise<void> {
    const body = `return document.body.innerText.replace(/\\s+/g, ' ').includes(input);`;
    await this.#until(body, words, `see “${words}”`, timeoutMs);
  }

  /** Presses a button that saves a file. @returns the text of the file */
  async download(name: string): Promise<string> {
    await this.page.run(
      'window.savedBlob = undefined; const make = URL.createObjectURL; URL.createObjectURL = (blob) => { window.savedBlob = blob; return make.call(URL, blob); };',
    );
    await this.press(name);
    return waitFor(this.page, 'return window.savedBlob?.text();', undefined, `the file of “${name}”`, 60_000);
  }

  /** Gives a file to a field of files, as a person does in the dialog of the system. */
  async give(label: string, fileName: string, text: string): Promise<void> {
    const body = `const field = [...document.querySelectorAll('input[type="file"]')].find((one) => one.getAttribute('aria-label') === input.label);
      if (!field) return false;
      const files = new DataTransfer();
      files.items.add(new File([input.text], input.fileName));
      field.files = files.files;
      field.dispatchEvent(new Event('change', { bubbles: true }));
      return true;`;
    await this.#until(body, { label, fileName, text }, `give “${fileName}”`, 60_000);
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
