// Files that nobody means well with, and old ones, in the page: a clear error or inert text, and the page goes on.
import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { READING } from '../src/editor/status-line.ts';
import { seriousFaults } from './axe.ts';
import type { Visit } from './browser.ts';
import { REPORT } from './reports.ts';
import { draftsOnDisk, drop, keptSince, load, menu, paste, settles, source } from './support/page.ts';
import { browser, site } from './support/site.ts';

const VERSION1 = readFileSync(join(import.meta.dirname, '../../modules/iodef/tests/convert/v1/worm.xml'), 'utf8');
const MEGABYTE = 1 << 20;

const folder = mkdtempSync(join(tmpdir(), 'iodef-attacks-'));

after(() => {
  rmSync(folder, { recursive: true });
});

async function visit(): Promise<Visit> {
  const visit = await browser.visit(site, { viewport: { width: 1280, height: 860 } });
  await visit.page.waitForSelector('iodef-start');
  // What is said then would hide what the tests wait for.
  await visit.page.getByText('This page works without a network now.').waitFor();
  return visit;
}

function write(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** The page still does what it is for. */
async function lives(page: Page): Promise<void> {
  await load(page, REPORT);
  await page.locator('iodef-leaf').first().locator('input').first().fill('after');
  await settles(page, (text) => text.includes('>after<'), 'the page can be used');
}

async function convert({ page, errors }: Visit): Promise<void> {
  await page.getByText('This report is in version 1 of the format').waitFor();
  assert.ok((await source(page)).includes('version="1.00"'), 'it is shown as it is');
  assert.deepEqual(await seriousFaults(page), []);
  await page.getByRole('button', { name: 'Convert to version 2' }).click();
  await settles(page, (text) => text.includes('version="2.00"') && text.includes('iodef-2.0') && text.includes('4711'), 'it was converted');
  await page.getByText('Converted to version 2').first().waitFor();
  assert.deepEqual(errors, []);
}

test('a file of version 1 is dropped, shown, and converted when the person says so', async () => {
  const visited = await visit();
  await drop(visited.page, write('worm.xml', VERSION1));
  await convert(visited);
});

test('a report of version 1 is pasted and converted', async () => {
  const visited = await visit();
  await paste(visited.page, VERSION1);
  await convert(visited);
});

test('XML bombs and outside entities are refused with the place of the fault', async () => {
  const { page, requests, errors } = await visit();
  const laughs = Array.from({ length: 10 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`).join('');
  const bombs = {
    'laughs.xml': `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "lol">${laughs}]><IODEF-Document>&l10;</IODEF-Document>`,
    'outside.xml': `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><IODEF-Document>&x;</IODEF-Document>`,
    'deep.xml': `<IODEF-Document xmlns="urn:ietf:params:xml:ns:iodef-2.0">${'<AdditionalData>'.repeat(20_000)}${'</AdditionalData>'.repeat(20_000)}</IODEF-Document>`,
    'attributes.xml': `<IODEF-Document xmlns="urn:ietf:params:xml:ns:iodef-2.0" ${Array.from({ length: 10_000 }, (_, number) => `a${number}="x"`).join(' ')}/>`,
  };
  for (const [name, text] of Object.entries(bombs)) {
    await drop(page, write(name, text));
    await page.locator('.verdict', { hasText: 'Not well-formed' }).waitFor();
    await page.locator('iodef-form .stale').filter({ hasText: /[Ll]ine \d/ }).waitFor();
    assert.equal(await source(page), text, `${name} opens as source`);
  }
  await lives(page);
  assert.deepEqual(requests.filter((url) => !url.startsWith(site)), []);
  assert.deepEqual(errors, []);
});

test('100 MB are refused in words, and the document that was open stays', async () => {
  const { page, errors } = await visit();
  await load(page, REPORT);
  const file = join(folder, 'huge.xml');
  const descriptor = openSync(file, 'w');
  const block = Buffer.alloc(MEGABYTE, `${REPORT.slice(0, 100)}\n`);
  for (let count = 0; count < 100; count++) writeSync(descriptor, block);
  closeSync(descriptor);
  await drop(page, file);
  await page.getByText(/The file has .?100.? MB; .?64.? MB is the limit\./).waitFor();
  assert.equal(await source(page), REPORT);
  await lives(page);
  assert.deepEqual(errors, []);
});

test('script in every text and every attribute stays text, in form, source, preview and exports', async () => {
  const attack = '"><img src=x onerror=alert(1)><script>alert(2)</script>\'{{7*7}}';
  const escaped = attack.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  // Texts between tags, and values of attributes but those of namespaces, the version and identifiers.
  const attacked = REPORT.replace(/>([^<>\s][^<>]*)</g, `>${escaped}<`)
    .replace(/ (role|type|category|purpose|restriction|completion|name)="[^"]*"/g, ` $1="${escaped}"`);
  const { page, errors } = await visit();
  let alerts = 0;
  page.on('dialog', (dialog) => { alerts++; void dialog.dismiss(); });
  await load(page, attacked);
  await page.getByRole('button', { name: 'All', exact: true }).click();
  // Every branch of the outline, and with it every form.
  const items = page.locator('[role=treeitem]');
  await items.first().focus();
  for (let step = 0; step < 40; step++) {
    for (const key of ['ArrowRight', 'Space', 'ArrowDown']) await page.keyboard.press(key);
  }
  await page.getByRole('tab', { name: 'Source' }).click();
  await page.locator('.cm-content').waitFor();
  for (const view of ['Timeline…', 'What changed…']) {
    await menu(page, view);
    await page.getByRole('dialog').waitFor();
    await page.waitForTimeout(300);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await menu(page, 'Preview for an audience…');
  await page.getByRole('region', { name: 'Preview for an audience' }).waitFor();
  await page.waitForTimeout(300);
  const saved = page.waitForEvent('download');
  await menu(page, 'Report as HTML');
  write('report.html', readFileSync(await (await saved).path(), 'utf8'));
  await page.waitForTimeout(300);
  assert.equal(alerts, 0);
  assert.equal(await page.locator('img, script:not([src])').count(), 0);
  assert.deepEqual(errors, []);
  // The report on its own, without any policy around it.
  const reader = await browser.visit(await browser.serve(folder, "default-src * 'unsafe-inline' 'unsafe-eval'") + 'report.html');
  reader.page.on('dialog', (dialog) => { alerts++; void dialog.dismiss(); });
  await reader.page.reload();
  assert.ok((await reader.page.locator('body').innerText()).includes('onerror=alert(1)'));
  assert.equal(await reader.page.locator('img, script').count(), 0);
  assert.equal(alerts, 0);
});

test('indicators in a table are no formulas', async () => {
  const { page } = await visit();
  const formula = '=HYPERLINK("http://evil.example","x")';
  const indicators = ['=1+1', '+1', '-1', '@SUM(1)', '\t=1', formula].map((text, number) => `<Indicator><IndicatorID name="csirt.example.com" version="1">i-${number}</IndicatorID>
    <Description>${text.replaceAll('"', '&quot;')}</Description><Observable><Address category="ipv4-addr">192.0.2.${number}</Address></Observable></Indicator>`).join('');
  await load(page, REPORT.replace('  </Incident>', `<IndicatorData>${indicators}</IndicatorData>\n  </Incident>`));
  const saved = page.waitForEvent('download');
  await menu(page, 'Indicators as CSV');
  const csv = readFileSync(await (await saved).path(), 'utf8');
  assert.ok(csv.includes('192.0.2.5') && csv.includes('HYPERLINK'), csv);
  for (const cell of csv.split(/\r?\n/).flatMap((line) => line.match(/"(?:[^"]|"")*"|[^,]+/g) ?? [])) {
    assert.doesNotMatch(cell.replace(/^"/, ''), /^[=+\-@\t\r]/, csv);
  }
});

test('without a network the page is loaded again, a draft is opened, edited and kept', async () => {
  const { page } = await visit();
  await load(page, REPORT);
  await page.context().setOffline(true);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.waitForSelector('iodef-start');
  await load(page, REPORT);
  const before = await draftsOnDisk(page);
  await page.locator('iodef-leaf').first().locator('input').first().fill('edited-offline');
  await settles(page, (text) => text.includes('>edited-offline<'), 'it is edited without a network');
  // What is on demand is there as well: source, templates, another language.
  await page.getByRole('tab', { name: 'Source' }).click();
  await page.locator('.cm-line', { hasText: 'edited-offline' }).waitFor();
  await menu(page, 'Language…');
  await page.getByRole('button', { name: 'Français' }).click();
  await page.waitForFunction(() => document.documentElement.lang === 'fr');
  await keptSince(page, before);
  await page.reload();
  const found = page.getByRole('dialog');
  await found.getByRole('button', { name: /^(Open|Ouvrir) / }).click();
  await settles(page, (text) => text.includes('>edited-offline<'), 'what was edited was kept');
});

test('that the page works without a network is not said over why a file is refused', async () => {
  const { page } = await browser.visit('about:blank');
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => { release = resolve; });
  await page.route(/\/assets\/site-/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(site);
  await page.waitForSelector('iodef-start');
  const status = page.locator('footer .announcement');
  await status.evaluate((line) => {
    const said: { text: string; at: number }[] = [];
    new MutationObserver(() => said.push({ text: line.textContent, at: performance.now() }))
      .observe(line, { subtree: true, childList: true, characterData: true });
    Object.assign(globalThis, { said });
  });
  const file = join(folder, 'empty.xml');
  writeFileSync(file, '');
  await drop(page, file);
  await status.filter({ hasText: 'The file is empty.' }).waitFor();
  release();
  await status.filter({ hasText: 'This page works without a network now.' }).waitFor();
  const said = await page.evaluate(() => (globalThis as unknown as { said: { text: string; at: number }[] }).said);
  const at = (words: string): number => said.find(({ text }) => text.includes(words))?.at ?? NaN;
  const readable = at('This page works without a network now.') - at('The file is empty.');
  assert.ok(readable > READING * 0.9, `the answer was there to be read, ${readable} ms long`);
});
