// The editor as a person uses it, in a real browser under the content security policy of the site.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Visit } from './browser.ts';
import { REPORT } from './reports.ts';
import { load, settles, source } from './support/page.ts';
import { browser, site as url } from './support/site.ts';

async function open(text: string, width = 1280): Promise<Visit> {
  const visit = await browser.visit(url, { viewport: { width, height: 860 } });
  await visit.page.waitForSelector('iodef-start');
  await visit.page.evaluate((xml) => document.querySelector('iodef-editor')?.openText(xml), text);
  await visit.page.locator('iodef-form h2').waitFor();
  return visit;
}

const verdict = (page: Page) => page.locator('.verdict');

test('a new report is begun with the keyboard, and no request leaves the page', async () => {
  const { page, errors, requests } = await browser.visit(url);
  await page.waitForSelector('iodef-start');
  await page.keyboard.press('Alt+N');
  const name = page.getByRole('textbox', { name: 'Team', exact: true }).first();
  await name.waitFor();
  await page.waitForFunction(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.localName === 'input';
  });
  await page.keyboard.type('csirt.example.com');
  await page.keyboard.press('F8');
  await settles(page, (text) => text.includes('name="csirt.example.com"'), 'the name was typed');
  // F8 goes from issue to issue; the mandatory ones are filled as it comes to them.
  const id = page.getByRole('textbox', { name: 'Incident number' }).first();
  await id.focus();
  await page.keyboard.type('2026-1');
  await page.getByRole('button', { name: /^Contact/ }).first().focus();
  await page.keyboard.press('Enter');
  const contact = page.getByRole('textbox', { name: 'Name', exact: true }).last();
  await contact.waitFor();
  await page.locator('iodef-member iodef-leaf').first().waitFor();
  await settles(page, (text) => text.includes('>2026-1<'), 'the number was typed');
  assert.deepEqual(errors, []);
  assert.deepEqual(requests.filter((each) => !each.startsWith(url)), []);
});

test('a report without its number is saved as a draft only, after a question', async () => {
  const { page } = await open(REPORT);
  let downloads = 0;
  page.on('download', () => { downloads += 1; });
  const id = page.locator('iodef-leaf').first().locator('input').first();
  await id.fill('');
  await settles(page, (text) => !text.includes('189493'), 'the number is gone');
  await page.keyboard.press('Control+s');
  await page.getByRole('dialog', { name: 'The report has no number yet' }).getByRole('button', { name: 'Cancel' }).click();
  assert.equal(await page.evaluate(() => document.querySelector('iodef-editor')!.editor.unsaved), true);
  await page.keyboard.press('Control+s');
  const draft = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await draft;
  await id.fill('189493');
  await settles(page, (text) => text.includes('189493'), 'the number is there');
  const whole = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  await whole;
  assert.equal(downloads, 2);
});

test('typing changes only what was typed, and undo takes it back', async () => {
  const { page } = await open(REPORT);
  const id = page.locator('iodef-leaf').first().locator('input').first();
  await id.fill('189494');
  await settles(page, (text) => text === REPORT.replace('>189493<', '>189494<'), 'one character changed');
  await id.press('Control+z');
  await settles(page, (text) => text === REPORT, 'undo gives back every octet');
  await id.press('Control+Shift+z');
  await settles(page, (text) => text.includes('>189494<'), 'redo does it again');
});

test('what Option writes on a Mac goes into the field, and is a shortcut elsewhere', async () => {
  const { page } = await browser.visit(url);
  await page.addInitScript(() => Object.defineProperty(navigator, 'platform', { value: 'MacIntel' }));
  await page.reload();
  await load(page, REPORT);
  const taken = (selector: string): Promise<boolean> => page.locator(selector).first().evaluate((target) => {
    const event = new KeyboardEvent('keydown', { key: '@', code: 'Digit2', altKey: true, bubbles: true, composed: true, cancelable: true });
    return !target.dispatchEvent(event);
  });
  assert.equal(await taken('iodef-leaf input'), false);
  assert.equal(await taken('iodef-outline'), true);
});

test('an issue jumps to its field, and F8 goes around', async () => {
  const { page } = await open(REPORT.replace('<GenerationTime>2015-10-02T11:18:00-05:00', '<GenerationTime>yesterday'));
  await verdict(page).filter({ hasText: /error/ }).waitFor();
  await page.locator('iodef-issues li', { hasText: 'yesterday' }).first().getByRole('button').click();
  const field = page.locator('iodef-field input:focus');
  await field.waitFor();
  assert.equal(await field.inputValue(), 'yesterday');
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  const described = (await field.getAttribute('aria-describedby'))?.split(' ') ?? [];
  assert.ok(described.includes('problem-0'), described.join());
  await page.keyboard.press('F8');
  await page.locator('iodef-issues li[aria-current]').waitFor();
});

