// A person without a mouse: keys go to what has the focus, and it is said what that has to be.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { comes } from './page.ts';

/** Nothing on the page is further away than so many tabs. */
const MOST_TABS = 150;
/** Milliseconds after which a list begins with a new word. */
const PAUSE = 1100;
/** Who is interrupted between two letters types the word again. */
const ATTEMPTS = 5;

export interface Focus {
  /** Name of the element: input, button, select, … */
  element: string;
  /** Its label, as it is written beside it or said of it. */
  name: string;
  value: string;
  /** Classes of the document that it is in, from the outside. */
  within: string[];
}

export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  focused(): Promise<Focus> {
    return this.#page.evaluate(() => {
      let found = document.activeElement;
      while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
      const words = (text: string | null | undefined) => text?.trim().replace(/\s+/g, ' ') ?? '';
      const within: string[] = [];
      for (let at: Node | null = found; at; at = at.parentNode ?? (at instanceof ShadowRoot ? at.host : null)) {
        if (at instanceof Element && at.matches('section[aria-label], dialog, [role=group][aria-label], fieldset')) {
          within.unshift(at.getAttribute('aria-label') ?? words(at.querySelector('legend, h2')?.textContent));
        }
      }
      const label = found instanceof HTMLInputElement || found instanceof HTMLSelectElement || found instanceof HTMLTextAreaElement ? found.labels?.[0] : undefined;
      return {
        element: found?.localName ?? '', within,
        name: found?.getAttribute('aria-label') ?? words(label?.textContent ?? found?.textContent),
        value: found instanceof HTMLSelectElement ? words(found.selectedOptions[0]?.textContent) : (found as HTMLInputElement | null)?.value ?? '',
      };
    });
  }

  /** Tabs on until the focus is on what has that name; round the page where it opens behind the focus. */
  async tab(name: string | RegExp, element?: string, within?: string): Promise<void> {
    await this.#walk('Tab', name, element, within);
  }

  async back(name: string | RegExp, element?: string): Promise<void> {
    await this.#walk('Shift+Tab', name, element);
  }

  /** Waits for the focus to come to what has that name by itself. */
  async lands(name: string | RegExp, element?: string): Promise<void> {
    if (!(await comes(async () => fits(await this.focused(), name, element)))) assert.fail(`the focus never came to ${name}, it is on ${JSON.stringify(await this.focused())}`);
  }

  /** Presses a key on what has the focus, which has to have that name. */
  async press(key: string, on?: string | RegExp): Promise<void> {
    if (on !== undefined) await this.#assertOn(on);
    await this.#page.keyboard.press(key);
  }

  /** Types into the text field that has the focus, in place of what is in it. */
  async type(text: string, into: string | RegExp): Promise<void> {
    const focus = await this.#assertOn(into);
    assert.ok(focus.element === 'input' || focus.element === 'textarea', `text is typed into ${JSON.stringify(focus)}`);
    await this.#page.keyboard.press('Control+a');
    await this.#page.keyboard.type(text);
    assert.equal((await this.focused()).value, text);
  }

  /** Chooses from the list that has the focus, by the first letters of the choice. */
  async choose(choice: string, from: string | RegExp): Promise<void> {
    const focus = await this.#assertOn(from);
    assert.equal(focus.element, 'select', JSON.stringify(focus));
    let value = '';
    for (let attempt = 0; attempt < ATTEMPTS && value !== choice; attempt++) {
      // Letters that follow those before them at once would be taken for one word with them.
      await this.#page.waitForTimeout(PAUSE);
      const began = Date.now();
      await this.#page.keyboard.type(choice);
      const took = Date.now() - began;
      value = (await this.focused()).value;
      // Nothing has interrupted a word that took less than that.
      if (took < PAUSE) break;
    }
    assert.equal(value, choice);
  }

  async #assertOn(name: string | RegExp): Promise<Focus> {
    const focus = await this.focused();
    assert.ok(fits(focus, name), `the focus is to be on ${name}, it is on ${JSON.stringify(focus)}`);
    return focus;
  }

  async #walk(key: string, name: string | RegExp, element?: string, within?: string): Promise<void> {
    let passed: string[] = [];
    const start = await this.#page.evaluateHandle(() => {
      let found = document.activeElement;
      while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
      return found;
    });
    // What the page still waits for is there on another walk, which is no longer than the first one.
    const isReached = await comes(async () => {
      if (passed.length > 0) await start.evaluate((element) => (element as HTMLElement | null)?.focus());
      passed = [];
      for (let tabs = 0; tabs < MOST_TABS; tabs++) {
        await this.#page.keyboard.press(key);
        const focus = await this.focused();
        if (fits(focus, name, element) && (within === undefined || focus.within.includes(within))) return true;
        passed.push(focus.name);
      }
      return false;
    });
    assert.ok(isReached, `no ${name} within ${MOST_TABS} tabs: ${passed.join(', ')}`);
  }
}

function fits(focus: Focus, name: string | RegExp, element?: string): boolean {
  if (element !== undefined && focus.element !== element) return false;
  return typeof name === 'string' ? focus.name === name : name.test(focus.name);
}
