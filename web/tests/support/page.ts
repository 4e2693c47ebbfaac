// What the tests of the page do with it: open, drop, paste, choose from the menu, look.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { PATIENCE } from '../browser.ts';

/** Asks again and again until it holds; false when it never does. */
export async function comes(holds: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + PATIENCE;
  while (!(await holds())) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  return true;
}

/** The document as it is now. */
export const source = (page: Page): Promise<string> => page.evaluate(() => document.querySelector('iodef-editor')?.text()) as Promise<string>;

/** Puts a document in place of what there is, as the page around the editor could. */
export async function load(page: Page, text: string): Promise<void> {
  await page.locator('iodef-start').waitFor({ state: 'attached' });
  await page.evaluate((xml) => document.querySelector('iodef-editor')?.openText(xml), text);
  await page.locator('iodef-form h2').waitFor();
}

/** Waits until the document is what is expected; shows it when it never is. */
export async function settles(page: Page, holds: (text: string) => boolean, what: string): Promise<void> {
  if (!(await comes(async () => holds(await source(page))))) assert.fail(`${what}, but the document is ${await source(page)}`);
}

export async function menu(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name }).click();
}

/** Drops a file from the disk in the middle of an element, as the browser does it. */
export async function drop(page: Page, file: string, selector = 'iodef-editor'): Promise<void> {
  const box = await page.locator(selector).first().boundingBox();
  assert.ok(box, `${selector} is not to be seen`);
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: box.x + box.width / 2, y: box.y + box.height / 2, data });
  }
  await devtools.detach();
}

/** Copies a text and presses the keys for pasting it. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('Control+v');
}

/** Messages of the list of issues. */
export async function issues(page: Page): Promise<string[]> {
  const found = await page.locator('iodef-issues .message').allTextContents();
  return found.map((text) => text.trim().replace(/\s+/g, ' '));
}

/** The records of drafts as the browser keeps them: another one each time that a draft is written. */
export function draftsOnDisk(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const request = indexedDB.open('edgewarden-iodef');
    // The editor makes it, not who looks.
    request.onupgradeneeded = () => request.transaction?.abort();
    const database = await new Promise<IDBDatabase | undefined>((resolve) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(undefined);
    });
    if (!database) return [];
    const found = database.transaction('drafts').objectStore('drafts').getAll();
    const drafts = await new Promise<unknown[]>((resolve) => { found.onsuccess = () => resolve(found.result); });
    database.close();
    const octets = (_: string, value: unknown): unknown => (value instanceof ArrayBuffer ? [...new Uint8Array(value)]
      : ArrayBuffer.isView(value) ? [...new Uint8Array(value.buffer)] : value);
    return drafts.map((draft) => JSON.stringify(draft, octets));
  });
}

/** Waits until a draft was written that was not there before. */
export async function keptSince(page: Page, before: readonly string[]): Promise<void> {
  assert.ok(await comes(async () => (await draftsOnDisk(page)).some((draft) => !before.includes(draft))), 'a draft is kept');
}
