// What the tests of RFC 3067 in the page share.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Visit } from '../browser.ts';
import { comes, issues, load } from './page.ts';
import { browser, site } from './site.ts';

/** The page with a report in it, or as it begins. */
export async function open(text?: string): Promise<Visit> {
  const visit = await browser.visit(site, { viewport: { width: 1280, height: 860 } });
  if (text !== undefined) await load(visit.page, text);
  return visit;
}

export const strict = (page: Page) => page.getByRole('combobox', { name: 'Check for' }).selectOption({ label: 'RFC 3067, strict' });

/** Waits until the list of issues says it, or does not say it any more. */
export async function says(page: Page, message: RegExp, there = true): Promise<void> {
  if (!(await comes(async () => (await issues(page)).some((each) => message.test(each)) === there))) assert.fail(`${message} is ${there ? 'not ' : ''}in:\n${(await issues(page)).join('\n')}`);
}

/** The file that a press saves, octet for octet. */
export async function saved(page: Page, press: () => Promise<unknown> = () => page.keyboard.press('Control+s')): Promise<string> {
  const download = page.waitForEvent('download');
  await press();
  return readFileSync(await (await download).path(), 'utf8');
}
