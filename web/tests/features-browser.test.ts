// The features in a real Chromium, on the built site and under its own policy.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { seriousFaults } from './axe.ts';
import { PATIENCE, type Visit } from './browser.ts';
import { REPORT } from './reports.ts';
import { comes, draftsOnDisk, keptSince, menu, source } from './support/page.ts';
import { browser, site } from './support/site.ts';

/** The site asked for nothing but its own files, and the policy refused nothing. */
function assertQuiet({ requests, errors }: Visit): void {
  assert.deepEqual(requests.filter((url) => !url.startsWith(site) && !url.startsWith('blob:') && !url.startsWith('data:')), []);
  assert.deepEqual(requests.filter((url) => new URL(url).search !== '' && url.startsWith(site)), []);
  assert.deepEqual(errors, []);
}

async function fromTemplate(page: Page): Promise<void> {
  await page.getByRole('button', { name: /From a template/ }).click();
  await page.getByRole('button', { name: /^Phishing/ }).click();
  await page.getByLabel('Name', { exact: true }).fill('Example CSIRT');
  await page.getByLabel('Mail address', { exact: true }).fill('csirt@example.org');
  await page.getByLabel('Domain name of the team').fill('csirt.example.org');
  await page.getByLabel('Host name of the imitation').fill('bank.example.net');
  await page.getByLabel('Host name that is imitated').fill('www.example.com');
  assert.deepEqual(await seriousFaults(page), []);
  await page.getByRole('button', { name: 'Make the report' }).click();
  await page.getByText('Valid', { exact: true }).waitFor();
}

/** Nobody has to keep a History that came with it (RFC 3067 requirement 6.11). */
async function assertNotReceived(page: Page): Promise<void> {
  const rules = await page.evaluate(async () => {
    const { editor } = document.querySelector('iodef-editor')!;
    await editor.setProfile('strict3067');
    const found = (await editor.diagnostics(0, 100)).map(({ rule }) => rule);
    await editor.setProfile('common');
    return found;
  });
  assert.ok(!rules.includes('3067-6.11'), rules.join());
}

test('a report from a template is valid, and grows by pasted indicators, evidence and history', async () => {
  const visit = await browser.visit(site);
  const { page } = visit;
  await fromTemplate(page);
  await assertNotReceived(page);

  await page.keyboard.press('Alt+p');
  await page.getByLabel('Text', { exact: true }).fill('see hxxp://evil[.]com/x?a=<b> from 10.0.0.1 and 9.9.9.9, CVE-2024-3094 setup.py');
  await page.getByRole('button', { name: 'Take 3' }).waitFor();
  assert.deepEqual(await seriousFaults(page), []);
  await page.getByRole('button', { name: /Show where http/ }).click();
  assert.equal(await page.getByLabel('Text', { exact: true }).evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd)), 'hxxp://evil[.]com/x?a=');
  await page.getByRole('button', { name: 'Take 3' }).click();
  await page.getByText('3 findings were taken.').waitFor();

  await page.keyboard.press('Alt+e');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file…' }).click();
  await (await chooser).setFiles({ name: 'mal.exe', mimeType: 'application/x-dosexec', buffer: Buffer.from('MZ evidence') });
  await page.getByText(createHash('sha256').update('MZ evidence').digest('hex')).waitFor();
  assert.deepEqual(await seriousFaults(page), []);
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('mal.exe was added.').waitFor();

  await page.keyboard.press('Alt+h');
  await page.getByRole('dialog').getByLabel('Description').fill('Told the provider.');
  assert.deepEqual(await seriousFaults(page), []);
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('An entry was added to the history.').waitFor();

  const xml = await source(page);
  for (const part of ['9.9.9.9', 'http://evil.com/x?a=', '<enum:ID>CVE-2024-3094', 'mal.exe', createHash('sha256').update('MZ evidence').digest('base64'), 'Told the provider.']) assert.ok(xml.includes(part), part);
  for (const part of ['10.0.0.1', 'setup.py', 'MZ evidence']) assert.ok(!xml.includes(part), part);
  await page.getByText('Valid', { exact: true }).waitFor();

  await menu(page, 'Timeline…');
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
  assert.equal(await page.getByRole('dialog').getByRole('listitem').count(), 5);
  assert.deepEqual(await seriousFaults(page), []);
  await page.keyboard.press('Escape');

  await menu(page, 'What changed…');
  await page.getByRole('cell', { name: 'added' }).first().waitFor();
  assert.deepEqual(await seriousFaults(page), []);
  await page.keyboard.press('Escape');

  const saved = page.waitForEvent('download');
  await menu(page, 'Report as HTML');
  const html = readFileSync(await (await saved).path(), 'utf8');
  assert.ok(html.includes('Told the provider.') && !html.includes('<script'));
  assertQuiet(visit);
});

