// The editor itself under measure: the built site, under its own policy, with keys and a dropped file.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { TestBrowser } from '../tests/browser.ts';
import type { Editor } from '../src/editor/editor.ts';
import { eventCount, report } from './documents.ts';

const KEYSTROKES = 240;
/** Milliseconds between keys: somebody who types fast. */
const BETWEEN_KEYS = 60;
/** What the list of issues asks for. */
const PAGE_OF_ISSUES = 50;

/** What a page of the site has. */
declare const document: { querySelector(name: 'iodef-editor'): { editor: Editor; shadowRoot: ShadowRoot } };

export class EditorPage {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** A fresh page; the copy for offline use is made before anything is measured. */
  static async open(browser: TestBrowser, site: string): Promise<EditorPage> {
    const { page } = await browser.visit(site, { viewport: { width: 1280, height: 860 } });
    await page.getByText('This page works without a network now.').waitFor();
    return new EditorPage(page);
  }

  async close(): Promise<void> {
    await this.#page.context().close();
  }

  /** Drops a file of about so many octets; milliseconds until the form has been painted. */
  async drop(octets: number, folder: string): Promise<number> {
    const file = join(folder, `dropped-${octets}.xml`);
    writeFileSync(file, report(octets));
    const painted = this.#page.evaluate(() => new Promise<number>((resolve) => {
      addEventListener('drop', () => {
        const begin = performance.now();
        const look = () => {
          const form = document.querySelector('iodef-editor').shadowRoot.querySelector('iodef-form')?.shadowRoot;
          const fields = form?.querySelector('iodef-element')?.shadowRoot?.querySelector('iodef-field, iodef-member');
          if (!form?.querySelector('h2') || !fields) requestAnimationFrame(look);
          // The second frame begins when the first one has been painted.
          else requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begin)));
        };
        look();
      }, { capture: true, once: true });
    }));
    const devtools = await this.#page.context().newCDPSession(this.#page);
    const data = { items: [], files: [file], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await devtools.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data });
    }
    return painted;
  }

  /** Milliseconds of each change with the question for the issues after it, all over a document of that size. */
  async commands(octets: number): Promise<number[]> {
    const events = eventCount(octets);
    return this.#page.evaluate(async ({ events, count, page }) => {
      const { session } = document.querySelector('iodef-editor').editor;
      await session.call('profile', ['strict3067']);
      const at = async (xpath: string) => {
        const path = await session.call('resolve', [xpath]);
        if (path == null) throw new Error(`nothing is at ${xpath}`);
        return path;
      };
      const incident = '/IODEF-Document/Incident[1]';
      const times: number[] = [];
      for (let stroke = 0; stroke < count; stroke++) {
        const event = `${incident}/EventData[${1 + (stroke * 7919) % events}]`;
        const digits = '1234567890'.slice(0, 1 + (stroke % 10));
        // A text, a number that others refer to, an address, a time that is wrong until it is typed to its end.
        const [xpath, text] = ([
          [`${event}/Description[1]`, `What was typed so far: ${digits}`],
          [`${incident}/IncidentID[1]`, `2026-${digits}`],
          [`${event}/Flow[1]/System[1]/Node[1]/Address[1]`, `192.0.2.${digits}`],
          [`${event}/DetectTime[1]`, '2026-03-02T08:15:00+01:00'.slice(0, 16 + (stroke % 10))],
        ] as const)[stroke % 4] ?? [];
        if (xpath === undefined || text === undefined) throw new Error('no such kind');
        const path = await at(xpath);
        const begin = performance.now();
        await session.call('apply', [{ do: 'set_text', path, text }]);
        await session.call('diagnostics', [0, page]);
        times.push(performance.now() - begin);
      }
      return times;
    }, { events, count: KEYSTROKES, page: PAGE_OF_ISSUES });
  }

  /** Types into a field of the form; milliseconds from each key until the panel has the issues, and until panel and form are painted. */
  async typed(): Promise<{ issues: number[]; painted: number[] }> {
    const page = this.#page;
    await page.evaluate(() => document.querySelector('iodef-editor').editor.setProfile('strict3067'));
    await page.evaluate(() => {
      const times = { issues: [] as number[], painted: [] as number[] };
      const { editor, shadowRoot } = document.querySelector('iodef-editor');
      const panel = shadowRoot.querySelector('iodef-issues');
      const form = shadowRoot.querySelector('iodef-form')?.shadowRoot?.querySelector('iodef-element');
      if (!panel || !form) throw new Error('no issues or no form in the page');
      let begin: number | undefined;
      let drawn: { from: number; left: Set<Element> } | undefined;
      // A key before the answer to the one before it is measured with that.
      addEventListener('keydown', (event) => { begin ??= event.timeStamp; }, { capture: true });
      editor.on('applied', () => {
        if (begin === undefined) return;
        drawn = { from: drawn?.from ?? begin, left: new Set([panel, form]) };
        begin = undefined;
      });
      const onDrawn = (part: Element, answer: string, then: (from: number) => void): void => {
        const lit = part as unknown as { updated(changed: Map<string, unknown>): void };
        const own = lit.updated.bind(part);
        lit.updated = (changed) => {
          own(changed);
          if (!changed.has(answer) || !drawn?.left.delete(part)) return;
          const { from, left } = drawn;
          then(from);
          if (left.size > 0) return;
          drawn = undefined;
          // The second frame begins when the first one has been painted.
          requestAnimationFrame(() => requestAnimationFrame(() => times.painted.push(performance.now() - from)));
        };
      };
      onDrawn(panel, 'list', (from) => times.issues.push(performance.now() - from));
      onDrawn(form, 'form', () => undefined);
      Object.assign(globalThis, { times });
    });
    await page.locator('iodef-leaf', { hasText: 'Report written' }).locator('input').first().focus();
    await page.keyboard.press('End');
    for (let stroke = 0; stroke < KEYSTROKES / 2; stroke++) {
      await page.keyboard.press(stroke % 10 < 5 ? 'Backspace' : '01:00'.charAt(stroke % 5));
      await page.waitForTimeout(BETWEEN_KEYS);
    }
    const { issues, painted } = await page.evaluate(() => (globalThis as unknown as { times: { issues: number[]; painted: number[] } }).times);
    if (issues.length < KEYSTROKES / 4) throw new Error(`only ${issues.length} keys changed the document`);
    return { issues, painted };
  }
}
