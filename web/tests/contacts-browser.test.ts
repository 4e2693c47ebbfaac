// The contact book in two windows of one browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { menu } from './support/page.ts';
import { browser, site } from './support/site.ts';

const book = (...names: string[]): Buffer => Buffer.from(JSON.stringify({
  contacts: names.map((name) => ({ name, sha256: name.charCodeAt(0).toString(16).repeat(32) })),
}));

async function take(page: Page, file: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('dialog').getByRole('button', { name: 'Import…' }).click();
  await (await chooser).setFiles({ name: 'known-teams.json', mimeType: 'application/json', buffer: file });
}

const names = (page: Page): Promise<string[]> => page.getByRole('dialog').locator('tbody tr td:first-child').allTextContents();

const save = (page: Page): Promise<void> => page.getByRole('dialog').getByRole('button', { name: 'Use this list' }).click();

test('a team that was removed in one window is not brought back by another', async () => {
  const { page: first, errors } = await browser.visit(site);
  await first.waitForSelector('iodef-start');
  await menu(first, 'Known teams…');
  await take(first, book('Alpha', 'Beta gone'));
  await first.getByText('Beta gone').waitFor();
  await save(first);

  const second = await first.context().newPage();
  await second.goto(site);
  await second.waitForSelector('iodef-start');
  await menu(second, 'Known teams…');
  await second.getByText('Beta gone').waitFor();
  await take(second, book('Gamma of the second'));
  await second.getByText('Gamma of the second').waitFor();

  await menu(first, 'Known teams…');
  await first.getByRole('dialog').getByRole('button', { name: /Beta gone/ }).click();
  await save(first);
  // It goes where it is looked at, and what was added there and not saved yet stays.
  await second.getByText('Beta gone').waitFor({ state: 'detached' });
  assert.deepEqual(await names(second), ['Alpha', 'Gamma of the second']);
  await save(second);

  await first.waitForTimeout(300);
  await menu(first, 'Known teams…');
  await first.getByText('Gamma of the second').waitFor();
  assert.deepEqual(await names(first), ['Alpha', 'Gamma of the second']);
  await first.reload();
  await first.waitForSelector('iodef-start');
  await menu(first, 'Known teams…');
  await first.getByText('Alpha').waitFor();
  assert.deepEqual(await names(first), ['Alpha', 'Gamma of the second']);
  assert.deepEqual(errors, []);
});