test('a file that cannot be parsed opens in the source with its fault marked, and is mended there', async () => {
  const { page, errors } = await browser.visit(url);
  await page.waitForSelector('iodef-start');
  const broken = REPORT.replace('</IncidentID>', '</IncidentId>');
  await page.evaluate((xml) => document.querySelector('iodef-editor')?.openText(xml), broken);
  await page.locator('.cm-lintRange-error').first().waitFor();
  await verdict(page).filter({ hasText: 'Not well-formed' }).waitFor();
  assert.equal(await source(page), broken);
  // The mark stands at the end tag: find it, write the right one over it.
  const line = page.locator('.cm-line', { hasText: '</IncidentId>' });
  await line.click();
  await page.keyboard.press('End');
  for (let count = 0; count < 'd>'.length; count++) await page.keyboard.press('Backspace');
  await page.keyboard.type('D>');
  await settles(page, (text) => text === REPORT, 'the source was mended');
  await page.locator('iodef-form h2').waitFor();
  assert.deepEqual(errors, []);
});

test('what is typed in the source while it cannot be parsed is taken back line by line, and done again', async () => {
  const { page, errors } = await open(REPORT);
  await page.getByRole('tab', { name: 'Source' }).click();
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+End');
  const lines = ['<!-- not closed', 'one', 'two'];
  for (const line of lines) {
    await page.keyboard.type(line);
    await settles(page, (text) => text.endsWith(line), `${line} was typed`);
    await page.keyboard.press('Enter');
    await settles(page, (text) => /\n *$/.test(text), 'so was the end of the line');
  }
  const all = await source(page);
  await page.keyboard.type('three');
  await settles(page, (text) => text.endsWith('three'), 'three was typed');
  await page.keyboard.press('Control+z');
  await settles(page, (text) => text === all.replace(/\n *$/, ''), 'only the last line is taken back');
  await page.keyboard.press('Control+y');
  await settles(page, (text) => text === `${all}three`, 'it is done again');
  for (let presses = 0; presses < 12 && await source(page) !== REPORT; presses += 1) await page.keyboard.press('Control+z');
  await settles(page, (text) => text === REPORT, 'everything is taken back');
  for (let presses = 0; presses < 12 && await source(page) !== `${all}three`; presses += 1) await page.keyboard.press('Control+y');
  await settles(page, (text) => text === `${all}three`, 'everything is done again');
  assert.deepEqual(errors, []);
});

test('the source follows the form, and the form the source', async () => {
  const { page, errors } = await open(REPORT);
  await page.getByRole('tab', { name: 'Source' }).click();
  await page.locator('.cm-content').waitFor();
  const id = page.locator('iodef-leaf').first().locator('input').first();
  await id.fill('77');
  await page.locator('.cm-line', { hasText: '>77<' }).waitFor();
  await page.locator('.cm-line', { hasText: '>77<' }).click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+f');
  await page.keyboard.press('Escape');
  assert.deepEqual(errors, []);
});

test('elements are added, moved and removed, and the schema says where', async () => {
  const { page } = await open(REPORT);
  await page.locator('iodef-adder').first().getByRole('button', { name: 'History' }).click();
  await settles(page, (text) => /<\/Contact>\s*<EventData>[\s\S]*<\/EventData>\s*<History/.test(text), 'history stands behind the data');
  await page.getByRole('button', { name: 'Remove History' }).first().click();
  await settles(page, (text) => !text.includes('<History'), 'history is gone');
});

test('the outline is a tree for the keyboard', async () => {
  const { page } = await open(REPORT);
  await page.locator('[role=tree]').waitFor();
  await page.locator('[role=treeitem][tabindex="0"]').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  const label = await page.locator('[role=treeitem]:focus').getAttribute('aria-label');
  assert.match(label ?? '', /^Event/);
  await page.keyboard.press('Enter');
  await page.locator('iodef-form h2', { hasText: /^Event/ }).waitFor();
});

test('script in every field stays text', async () => {
  const attack = '&lt;img src=x onerror=alert(1)&gt;&lt;script&gt;alert(2)&lt;/script&gt;';
  const { page, errors } = await open(REPORT.replaceAll('Botnet', attack).replace('>189493<', `>${attack}<`));
  let alerts = 0;
  page.on('dialog', (dialog) => { alerts++; void dialog.dismiss(); });
  await page.getByRole('tab', { name: 'Source' }).click();
  await page.locator('.cm-content').waitFor();
  await page.waitForTimeout(200);
  assert.equal(alerts, 0);
  assert.equal(await page.locator('img').count(), 0);
  assert.deepEqual(errors, []);
});

for (const width of [320, 768, 1280]) {
  test(`nothing is wider than a window of ${width} pixels`, async () => {
    const { page } = await open(REPORT, width);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(overflow, 0);
    const form = await page.locator('section.form').evaluate((element) => element.scrollWidth - element.clientWidth);
    assert.equal(form, 0);
  });
}