test('ten plain questions make a valid report, by keyboard alone', async () => {
  const visit = await browser.visit(site);
  const { page } = visit;
  await page.getByRole('button', { name: /Answer questions/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Question 1 of 10').waitFor();
  assert.deepEqual(await seriousFaults(page), []);
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.getByText('Question 2 of 10').waitFor();
  await page.keyboard.type('A mail asked for my password.');
  for (let tabs = 0; tabs < 3; tabs += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Question 3 of 10').waitFor();
  await page.keyboard.press('Enter');
  for (const [number, answer] of [[4, 'alice@example.org'], [5, 'hxxp://evil[.]com/login']] as const) {
    await page.getByText(`Question ${number} of 10`).waitFor();
    await page.keyboard.type(answer);
    await page.getByText('Understood as:').waitFor();
    for (let tabs = 0; tabs < 3; tabs += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  }
  await page.getByText('Question 6 of 10').waitFor();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.getByText('Question 7 of 10').waitFor();
  for (let tabs = 0; tabs < 3; tabs += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Question 8 of 10').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Question 9 of 10').waitFor();
  await page.keyboard.type('Alice');
  await page.keyboard.press('Enter');
  await page.getByText('Question 10 of 10').waitFor();
  await page.keyboard.type('alice@example.org');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Is everything right?' }).waitFor();
  assert.deepEqual(await seriousFaults(page), []);
  await page.getByRole('button', { name: 'Make the report' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Valid', { exact: true }).waitFor();
  await assertNotReceived(page);
  const xml = await source(page);
  assert.ok(xml.includes('http://evil.com/login') && xml.includes('restriction="red"'));
  assertQuiet(visit);
});

/** Every string and byte that IndexedDB and the caches hold, as text. */
async function stored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found: string[] = [];
    const look = (value: unknown): void => {
      if (value instanceof CryptoKey) return;
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer);
        found.push(new TextDecoder('latin1').decode(bytes), new TextDecoder('utf-16le').decode(bytes));
      } else if (typeof value === 'object' && value !== null) {
        for (const each of Object.values(value)) look(each);
      } else {
        found.push(String(value));
      }
    };
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => { const request = indexedDB.open(name); request.onsuccess = () => resolve(request.result); });
      for (const store of database.objectStoreNames) {
        look(await new Promise((resolve) => { const request = database.transaction(store).objectStore(store).getAll(); request.onsuccess = () => resolve(request.result); }));
      }
      database.close();
    }
    for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) found.push(request.url);
    return `${found.join('\n')}\n${JSON.stringify(localStorage)}${JSON.stringify(sessionStorage)}${document.cookie}`;
  });
}

/** Waits until so many drafts are on disk. */
async function draftCount(page: Page, expected: number): Promise<void> {
  assert.ok(await comes(async () => (await draftsOnDisk(page)).length === expected), `${expected} drafts are kept`);
}

