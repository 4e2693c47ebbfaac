// What RFC 3067 demands where a person is involved, in the page: times, extensions, words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { REPORT } from './reports.ts';
import { issues, load, menu, settles, source } from './support/page.ts';
import { open, saved, says } from './support/rfc3067.ts';

/** The field of the incident with that label. */
const field = (page: Page, label: string): Locator => page.locator('iodef-form').getByRole('textbox', { name: label, exact: true }).first();

test('rfc3067_6_12_the_times_of_the_stages_are_asked_for_and_told_in_their_order', async () => {
  const { page } = await open(REPORT.replace(/\s*<ReportTime>.*<\/ReportTime>/, ''));
  await says(page, /The incident has no time/);
  await field(page, 'Detected').fill('2015-10-02T17:30:00+02:00');
  await says(page, /The incident has no time/, false);
  await field(page, 'Start').fill('2015-10-02T10:00:00-05:00');
  await field(page, 'End').fill('2015-10-02T09:59:59-05:00');
  await says(page, /End.*before/);
  await field(page, 'End').fill('2015-10-02T11:00:00-05:00');
  await says(page, /End.*before/, false);
  // By the instant, not by what is written: 15:00, 15:30 and 16:00 UTC.
  await menu(page, 'Timeline…');
  const rows = page.getByRole('dialog').locator('.lexical');
  await rows.first().waitFor();
  assert.deepEqual((await rows.allTextContents()).slice(0, 3), ['2015-10-02T10:00:00-05:00', '2015-10-02T17:30:00+02:00', '2015-10-02T11:00:00-05:00']);
});

test('rfc3067_6_13_a_local_time_keeps_its_offset_and_gets_one_where_it_has_none', async () => {
  const { page } = await open(REPORT);
  const detected = field(page, 'Detected');
  await detected.fill('2026-07-18T09:00:00');
  await says(page, /without an offset from UTC/);
  // The browser of the test is in Berlin, in summer.
  await page.getByRole('button', { name: 'Add +02:00' }).click();
  await settles(page, (text) => text.includes('<DetectTime>2026-07-18T09:00:00+02:00<'), 'the offset was added');
  await says(page, /without an offset from UTC/, false);
  await detected.fill('2026-07-18T09:00:00-05:00');
  await page.getByText(/July 18, 2026 at 9:00:00.AM \(UTC-05:00\)/).waitFor();
  await settles(page, (text) => text.includes('<DetectTime>2026-07-18T09:00:00-05:00<'), 'it is written as it was typed');
  assert.ok((await saved(page)).includes('<DetectTime>2026-07-18T09:00:00-05:00<'));
});

test('rfc3067_6_14_years_beyond_2038_are_times_like_others', async () => {
  const { page } = await open(REPORT);
  for (const [time, words] of [['2039-01-20T03:14:08+00:00', '2039 at 3:14:08'], ['9999-12-31T23:59:59Z', '9999 at 11:59:59'], ['1969-12-31T23:59:59Z', '1969 at 11:59:59']] as const) {
    await field(page, 'Detected').fill(time);
    await page.locator('iodef-form').getByText(words).waitFor();
    await settles(page, (text) => text.includes(`<DetectTime>${time}<`), `${time} was typed`);
    assert.deepEqual((await issues(page)).filter((each) => each.startsWith('Error')), []);
  }
  await field(page, 'Detected').fill('2039-01-20T03:14:08+00:00');
  await settles(page, (text) => text.includes('2039-01-20'), 'the year after the overflow');
  await menu(page, 'Timeline…');
  await page.getByRole('dialog').locator('.lexical').first().waitFor();
  assert.equal(await page.getByRole('dialog').locator('.lexical').last().textContent(), '2039-01-20T03:14:08+00:00');
});

test('rfc3067_6_15_the_precision_of_a_time_is_what_was_typed', async () => {
  const { page } = await open(REPORT);
  for (const time of ['2026-11-25T14:05:00.123456+01:00', '2026-11-25T14:05:00.10+01:00', '2026-11-25T14:05:00+01:00']) {
    await field(page, 'Detected').fill(time);
    await settles(page, (text) => text.includes(`<DetectTime>${time}<`), `${time} was typed`);
    // Another field is edited, the document is saved: the digits are the same.
    await field(page, 'Description').fill(`told at ${time}`);
    await settles(page, (text) => text.includes(`told at ${time}`), 'the description was typed');
    assert.ok((await saved(page)).includes(`<DetectTime>${time}<`));
  }
});

