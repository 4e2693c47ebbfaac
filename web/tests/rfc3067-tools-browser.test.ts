// What RFC 3067 demands where a person is involved, in the page: published formats, and ordinary tools.
// The tools are those of the standard library of Python, and xmllint.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { REPORT } from './reports.ts';
import { menu, settles, source } from './support/page.ts';
import { open, saved } from './support/rfc3067.ts';
import { SCHEMAS, schemaFaults } from './support/schemas.ts';

const JSON_SCHEMA = join(SCHEMAS, 'iodef-json-rfc8727.schema.json');

/** Members of objects that the published JSON Schema does not name. */
const PRIVATE_MEMBERS = `
both = json.load(sys.stdin)
known = set()
def learn(part):
    if isinstance(part, dict):
        known.update(part.get("properties", {}))
        for each in part.values(): learn(each)
    elif isinstance(part, list):
        for each in part: learn(each)
learn(both["schema"])
found = []
def look(part):
    if isinstance(part, dict):
        found.extend(name for name in part if name not in known)
        for each in part.values(): look(each)
    elif isinstance(part, list):
        for each in part: look(each)
look(both["json"])
print(json.dumps(found))`;

const CSV_ROWS = `
import csv, io
text = sys.stdin.buffer.read().decode("utf-8-sig")
print(json.dumps(list(csv.DictReader(io.StringIO(text, newline=""), strict=True))))`;

/** The texts, the tags and the attributes of a page, and the elements that are not closed in their order. */
const HTML_READ = `
from html.parser import HTMLParser
class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = {"title": "", "text": [], "tags": [], "attributes": [], "open": []}
    def handle_starttag(self, tag, attributes):
        self.found["tags"].append(tag)
        self.found["attributes"] += [name for name, _ in attributes]
        if tag != "meta": self.found["open"].append(tag)
    def handle_endtag(self, tag):
        if self.found["open"][-1:] == [tag]: self.found["open"].pop()
    def handle_data(self, text):
        if self.found["open"][-1:] == ["title"]: self.found["title"] += text
        self.found["text"].append(text)
reader = Reader()
reader.feed(sys.stdin.buffer.read().decode("utf-8"))
print(json.dumps(reader.found))`;

/** What a mailto URL says (RFC 6068). */
const MAIL_READ = `
from urllib.parse import parse_qs, unquote, urlsplit
url = urlsplit(sys.stdin.read())
assert url.scheme == "mailto", url
fields = parse_qs(url.query, strict_parsing=True)
print(json.dumps({"to": unquote(url.path), "subject": fields["subject"][0], "lines": fields["body"][0].split("\\r\\n")}))`;