test('drafts survive a crash, are encrypted, work offline, and are forgotten', async () => {
  const visit = await browser.visit(site);
  const { page } = visit;
  await page.getByText('This page works without a network now.').waitFor();
  await fromTemplate(page);
  await page.keyboard.press('Alt+h');
  await page.getByRole('dialog').getByLabel('Description').fill('Unmistakable words');
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('An entry was added to the history.').waitFor();
  await draftCount(page, 1);
  const kept = await stored(page);
  for (const secret of ['Unmistakable', 'csirt.example.org', 'bank.example.net', 'IODEF-Document', 'Example CSIRT']) assert.ok(!kept.includes(secret), secret);

  // A crash: no question is asked, and the network is gone as well.
  const context = page.context();
  await page.close({ runBeforeUnload: false });
  await context.setOffline(true);
  const again = await context.newPage();
  await again.goto(site);
  await again.getByRole('heading', { name: 'Unsaved work was found' }).waitFor();
  assert.deepEqual(await seriousFaults(again), []);
  await again.getByRole('button', { name: /^Open csirt/ }).click();
  await again.getByText('Valid', { exact: true }).waitFor();
  assert.ok((await source(again)).includes('Unmistakable words'));

  await menu(again, 'Drafts…');
  await again.getByRole('button', { name: 'Forget everything…' }).click();
  await again.getByRole('button', { name: 'Forget everything', exact: true }).click();
  await again.getByText('Everything was forgotten.').waitFor();
  const left = await again.evaluate(async () => ({
    databases: (await indexedDB.databases()).length, caches: await caches.keys(), workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  assert.deepEqual(left, { databases: 0, caches: [], workers: 0 });
  assertQuiet(visit);
});

test('a report is handed in only after it was seen, and only where the page may connect', async () => {
  // The operator of the site allows the endpoint: in the header, and in the page.
  const allowed = "connect-src 'self' https://csirt.example.net";
  const visit = await browser.visit('about:blank');
  await visit.page.route((url) => url.pathname === '/', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace("object-src 'none'", `object-src 'none'; ${allowed}`) });
  });
  await visit.page.goto(await browser.serve(undefined, `default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; ${allowed}`));
  const { page, requests } = visit;
  const bodies: string[] = [];
  await page.context().route('https://csirt.example.net/**', async (route) => {
    if (route.request().method() === 'POST') bodies.push(route.request().postData() ?? '');
    await route.fulfill({
      status: bodies.length === 1 ? 422 : 202, contentType: 'application/json', headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type' },
      body: bodies.length === 1 ? '{"diagnostics":[{"rule":"r","xpath":"/a","message":"<b>not</b> enough"}]}' : '{"received":true}',
    });
  });
  await fromTemplate(page);
  await menu(page, 'Team profile…');
  assert.deepEqual(await seriousFaults(page), []);
  await page.getByLabel('Where reports are handed in').fill('https://csirt.example.net/report');
  await page.getByRole('button', { name: 'Use this profile' }).click();
  await menu(page, 'Hand in…');
  await page.getByText('https://csirt.example.net/report').waitFor();
  assert.deepEqual(await seriousFaults(page), []);
  assert.ok(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled());
  assert.deepEqual(requests.filter((url) => url.includes('csirt.example.net')), []);
  await page.getByLabel(/I have read it/).check();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('<b>not</b> enough').waitFor();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('heading', { name: 'The report was handed in' }).waitFor();
  assert.equal(bodies.length, 2);
  assert.equal(bodies[1], await source(page));
});

/** The same browser after a crash: no question is asked. */
async function crash(page: Page): Promise<Page> {
  const context = page.context();
  await page.close({ runBeforeUnload: false });
  const again = await context.newPage();
  again.setDefaultTimeout(PATIENCE);
  await again.goto(site);
  return again;
}

async function note(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Alt+h');
  await page.getByRole('dialog').getByLabel('Description').fill(words);
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('An entry was added to the history.').waitFor();
}

