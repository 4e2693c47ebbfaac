// What RFC 3067 demands where a person is involved, in the page: what a report says and who reads it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { seriousFaults } from './axe.ts';
import { REPORT } from './reports.ts';
import { Keyboard } from './support/keyboard.ts';
import { drop, menu, paste, settles, source } from './support/page.ts';
import { open, says, strict } from './support/rfc3067.ts';
import { browser, site } from './support/site.ts';

const folder = mkdtempSync(join(tmpdir(), 'rfc3067-'));

after(() => {
  rmSync(folder, { recursive: true });
});

/** The report without everything that the pattern names. */
function without(pattern: RegExp): string {
  const shorter = REPORT.replace(pattern, '');
  assert.notEqual(shorter, REPORT);
  return shorter;
}

test('rfc3067_4_1_a_person_reads_arabic_and_the_texts_of_a_report_stay_as_they_are', async () => {
  const texts = [['en', 'A flood'], ['ar', 'هجوم على المتجر'], ['ja', '店への攻撃']]
    .map(([language, text]) => `<Description xml:lang="${language}" translation-id="d1">${text}</Description>`).join('\n    ');
  const report = REPORT.replace(/<Description>.*<\/Description>/, texts);
  const file = join(folder, 'utf16.xml');
  writeFileSync(file, Buffer.from(`\uFEFF${report.replace('UTF-8', 'UTF-16')}`, 'utf16le'));
  const { page, errors } = await browser.visit(site);
  await page.getByText('This page works without a network now.').waitFor();
  await drop(page, file);
  await page.locator('iodef-form h2').waitFor();
  await page.getByText('This file was UTF-16; it will be saved as UTF-8.').waitFor();

  await menu(page, 'Language…');
  await page.getByRole('button', { name: 'العربية' }).click();
  await page.waitForFunction(() => document.documentElement.dir === 'rtl' && document.documentElement.lang === 'ar');
  await page.locator('iodef-form h2', { hasText: /\p{Script=Arabic}/u }).waitFor();
  const label = page.locator('iodef-leaf label').first();
  assert.match(await label.textContent() ?? '', /\p{Script=Arabic}/u);
  // The menu stands at the side where lines begin.
  const place = await page.locator('#menu-button').boundingBox();
  assert.ok(place && place.x > 640, JSON.stringify(place));
  assert.deepEqual(await seriousFaults(page), []);

  await page.locator('iodef-leaf').first().locator('input').first().fill('189494');
  await settles(page, (text) => text.includes('>189494<'), 'the number was typed');
  assert.ok((await source(page)).includes(texts), 'the texts are octet for octet what they were');
  const saved = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  const bytes = readFileSync(await (await saved).path());
  assert.ok(bytes.toString('utf8').includes(texts));
  assert.deepEqual(errors, []);
});

test('rfc3067_6_3_pasted_advisories_become_references', async () => {
  const { page } = await open(REPORT);
  await page.locator('body').click({ position: { x: 640, y: 20 } });
  await paste(page, 'Exploits CVE-2024-3094 and CVE-2021-44228 (CWE-506), as in CAPEC-538; see GHSA-jfh8-c2jp-5v3q.');
  await page.getByRole('dialog').getByRole('button', { name: 'Take 5' }).click();
  await page.getByText('5 findings were taken.').waitFor();
  const xml = await source(page);
  for (const id of ['CVE-2024-3094', 'CVE-2021-44228', 'CWE-506', 'CAPEC-538', 'GHSA-jfh8-c2jp-5v3q']) {
    assert.match(xml, new RegExp(`<Reference>\\s*(?:<enum:ReferenceName specIndex="\\d+">\\s*<enum:ID>${id}</|<URL>[^<]*</URL>\\s*<Description>${id}<)`), id);
  }
  assert.match(xml, /specIndex="1">\s*<enum:ID>CVE-2024-3094</);
  await page.getByText('Valid', { exact: true }).waitFor();
});

