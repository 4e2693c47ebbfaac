// A report of a DDoS attack from an empty page, in the form, by somebody who has no mouse.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { seriousFaults } from './axe.ts';
import { REPORT } from './reports.ts';
import { Keyboard } from './support/keyboard.ts';
import { comes, issues, load, settles, source } from './support/page.ts';
import { browser, site } from './support/site.ts';

const SCHEMAS = join(import.meta.dirname, '../../modules/iodef/schemas');

/** Fills a system whose first field has the focus: what it is, and where it is reached. */
async function system(page: Page, keys: Keyboard, section: string, category: string, address: string): Promise<void> {
  await keys.choose(category, 'Part in the event');
  await keys.tab('Host or network', 'button', section);
  await keys.press('Enter');
  await keys.tab('Address', 'input', section);
  await keys.type(address, 'Address');
  await keys.tab('Kind of address', 'select', section);
  await keys.choose('IPv4 address', 'Kind of address');
  await settles(page, (text) => text.includes(`<Address category="ipv4-addr">${address}<`), `${address} was typed`);
}

test('a DDoS report grows from an empty page by keyboard alone, and every receiver accepts it', async () => {
  const { page, errors, requests } = await browser.visit(site, { viewport: { width: 1280, height: 860 } });
  await page.waitForSelector('iodef-start');
  const keys = new Keyboard(page);

  await keys.press('Alt+n');
  await keys.lands('Team', 'input');
  await keys.type('csirt.example.com', 'Team');
  await keys.back('Incident number', 'input');
  await keys.type('2026-77', 'Incident number');
  await keys.tab('Detected', 'input');
  await keys.type('2026-11-25T14:20:00+01:00', 'Detected');
  await keys.tab('Start', 'input');
  await keys.type('2026-11-25T14:05:00+01:00', 'Start');
  await keys.tab('Description', 'textarea');
  await keys.type('A flood of UDP packets against the shop.', 'Description');

  await keys.tab(/^Contact/, 'button');
  await keys.press('Enter');
  await keys.tab('Name', 'input', 'Contact');
  await keys.type('Example CSIRT', 'Name');
  await keys.tab('Email', 'button', 'Contact');
  await keys.press('Enter');
  await keys.lands('Email address', 'input');
  await keys.type('contact@csirt.example.com', 'Email address');

  await keys.tab('Assessment', 'button');
  await keys.press('Enter');
  await keys.lands('Occurrence', 'select');
  await keys.choose('Actual', 'Occurrence');
  await keys.tab('Technical impact', 'button');
  await keys.press('Enter');
  await keys.tab('Type', 'select', 'Technical impact');
  await keys.choose('Service not available', 'Type');

  await keys.tab('Event', 'button');
  await keys.press('Enter');
  await keys.lands(/^EventData is empty/);
  await keys.tab('Flow', 'button');
  await keys.press('Enter');
  await keys.lands('System', 'button');
  await keys.press('Enter');
  await keys.tab('Part in the event', 'select', 'System');
  await system(page, keys, 'System', 'Source', '192.0.2.200');
  await keys.tab('Another System', 'button');
  await keys.press('Enter');
  await keys.lands('Part in the event', 'select');
  await system(page, keys, 'System 2', 'Target', '198.51.100.80');
  assert.deepEqual(await seriousFaults(page), []);

  // Whoever checks by whatever: the list of profiles is a tab stop of the bar.
  await keys.press('Alt+1');
  await keys.back('Check for', 'select');
  for (const profile of ['Text of RFC 7970', 'Schema as published', 'Schema as corrected', 'RFC 3067, strict', 'Every receiver']) {
    await keys.choose(profile, 'Check for');
    await page.locator('.verdict', { hasText: /^\s*(Valid|\d+ warnings?)\s*$/ }).waitFor();
    if (!(await comes(async () => await page.locator('iodef-issues .mark.error').count() === 0))) assert.fail(`${profile}: ${(await issues(page)).join('\n')}`);
  }

  const downloaded = page.waitForEvent('download');
  await keys.press('Control+s');
  const file = await (await downloaded).path();
  for (const schema of ['iodef-2.0.xsd', 'iodef-2.0-corrected.xsd']) {
    const judged = spawnSync('xmllint', ['--noout', '--nonet', '--schema', join(SCHEMAS, schema), file], { encoding: 'utf8' });
    assert.equal(judged.status, 0, `${schema}: ${judged.stderr}\n${await source(page)}`);
  }
  assert.deepEqual(errors, []);
  assert.deepEqual(requests.filter((each) => !each.startsWith(site)), []);
});

test('the menu gives the focus back to its button, and so does a dialog that it opened', async () => {
  const { page } = await browser.visit(site);
  await load(page, REPORT);
  const keys = new Keyboard(page);
  const openMenu = async (): Promise<void> => {
    await page.locator('#menu-button').focus();
    await keys.press('Enter');
    await keys.lands(/^New report/, 'button');
  };
  await openMenu();
  await keys.press('Escape');
  await keys.lands('Menu', 'button');

  await openMenu();
  await page.getByRole('menuitem', { name: 'Split…' }).press('Enter');
  await page.getByRole('dialog').getByText('Incidents: 1.').waitFor();
  await keys.press('Escape');
  await keys.lands('Menu', 'button');
  // Pressed at once after it was closed, the button opens it again; and the pointer closes it there.
  await openMenu();
  await page.locator('#menu-button').evaluate((button: HTMLElement) => {
    (button.getRootNode() as ShadowRoot).querySelector<HTMLElement>('#menu')?.hidePopover();
    button.click();
  });
  await keys.lands(/^New report/, 'button');
  await page.locator('#menu-button').click();
  await page.locator('#menu').waitFor({ state: 'hidden' });

  // Elsewhere the pointer says where the focus goes.
  await openMenu();
  await page.getByRole('textbox', { name: 'Incident number' }).click();
  await keys.lands('Incident number', 'input');
});