function run(program: string, args: string[], input: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', input });
  if (error) throw new Error(`${program} does not run; scripts/setup.sh test installs it`, { cause: error });
  assert.equal(status, 0, stderr);
  return stdout;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** What a script in Python makes of a text, which is its standard input. */
const python = (script: string, input: string): unknown => JSON.parse(run('python3', ['-c', `import json, sys\n${script}`], input));

/** What an XPath comes to for xmllint. */
const xpath = (path: string, xml: string): string => run('xmllint', ['--nonet', '--xpath', path, '-'], xml).trim();

/** A report from a template, with everything in it that the page adds by itself. */
async function grown(page: Page): Promise<void> {
  await page.getByRole('button', { name: /From a template/ }).click();
  await page.getByRole('button', { name: /^Phishing/ }).click();
  for (const [label, answer] of [
    ['Name', 'Example CSIRT'], ['Mail address', 'csirt@example.org'], ['Domain name of the team', 'csirt.example.org'],
    ['Host name of the imitation', 'bank.example.net'], ['Host name that is imitated', 'www.example.com'], ['URL of the imitation (optional)', 'https://bank.example.net/login'],
  ] as const) await page.getByLabel(label, { exact: true }).fill(answer);
  await page.getByRole('button', { name: 'Make the report' }).click();
  await page.getByText('Valid', { exact: true }).waitFor();
  await page.keyboard.press('Alt+p');
  await page.getByLabel('Text', { exact: true }).fill('from 9.9.9.9 and hxxp://evil[.]com/x, by CVE-2024-3094');
  await page.getByRole('button', { name: 'Take 3' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Alt+e');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file…' }).click();
  await (await chooser).setFiles({ name: 'kit.zip', mimeType: 'application/zip', buffer: Buffer.from('PK evidence') });
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await page.keyboard.press('Alt+h');
  await page.getByRole('dialog').getByLabel('Description').fill('Told the provider.');
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await settles(page, (text) => ['9.9.9.9', 'kit.zip', 'Told the provider.'].every((part) => text.includes(part)), 'the report has grown');
}

test('rfc3067_3_1_what_the_page_saves_is_of_published_formats_and_holds_nothing_private', async () => {
  const { page } = await open();
  await grown(page);
  const xml = await saved(page);
  assert.equal(xml, await source(page));
  assert.deepEqual(schemaFaults({ saved: xml }), []);
  // Nothing is in it that its schemas do not describe: no names of ours, no instructions, no notes.
  const count = (path: string): string => xpath(`count(${path})`, xml);
  assert.equal(xpath('concat(namespace-uri(/*), " ", /*/@version)', xml), 'urn:ietf:params:xml:ns:iodef-2.0 2.00');
  assert.ok(Number(count('//*')) > 50);
  assert.equal(count('//*[not(starts-with(namespace-uri(), "urn:ietf:params:xml:ns:iodef-")) and namespace-uri() != "http://www.w3.org/2000/09/xmldsig#"]'), '0');
  assert.equal(count('//@*[namespace-uri() != "" and not(starts-with(namespace-uri(), "http://www.w3.org/"))]'), '0');
  assert.equal(count('//processing-instruction() | //comment()'), '0');
  assert.equal(count('//*[local-name() = "AdditionalData" or local-name() = "FileProperties"][not(@dtype)]'), '0');
  assert.doesNotMatch(xml, /edgewarden|chrom/i);

  // The same in the other published format, without a member of ours.
  await menu(page, 'Save as JSON…');
  const json = await saved(page, () => page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click());
  assert.doesNotMatch(json, /edgewarden|chrom/i);
  assert.deepEqual(python(PRIVATE_MEMBERS, JSON.stringify({ json: JSON.parse(json) as unknown, schema: JSON.parse(readFileSync(JSON_SCHEMA, 'utf8')) as unknown })), []);
});

test('rfc3067_5_1_what_the_page_hands_out_opens_in_tools_that_others_wrote', async () => {
  const formula = `=cmd|'/C calc'!A0`;
  const prose = 'Über "Köln", 日本, <b>bold</b> & more';
  const report = REPORT.replace('    <EventData>', `    <EventData>\n      <Description>${escaped(prose)}</Description>`)
    .replace('  </Incident>', `    <IndicatorData><Indicator><IndicatorID name="csirt.example.com" version="1">i-1</IndicatorID><Description>one, "two";
three</Description><Observable><Address category="ext-value" ext-category="other">${formula}</Address></Observable></Indicator></IndicatorData>\n  </Incident>`);
  const { page } = await open(report);

  // The file itself.
  const xml = await saved(page);
  assert.equal(xpath('string(//*[local-name() = "EventData"]/*[local-name() = "Description"])', xml), prose);

  // A spreadsheet: RFC 4180, in UTF-8 that says so, and nothing that runs.
  const table = await saved(page, () => menu(page, 'Indicators as CSV'));
  assert.ok(table.startsWith('\uFEFF') && table.split('\r\n').length === 5, table);
  const rows = python(CSV_ROWS, table);
  const row = { incident: '189493', description: '', start: '', end: '' };
  assert.deepEqual(rows, [
    { ...row, indicator: 'i-1', kind: 'other', value: `'${formula}`, description: 'one, "two";\nthree' },
    { ...row, indicator: 'source', kind: 'ipv4-addr', value: '192.0.2.200' },
    { ...row, indicator: 'target', kind: 'ipv4-addr', value: '192.0.2.16' },
  ]);

  // One page for any browser, or for what only reads its text: whole by itself, and it runs nothing.
  const html = await saved(page, () => menu(page, 'Report as HTML'));
  const read = python(HTML_READ, html) as { title: string; text: string[]; tags: string[]; attributes: string[]; open: string[] };
  assert.equal(read.title, 'csirt.example.com 189493');
  assert.deepEqual(read.open, [], 'each element is closed where it should be');
  for (const text of [prose, formula, '192.0.2.200', 'TLP:RED', '2015-10-02T11:18:00-05:00']) assert.ok(read.text.includes(text), `${text} is not in ${read.text.join('|')}`);
  assert.deepEqual(read.tags.filter((tag) => ['a', 'b', 'base', 'form', 'iframe', 'img', 'link', 'object', 'script'].includes(tag)), []);
  assert.deepEqual(read.attributes.filter((name) => name.startsWith('on') || ['href', 'src', 'srcdoc', 'action'].includes(name)), []);

  // A mail: what the mail program is given is what was shown, and nobody can click on what is in it.
  await page.evaluate(() => {
    HTMLAnchorElement.prototype.click = function () { Object.assign(window, { given: this.href }); };
  });
  await menu(page, 'Mail a summary…');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('To', { exact: true }).fill('cert@example.net');
  assert.equal(await dialog.getByLabel('Subject').inputValue(), 'csirt.example.com 189493');
  // A subject of signs that a URL takes for its own.
  const subject = 'R&D: 100% = #1?';
  await dialog.getByLabel('Subject').fill(subject);
  const body = await dialog.getByLabel('Text', { exact: true }).inputValue();
  assert.match(body, /^TLP:RED {2}csirt\.example\.com 189493\n[\s\S]*ipv4-addr 192\[\.\]0\[\.\]2\[\.\]200 \(source\)/);
  await dialog.getByRole('button', { name: 'Open the mail program' }).click();
  await page.waitForFunction(() => 'given' in window);
  const given = await page.evaluate(() => (window as unknown as { given: string }).given);
  assert.deepEqual(python(MAIL_READ, given), { to: 'cert@example.net', subject, lines: body.split('\n') });
});