test('rfc3067_6_5_a_dropped_file_is_evidence_by_the_digest_that_sha256sum_has', async () => {
  const content = Buffer.from('MZ\u0000 not to be opened <script>alert(1)</script>');
  const file = join(folder, 'invoice.exe');
  writeFileSync(file, content);
  const digest = spawnSync('sha256sum', [file], { encoding: 'utf8' }).stdout.slice(0, 64);
  const { page } = await open(REPORT);
  await page.keyboard.press('Alt+e');
  await drop(page, file, 'iodef-evidence .drop');
  await page.getByText(digest, { exact: true }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('invoice.exe was added.').waitFor();
  const [, written] = /DigestValue>([^<]+)</.exec(await source(page)) ?? [];
  assert.equal(Buffer.from(written ?? '', 'base64').toString('hex'), digest);
  assert.ok(!(await source(page)).includes('not to be opened') && !(await source(page)).includes(content.toString('base64')));

  // The content is in the report only when that is asked for.
  await page.keyboard.press('Alt+e');
  await drop(page, file, 'iodef-evidence .drop');
  await page.getByRole('checkbox', { name: /Put the content/ }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await settles(page, (text) => text.includes(content.toString('base64')), 'the content was asked for');
});

test('rfc3067_6_6_a_report_without_a_victim_is_refused_until_there_is_one', async () => {
  const { page } = await open(without(/<System category="target">[\s\S]*?<\/System>/));
  await says(page, /lacks the address of: target/);
  await strict(page);
  await page.locator('.verdict', { hasText: /error/ }).waitFor();
  await says(page, /lacks the address of: target/);
  await page.keyboard.press('Alt+p');
  await page.getByLabel('Text', { exact: true }).fill('attacked: 198.51.100.80');
  await page.getByLabel('Take 198.51.100.80 as').selectOption({ label: 'Target' });
  await page.getByRole('button', { name: 'Take one' }).click();
  await settles(page, (text) => /<System category="target">[\s\S]*198\.51\.100\.80/.test(text), 'the victim is in the report');
  await says(page, /lacks the address/, false);
});

test('rfc3067_6_8_the_team_is_the_creator_of_what_it_writes', async () => {
  const { page } = await open(without(/\s*<Email>[\s\S]*?<\/Email>/));
  await says(page, /does not say how its creator can be reached/);
  await menu(page, 'Team profile…');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Domain name of the team').fill('csirt.example.net');
  await dialog.getByLabel('Name', { exact: true }).fill('Example Net CSIRT');
  await dialog.getByLabel('Mail addresses, one a line').fill('reports@csirt.example.net');
  await dialog.getByRole('button', { name: 'Use this profile' }).click();
  await page.getByText(/The profile is (kept|used)/).waitFor();
  await page.keyboard.press('Alt+n');
  await settles(page, (text) => /<IncidentID name="csirt\.example\.net">\d{8}-\w+</.test(text), 'a new report begins with the team and a number');
  assert.match(await source(page), /<ContactName>Example Net CSIRT<[\s\S]*<EmailTo>reports@csirt\.example\.net</);
  await menu(page, 'From a template…');
  await page.getByRole('dialog').getByRole('button', { name: /^DDoS|^Denial/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Fill in later' }).click();
  await settles(page, (text) => /<IncidentID name="csirt\.example\.net">[\s\S]*<System /.test(text), 'the template begins with the team');
  const xml = await source(page);
  assert.match(xml, /<Contact role="creator"[^>]*>\s*<ContactName>Example Net CSIRT<[\s\S]*<EmailTo>reports@csirt\.example\.net</);
  await strict(page);
  await says(page, /creator/, false);
});

test('rfc3067_6_9_the_impact_is_missed_until_the_form_has_it', async () => {
  const { page } = await open(without(/\s*<Assessment>[\s\S]*?<\/Assessment>/));
  await says(page, /does not say its impact/);
  await page.locator('iodef-adder').first().getByRole('button', { name: 'Assessment' }).click();
  await settles(page, (text) => /<Assessment>\s*<SystemImpact\/>/.test(text), 'an impact was added');
  await page.getByRole('button', { name: 'Technical impact', exact: true }).click();
  await page.getByLabel('Type', { exact: true }).selectOption({ label: 'Service not available' });
  await settles(page, (text) => text.includes('<SystemImpact type="availability-service"/>'), 'it was chosen from the list');
  await says(page, /does not say its impact/, false);
});

test('rfc3067_6_10_confidence_asks_who_receives_it_and_names_who_refuses', async () => {
  const { page } = await open(REPORT);
  await page.getByRole('button', { name: /^Assessment/ }).first().click();
  const assessment = page.getByRole('region', { name: 'Assessment' });
  assert.equal(await assessment.getByRole('textbox', { name: 'Confidence' }).count(), 0, 'it is not begun by typing');
  await assessment.getByRole('button', { name: 'Confidence' }).click();
  const dialog = page.getByRole('dialog', { name: 'Who receives this report?' });
  await dialog.getByText('Receivers with the published one may refuse it.').waitFor();
  assert.deepEqual(await seriousFaults(page), []);
  await dialog.getByRole('button', { name: /^Schema as corrected/ }).click();
  await new Keyboard(page).lands('Confidence', 'input');
  await assessment.getByRole('textbox', { name: 'Confidence' }).fill('85');
  await assessment.getByLabel('Rating').selectOption({ label: 'As a number' });
  await settles(page, (text) => text.includes('<Confidence rating="numeric">85</Confidence>'), 'the number was typed');
  assert.equal(await page.getByRole('combobox', { name: 'Check for' }).inputValue(), 'schema_b');
  await page.locator('.verdict', { hasText: /Valid|warning/ }).waitFor();
  // For everyone there is none: it is said who refuses it, and the value stays.
  await page.getByRole('combobox', { name: 'Check for' }).selectOption({ label: 'Every receiver' });
  await says(page, /Confidence.*Refused by: .*Schema as published/);
  assert.ok((await source(page)).includes('<Confidence rating="numeric">85</Confidence>'));
});

test('rfc3067_6_11_a_hand_over_adds_to_the_history_and_leaves_what_was_there', async () => {
  const received = REPORT.replace('  </Incident>', `    <History>
      <HistoryItem   action='block-host'><!-- by others --><DateTime>2015-10-02T12:00:00-05:00</DateTime>
        <Description>Blocked&#x20;there.</Description></HistoryItem>
    </History>
  </Incident>`);
  const { page } = await open(received);
  await page.keyboard.press('Alt+h');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What was done').selectOption('investigate');
  await dialog.getByLabel('Description').fill('We asked the provider.');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await settles(page, (text) => text.includes('We asked the provider.'), 'the entry was added');
  const grown = await source(page);
  const end = received.indexOf('</HistoryItem>') + '</HistoryItem>'.length;
  assert.equal(grown.slice(0, end), received.slice(0, end));
  assert.ok(grown.endsWith(received.slice(end)));
  assert.match(grown.slice(end), /<HistoryItem action="investigate">\s*<DateTime>[^<]+[+-]\d\d:\d\d<[\s\S]*We asked the provider\./);
  await menu(page, 'What changed…');
  await page.getByRole('cell', { name: 'added' }).first().waitFor();
});
