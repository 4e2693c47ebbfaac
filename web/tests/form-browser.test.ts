// Purpose, audience, restriction, conversion, merging and counting as a person uses them, on the built site
// under its own policy.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Download, Page } from 'playwright-core';
import { seriousFaults } from './axe.ts';
import type { Visit } from './browser.ts';
import { REPORT } from './reports.ts';
import { comes, menu, settles, source } from './support/page.ts';
import { browser, site as url } from './support/site.ts';

const VERSION_1 = readFileSync(join(import.meta.dirname, '../../modules/iodef/tests/convert/v1/worm.xml'), 'utf8');
const MARKER = 'PLANTED-7f3a';

async function visit(): Promise<Visit> {
  const made = await browser.visit(url, { viewport: { width: 1280, height: 900 } });
  await made.page.waitForSelector('iodef-start');
  return made;
}

async function open(text: string): Promise<Visit> {
  const made = await visit();
  await made.page.evaluate((xml) => document.querySelector('iodef-editor')?.openText(xml), text);
  await made.page.locator('iodef-form h2').waitFor();
  return made;
}

/** The bytes of what a click saves. */
async function saved(page: Page, click: () => Promise<void>): Promise<{ name: string; text: string }> {
  const waiting: Promise<Download> = page.waitForEvent('download');
  await click();
  const download = await waiting;
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

function assertQuiet({ requests, errors }: Visit): void {
  assert.deepEqual(requests.filter((each) => !each.startsWith(url) && !each.startsWith('blob:')), []);
  assert.deepEqual(errors, []);
}

/** A report with something for its makers only, in every kind of hiding place. */
const SECRETS = REPORT
  .replace('<Incident purpose="reporting" restriction="private">', `<Incident purpose="watch" restriction="partner"><!-- ${MARKER} comment -->`)
  .replace('<Contact role="creator"', `<Method restriction="private"><Description>${MARKER} method</Description></Method><Contact role="creator"`)
  .replace('<EventData>', '<EventData restriction="partner">')
  .replace('<System category="target">', `<System category="target"><!-- ${MARKER} -->`)
  .replace('</EventData>', `</EventData><EventData restriction="red"><Description>${MARKER} event</Description></EventData>`)
  .replace('  </Incident>', `  <AdditionalData name="x" dtype="string" meaning="m" restriction="amber">${MARKER} data</AdditionalData></Incident>`);

test('rfc3067_6_1_the_purpose_puts_members_first_and_says_for_whom', async () => {
  const made = await open(REPORT);
  const { page } = made;
  const purpose = page.getByLabel('For', { exact: true });
  assert.equal(await purpose.inputValue(), 'reporting');
  await page.locator('#why', { hasText: 'The report says so: “Reporting”.' }).waitFor();
  const members = (): Promise<string[]> => page.locator('iodef-member').evaluateAll((all) => all.map((each) => (each as unknown as { member: { name: string } }).member.name));
  const before = await members();
  assert.ok(before.indexOf('EventData') < before.indexOf('Method'));
  await purpose.selectOption('alert');
  await page.locator('#why', { hasText: 'You chose it; the report says “Reporting”.' }).waitFor();
  const alert = await members();
  assert.ok(alert.indexOf('IndicatorData') < alert.indexOf('EventData'), alert.join());
  assert.equal(alert[0], 'IncidentID');
  // It is offered at once, though it is not recommended by itself.
  await page.locator('iodef-adder').first().getByRole('button', { name: /Indicator/ }).waitFor();
  assert.deepEqual(await seriousFaults(page), []);
  // The document is as it was until the person says otherwise.
  assert.equal(await source(page), REPORT);
  await menu(page, 'Preview for an audience…');
  const audience = page.getByLabel('Audience', { exact: true });
  await audience.waitFor();
  assert.equal(await audience.inputValue(), 'green');
  await page.getByText('Purpose “Alert” goes at most to TLP:GREEN').waitFor();
  await page.getByRole('button', { name: 'End the preview' }).click();
  await page.getByRole('button', { name: 'Write it into the report' }).click();
  await settles(page, (text) => text.includes('purpose="watch"'), 'the purpose is written');
  await page.locator('#why', { hasText: 'The report says so: “Watch”.' }).waitFor();
  await purpose.selectOption('statistics');
  await menu(page, 'Preview for an audience…');
  assert.equal(await audience.inputValue(), 'clear');
  await page.getByLabel(/Leave out EventData, IndicatorData, History/).waitFor();
  assertQuiet(made);
});

test('a redacted file holds nothing above its audience, and every step is shown with its place', async () => {
  const made = await open(SECRETS);
  const { page } = made;
  await page.keyboard.press('Alt+a');
  await page.getByText(/^Removed: 3\. Generalised: 0\. Hidden parts taken out: 3\./).first().waitFor();
  const row = page.getByRole('row', { name: /Method/ });
  assert.match(await row.textContent() ?? '', /TLP:RED[\s\S]*above the level/);
  // More than a colour says so in the outline.
  const item = page.locator('[role=treeitem][aria-label*="Method"]');
  assert.match(await item.getAttribute('aria-label') ?? '', /withheld from the audience/);
  assert.match(await item.locator('.name').evaluate((element) => getComputedStyle(element).textDecorationLine), /line-through/);
  assert.deepEqual(await seriousFaults(page), []);
  await row.getByRole('button').click();
  await page.locator('iodef-form h2', { hasText: /Method/ }).waitFor();

  await page.getByRole('button', { name: 'See the result' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Valid', { exact: true }).waitFor();
  await dialog.locator('iodef-form h2').waitFor();
  assert.equal(await dialog.locator('iodef-adder').count(), 0);
  await dialog.getByRole('button', { name: 'Source' }).click();
  await dialog.locator('.cm-content').waitFor();
  assert.ok(!(await dialog.locator('.cm-content').textContent())?.includes(MARKER));
  assert.deepEqual(await seriousFaults(page), []);
  await page.keyboard.press('Escape');

  const file = await saved(page, () => page.getByRole('button', { name: 'Save the redacted file' }).click());
  assert.match(file.name, /green\.xml$/);
  assert.ok(!file.text.includes(MARKER), file.text);
  assert.ok(file.text.includes('192.0.2.16'));
  assert.equal(await source(page), SECRETS);
  // What is for everybody leaves nothing of a report for partners.
  await page.getByLabel('Audience', { exact: true }).selectOption('clear');
  await page.getByText('Nothing in this report is for this audience.').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Save the redacted file' }).isDisabled());
  // An edit is followed.
  await page.getByLabel('Audience', { exact: true }).selectOption('amber');
  await page.getByText(/^Removed: 2\./).first().waitFor();
  await page.evaluate(() => document.querySelector('iodef-editor')!.editor.apply({ do: 'set_attribute', path: '0', name: 'restriction', value: 'private' }));
  await page.getByText(/^Removed: [3-9]\.|Nothing in this report/).first().waitFor();
  await page.getByRole('button', { name: 'End the preview' }).click();
  assert.ok(await comes(async () => await page.locator('[role=treeitem][aria-label*="withheld"]').count() === 0), 'nothing is marked any more');
  assertQuiet(made);
});

test('what an audience gets is not named by the number of an incident that it may not know', async () => {
  const made = await open(REPORT.replace('<EventData>', '<EventData restriction="public">'));
  const { page } = made;
  await page.evaluate(() => { document.querySelector('iodef-editor')!.editor.fileName = 'csirt.example.com 189493.xml'; });
  await menu(page, 'Preview for an audience…');
  await page.getByLabel('Audience', { exact: true }).selectOption('clear');
  const button = (name: string) => page.locator('iodef-audience').getByRole('button', { name });
  await page.waitForFunction(() => document.querySelector('iodef-editor')?.editor.policies.withheld?.('0/0'));
  for (const [name, extension] of [['Save the redacted file', '-clear.xml'], ['Report as HTML', '.html'], ['Indicators as CSV', '.csv']] as const) {
    const file = await saved(page, () => button(name).click());
    assert.equal(file.name, `withheld.invalid-withheld-1${extension}`);
    assert.doesNotMatch(file.text, /189493|csirt\.example\.com/, name);
  }
  await page.evaluate(() => { window.print = () => { document.body.dataset['printed'] = document.title; }; });
  await button('Print…').click();
  await page.waitForFunction(() => document.body.dataset['printed'] !== undefined);
  assert.equal(await page.evaluate(() => document.body.dataset['printed']), 'withheld.invalid withheld-1');
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  assert.match(await page.title(), /^csirt\.example\.com 189493/);
  await button('Mail a summary…').click();
  assert.equal(await page.getByLabel('Subject', { exact: true }).inputValue(), 'withheld.invalid withheld-1');
  assertQuiet(made);
});

test('rfc3067_4_3_a_person_restricts_an_element_that_cannot_carry_a_restriction', async () => {
  const made = await open(REPORT);
  const { page } = made;
  await page.getByRole('button', { name: /Restriction in effect: private/ }).waitFor();
  await page.evaluate(() => {
    const { editor } = document.querySelector('iodef-editor')!;
    editor.select('0/3', 'outline');
  });
  await page.keyboard.press('Alt+r');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Now TLP:RED (private), from what is around it.').waitFor();
  await dialog.getByLabel('TLP:GREEN, the community').check();
  await dialog.getByText('Event data is put around the element and gets it.').waitFor();
  assert.deepEqual(await seriousFaults(page), []);
  await dialog.getByRole('button', { name: 'Set', exact: true }).click();
  await settles(page, (text) => /<EventData restriction="green">\s*<Description>Botnet/.test(text), 'the description is wrapped');
  await page.getByText('Valid', { exact: true }).waitFor();
  await page.keyboard.press('Control+z');
  await settles(page, (text) => text === REPORT, 'one undo takes it back');
  // The element that carries it itself.
  await page.evaluate(() => document.querySelector('iodef-editor')!.editor.select('0', 'outline'));
  await page.getByRole('button', { name: /Restriction in effect: private/ }).click();
  await dialog.getByText('Now TLP:RED (private), set here.').waitFor();
  await dialog.getByLabel('TLP:AMBER+STRICT').check();
  await dialog.getByRole('button', { name: 'Set', exact: true }).click();
  await settles(page, (text) => text.includes('restriction="ext-value" ext-restriction="amber+strict"'), 'both attributes are set');
  // One that carries its own inside of it, and what it holds.
  await page.evaluate(() => document.querySelector('iodef-editor')!.editor.select('0/5', 'outline'));
  await page.locator('iodef-form h2', { hasText: 'Contact' }).waitFor();
  await page.keyboard.press('Alt+r');
  await dialog.getByLabel('TLP:GREEN, the community').check();
  await dialog.getByRole('button', { name: 'Set', exact: true }).click();
  await settles(page, (text) => /<Contact [^>]*restriction="green">/.test(text), 'the contact carries it');
  await page.evaluate(() => document.querySelector('iodef-editor')!.editor.select('0/5/1', 'outline'));
  await page.locator('iodef-form h2', { hasText: 'Email' }).waitFor();
  await page.getByRole('button', { name: /Restriction in effect: green/ }).waitFor();
  assertQuiet(made);
});

test('a report of version 1 is converted in one step, with what that could not carry over', async () => {
  const made = await visit();
  const { page } = made;
  await page.evaluate((xml) => document.querySelector('iodef-editor')!.openText(xml), VERSION_1);
  await page.getByText('This report is in version 1 of the format').waitFor();
  const original = await saved(page, () => page.getByRole('button', { name: 'Save the original' }).click());
  assert.equal(original.text, VERSION_1);
  await page.getByRole('button', { name: 'Convert to version 2' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('heading', { name: 'Converted to version 2' }).waitFor();
  await dialog.getByText(/things are not as they were/).waitFor();
  assert.deepEqual(await seriousFaults(page), []);
  await dialog.getByRole('row').nth(1).getByRole('button').click();
  await dialog.waitFor({ state: 'detached' });
  await page.locator('iodef-form h2').waitFor();
  assert.match(await source(page), /urn:ietf:params:xml:ns:iodef-2\.0/);
  await page.locator('.verdict').filter({ hasText: /^\s*(Valid|\d+ warnings?|One warning)/ }).waitFor();
  assert.ok(await comes(async () => await page.locator('.ew-notice').count() === 0), 'nothing is said over it any more');
  // What may be added is that of version 2.
  await page.evaluate(() => document.querySelector('iodef-editor')!.editor.apply({ do: 'insert_class', parent: '0', class: 'IndicatorData' }));
  await settles(page, (text) => text.includes('<IndicatorData'), 'a class of version 2 is added');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await settles(page, (text) => text === VERSION_1, 'undo brings version 1 back');
  await page.getByText('This report is in version 1 of the format').waitFor();
  assertQuiet(made);
});

test('JSON that cannot be read opens in the source with its fault, and is read when it is mended', async () => {
  const made = await open(REPORT);
  const { page } = made;
  const json = await (async () => {
    await menu(page, 'Save as JSON…');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/not as (it was|they were)/).waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    return saved(page, () => dialog.getByRole('button', { name: 'Save', exact: true }).click());
  })();
  assert.match(json.name, /\.json$/);
  assert.equal((JSON.parse(json.text) as { version: string }).version, '2.0');

  await page.evaluate((text) => document.querySelector('iodef-editor')!.open(new TextEncoder().encode(text), 'report.json'), json.text);
  const xml = await saved(page, () => page.keyboard.press('Control+s'));
  assert.equal(xml.name, 'report.xml');
  assert.match(xml.text, /^<\?xml/);

  const broken = json.text.replace('"version":', '"verzion":');
  const opened = await page.evaluate((text) => document.querySelector('iodef-editor')!.openText(text), broken);
  assert.equal(opened.kind, 'broken');
  await page.getByText(/This JSON cannot be read as a report\. Line \d+, column \d+: .*(verzion|version)/).waitFor();
  await page.locator('.cm-lintRange-error').first().waitFor();
  assert.equal(await source(page), broken);
  assert.deepEqual(await seriousFaults(page), []);
  // Mended in the source, by keyboard.
  const at = broken.indexOf('zion');
  await page.evaluate((from) => document.querySelector('iodef-editor')!.editor.emit('reveal', { from, to: from + 1 }), at);
  await page.locator('.cm-content').focus();
  await page.keyboard.type('s');
  await page.getByText('The JSON can be read as a report now.').waitFor();
  await page.getByRole('button', { name: 'Read as JSON' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('iodef-form h2').waitFor();
  assert.match(await source(page), /^<\?xml[\s\S]*189493/);
  await page.keyboard.press('Escape');
  assert.ok(await comes(async () => await page.locator('.ew-notice').count() === 0), 'nothing is said over it any more');
  // A text that is no JSON at all is kept as well.
  const text = '{ "version": ';
  await page.evaluate((given) => document.querySelector('iodef-editor')!.openText(given), text);
  await page.getByText(/This JSON cannot be read as a report/).waitFor();
  assert.equal(await source(page), text);
  assertQuiet(made);
});

const file = (name: string, text: string) => ({ name, mimeType: 'application/xml', buffer: Buffer.from(text) });

const OTHER = REPORT
  .replace('</Contact>', '</Contact><!-- theirs -->')
  .replace('<GenerationTime>2015-10-02T11:18:00-05:00', '<GenerationTime>2015-10-03T09:00:00Z')
  .replace('<SystemImpact type="availability-service" completion="succeeded"/>', '<SystemImpact type="availability-service" completion="failed"/>')
  .replace('  </Incident>', '  <History><HistoryItem action="block-host"><DateTime>2015-10-03T08:00:00Z</DateTime><Description>Blocked by them</Description></HistoryItem></History></Incident>');

test('rfc3067_4_2_a_person_merges_splits_and_counts_reports', async () => {
  const made = await open(REPORT);
  const { page } = made;
  const third = REPORT.replace('189493', '189500').replace('Botnet traffic', 'Another one');
  const choose = async (files: ReturnType<typeof file>[]): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('dialog').getByRole('button', { name: 'Choose files…' }).click();
    await (await chooser).setFiles(files);
  };
  await menu(page, 'Merge reports…');
  const dialog = page.getByRole('dialog');
  await choose([file('theirs.xml', OTHER), file('third.xml', third), file('empty.xml', '')]);
  await dialog.getByText(/^One contradiction\. Reports that are merged in: 2\./).waitFor();
  await dialog.getByRole('row', { name: /GenerationTime.*2015-10-02T11:18:00-05:00.*2015-10-03T09:00:00Z.*theirs\.xml/ }).waitFor();
  await dialog.getByText(/One file was not taken:/).waitFor();
  await dialog.getByText('empty.xml').waitFor();
  assert.deepEqual(await seriousFaults(page), []);
  // Nothing has changed before the person says so.
  assert.equal(await source(page), REPORT);
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await settles(page, (text) => text.includes('Blocked by them') && text.includes('189500'), 'all are in one');
  await page.getByText('Valid', { exact: true }).waitFor();
  const merged = await source(page);

  await menu(page, 'Split…');
  await dialog.getByText('Incidents: 2.').waitFor();
  assert.deepEqual(await seriousFaults(page), []);
  const part = await saved(page, () => dialog.getByRole('button', { name: 'Save 189500.xml' }).click());
  assert.ok(part.text.includes('189500') && !part.text.includes('Blocked by them'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await settles(page, (text) => text === REPORT, 'one undo takes the merge back');

  await menu(page, 'Statistics…');
  const calls = Array.from({ length: 3 }, (_, index) => file(`${index}.xml`, merged));
  await choose([...calls, file('broken.xml', '<IODEF-Document>')]);
  await dialog.getByRole('row', { name: 'Incidents 6', exact: true }).waitFor();
  await dialog.getByRole('row', { name: /Month 2015-10 6/ }).waitFor();
  await dialog.getByText('broken.xml').waitFor();
  assert.deepEqual(await seriousFaults(page), []);
  const csv = await saved(page, () => dialog.getByRole('button', { name: 'Save as CSV' }).click());
  assert.match(csv.text, /system_impacts,availability-service,\d+/);
  const json = await saved(page, () => dialog.getByRole('button', { name: 'Save as JSON' }).click());
  for (const { text } of [csv, json]) for (const secret of ['192.0.2', 'csirt.example.com', 'Example CSIRT', 'Botnet']) assert.ok(!text.includes(secret), secret);
  assertQuiet(made);
});

test('long work is said, can be stopped, and leaves a page that works', async () => {
  const made = await visit();
  const { page } = made;
  const big = REPORT.replace(/(<EventData>[\s\S]*<\/EventData>)/, (event) => event.repeat(20_000));
  await page.evaluate((xml) => {
    const stages: string[] = [];
    const element = document.querySelector('iodef-editor')!;
    element.editor.on('progress', (progress) => {
      if (!progress) return;
      stages.push(progress.stage);
      if (stages.length > 1) return;
      // Faster than a person, but by the button that they have.
      void element.updateComplete.then(() => element.shadowRoot?.querySelector<HTMLElement>('.stop')?.click());
    });
    Object.assign(window, { stages });
    return element.openText(xml).then(() => 'opened', (error: Error & { code?: string }) => error.code);
  }, big).then((code) => assert.equal(code, 'stopped'));
  await page.waitForSelector('iodef-start');
  // What is large is shown first and checked then, and is not valid before.
  const large = REPORT.replace(/(<EventData>[\s\S]*<\/EventData>)/, (event) => event.repeat(2_000));
  const checked = await page.evaluate(async (xml) => {
    const element = document.querySelector('iodef-editor')!;
    await element.openText(xml);
    const atOnce = [element.editor.state.checked, element.checkValidity()];
    return [...atOnce, (await element.diagnostics(5)).length];
  }, large);
  assert.deepEqual(checked, [false, false, 5]);
  await page.getByText('Valid', { exact: true }).waitFor();
  assert.ok((await page.evaluate(() => (window as unknown as { stages: string[] }).stages)).includes('parse'));
  assertQuiet(made);
});