test('rfc3067_6_19_an_extension_says_how_to_read_it_and_survives', async () => {
  const island = `<AdditionalData dtype="xml" name="sensor"><s:Alert xmlns:s="urn:example:sensor"  s:level = '7'><!-- kept --><s:Raw><![CDATA[a<b]]></s:Raw></s:Alert></AdditionalData>`;
  const report = REPORT.replace('  </Incident>', `    ${island}\n  </Incident>`);
  const { page } = await open(report);
  await page.getByRole('combobox', { name: 'Check for' }).selectOption({ label: 'RFC 3067, strict' });
  await says(page, /AdditionalData does not say what it means/);
  await field(page, 'Description').fill('Edited elsewhere');
  await settles(page, (text) => text.includes('Edited elsewhere'), 'the description was typed');
  assert.ok((await source(page)).includes(island), 'the extension is octet for octet what it was');
  await page.locator('iodef-issues li', { hasText: 'does not say what it means' }).getByRole('button').click();
  await page.getByRole('textbox', { name: 'Meaning' }).first().fill('alert of the sensor');
  await settles(page, (text) => text.includes('meaning="alert of the sensor"'), 'the meaning was typed');
  await says(page, /does not say what it means/, false);
  assert.ok((await source(page)).includes(island.slice(island.indexOf('<s:Alert'))));
});

test('rfc3067_6_20_labels_and_help_are_words_in_the_language_of_the_person', async () => {
  const { page } = await open(REPORT.replace('>192.0.2.200<', '>192.0.2.999<'));
  // What is wrong is said in words; the name of the rule stands behind them.
  await says(page, /192\.0\.2\.999/);
  for (const message of await issues(page)) assert.match(message, /^(Error|Warning|Notice): \S+ \S+ \S+/);
  const help = page.locator('iodef-form p.help');
  const english = await help.innerText();
  assert.ok(english.split(' ').length > 4, english);
  const link = help.getByRole('link');
  assert.match(await link.getAttribute('href') ?? '', /^https:\/\/www\.rfc-editor\.org\/rfc\/rfc7970#section-3\.\d+/);
  assert.equal(await link.getAttribute('rel'), 'noreferrer noopener');
  // Each field has a label, and the mandatory ones say what belongs into them.
  const fields = await page.locator('iodef-form iodef-field').evaluateAll((found) => found.map((each) => ({
    label: each.shadowRoot?.querySelector('label')?.textContent?.trim() ?? '', help: each.shadowRoot?.querySelector('#help')?.textContent?.trim() ?? '',
    required: each.hasAttribute('required'),
  })));
  assert.ok(fields.length > 5);
  for (const each of fields) {
    assert.notEqual(each.label, '');
    if (each.required) assert.ok(each.help.split(' ').length > 3, JSON.stringify(each));
  }
  const before = await source(page);
  await menu(page, 'Language…');
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await page.locator('iodef-form h2', { hasText: 'Vorfall' }).waitFor();
  assert.notEqual(await help.innerText(), english);
  assert.ok((await issues(page)).some((each) => each.startsWith('Fehler')), (await issues(page)).join('\n'));
  assert.equal(await source(page), before, 'the values stay what the format says');
});

test('rfc3067_7_1_a_value_that_no_list_has_is_written_and_one_that_a_list_has_is_proposed', async () => {
  const { page } = await open(REPORT);
  await page.getByRole('button', { name: /^Assessment/ }).first().click();
  await page.getByRole('button', { name: /^Technical impact/ }).first().click();
  const type = page.getByLabel('Type', { exact: true });
  await type.selectOption({ label: 'Another value…' });
  const other = page.getByLabel('Another value for Type');
  await other.fill('quantum-eavesdropping');
  await settles(page, (text) => text.includes(' type="ext-value"') && text.includes('ext-type="quantum-eavesdropping"'), 'the new value was typed');
  await page.getByText('Valid', { exact: true }).waitFor();
  await other.fill('availability-service');
  await page.getByRole('button', { name: 'Use “Service not available”' }).click();
  await settles(page, (text) => text.includes('type="availability-service"') && !text.includes('ext-type'), 'the registered value is used');
  // What is in another namespace is kept; what claims to be IODEF and is not, is refused.
  await load(page, REPORT.replace('<SystemImpact', '<NewImpact xmlns="urn:example:later"/><SystemImpact'));
  await says(page, /NewImpact/);
  await load(page, REPORT.replace('<SystemImpact', '<NewImpact/><SystemImpact'));
  await says(page, /^Error: .*NewImpact/);
});