test('drafts under a passphrase: nothing is kept or used unsaid while they are locked', async () => {
  const visit = await browser.visit(site);
  const { page } = visit;
  await fromTemplate(page);
  await menu(page, 'Team profile…');
  await page.getByRole('button', { name: 'Use this profile' }).click();
  await page.getByText(/is kept|was kept|kept in this browser/i).first().waitFor();
  await note(page, 'Before the crash');
  await draftCount(page, 1);
  await menu(page, 'Drafts…');
  await page.getByRole('button', { name: 'Protect by a passphrase…' }).click();
  await page.getByLabel('New passphrase').fill('correct horse battery');
  await page.getByRole('button', { name: 'Protect', exact: true }).click();
  await page.getByText('The drafts are protected by the passphrase now.').waitFor();

  // Who leaves the question goes on without drafts, and is told so for as long as it is so.
  const locked = await crash(page);
  await locked.getByLabel('Passphrase', { exact: true }).waitFor();
  assert.deepEqual(await seriousFaults(locked), []);
  await locked.keyboard.press('Escape');
  await locked.locator('.ew-notice', { hasText: /locked/ }).waitFor();
  await locked.keyboard.press('Alt+n');
  await locked.locator('iodef-form h2').waitFor();
  await locked.locator('iodef-leaf input').first().fill('77');
  await locked.locator('.ew-notice', { hasText: /locked/ }).waitFor();

  // Unlocked, what was written meanwhile is kept, and the team is there again.
  await locked.locator('.ew-notice').getByRole('button', { name: 'Unlock' }).click();
  await locked.getByLabel('Passphrase', { exact: true }).fill('correct horse battery');
  await locked.getByRole('dialog').getByRole('button', { name: 'Unlock', exact: true }).click();
  await locked.getByRole('dialog').getByRole('row', { name: /csirt/ }).waitFor();
  await draftCount(locked, 2);
  await locked.keyboard.press('Escape');
  assert.ok(await comes(async () => await locked.locator('.ew-notice').count() === 0), 'they are not locked any more');
  await menu(locked, 'Team profile…');
  assert.equal(await locked.getByLabel(/Domain name/).first().inputValue(), 'csirt.example.org');
  await locked.keyboard.press('Escape');

  // At the beginning the same question leads to what the crash left behind.
  const again = await crash(locked);
  await again.getByLabel('Passphrase', { exact: true }).fill('correct horse battery');
  await again.getByRole('button', { name: 'Unlock', exact: true }).click();
  await again.getByRole('heading', { name: 'Unsaved work was found' }).waitFor();
  await again.getByRole('button', { name: /^Open csirt/ }).click();
  await again.getByText('Valid', { exact: true }).waitFor();
  assert.ok((await source(again)).includes('Before the crash'));
  // It was unsaved and is so still.
  const after = await crash(again);
  await after.getByLabel('Passphrase', { exact: true }).fill('correct horse battery');
  await after.getByRole('button', { name: 'Unlock', exact: true }).click();
  await after.getByRole('button', { name: /^Open csirt/ }).waitFor();
});

test('what was saved to a file is no unsaved work after a crash', async () => {
  const { page } = await browser.visit(site);
  await fromTemplate(page);
  await note(page, 'In a file');
  await draftCount(page, 1);
  const before = await draftsOnDisk(page);
  const saved = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  await saved;
  await keptSince(page, before);
  const again = await crash(page);
  await again.getByRole('button', { name: /From a template/ }).waitFor();
  await again.waitForTimeout(2_500);
  assert.equal(await again.getByRole('heading', { name: 'Unsaved work was found' }).count(), 0);
});

test('what is found in a pasted text with CR LF is shown where it is', async () => {
  const { page } = await browser.visit(site);
  await fromTemplate(page);
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'one\r\ntwo\r\nthree\r\nhxxp://evil[.]com/x and more\r\n');
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true }));
  });
  await page.getByRole('button', { name: /Show where http/ }).click();
  assert.equal(await page.getByLabel('Text', { exact: true }).evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd)), 'hxxp://evil[.]com/x');
});

test('a report for an audience has what the audience may have, and its mark', async () => {
  const { page } = await browser.visit(site);
  await page.waitForSelector('iodef-start');
  await page.evaluate((xml) => document.querySelector('iodef-editor')?.openText(xml), REPORT
    .replace('restriction="private"', 'restriction="green"').replace('<Contact role="creator"', '<Contact role="creator" restriction="green"')
    .replace('<EventData>', '<Contact role="user" type="person" restriction="red"><ContactName>Secret Witness</ContactName></Contact>\n    <EventData restriction="green">'));
  await page.getByText('Valid', { exact: true }).waitFor();
  const report = async (press: () => Promise<void>): Promise<string> => {
    const saved = page.waitForEvent('download');
    await press();
    return readFileSync(await (await saved).path(), 'utf8');
  };
  const whole = await report(() => menu(page, 'Report as HTML'));
  assert.ok(whole.includes('Secret Witness') && whole.includes('TLP:RED') && !whole.includes('TLP:GREEN</p>'));
  await page.keyboard.press('Alt+a');
  await page.getByRole('region', { name: 'Audience' }).or(page.locator('iodef-audience section')).first().waitFor();
  await page.locator('iodef-audience select').selectOption('green');
  const button = page.locator('iodef-audience').getByRole('button', { name: 'Report as HTML' });
  const part = await report(() => button.click());
  assert.ok(!part.includes('Secret Witness') && part.includes('TLP:GREEN</p>'), part.slice(0, 3000));
});
