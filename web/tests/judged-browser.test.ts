// What a document is judged by besides the rules: the time, where it came from, and values that were
// registered after the schemas were written.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { REPORT } from './reports.ts';
import { drop } from './support/page.ts';
import { browser, site as url } from './support/site.ts';
import { TEAM } from './support/team.ts';

const folder = mkdtempSync(join(tmpdir(), 'iodef-judged-'));

after(() => rmSync(folder, { recursive: true }));

async function visit(): Promise<Page> {
  const { page } = await browser.visit(url, { viewport: { width: 1280, height: 900 } });
  await page.waitForSelector('iodef-start');
  return page;
}

async function open(page: Page, text: string): Promise<void> {
  await page.evaluate((xml) => document.querySelector('iodef-editor')?.openText(xml), text);
}

const rules = (page: Page): Promise<string[]> =>
  page.evaluate(async () => (await document.querySelector('iodef-editor')!.diagnostics()).map(({ rule }) => rule));

const EXPIRED = `<IndicatorData><Indicator><IndicatorID name="csirt.example.com" version="1">i</IndicatorID><EndTime>2016-10-02T11:18:00-05:00</EndTime>
  <Observable><Address category="ipv4-addr">192.0.2.9</Address></Observable></Indicator></IndicatorData></Incident>`;
const PAST = '<Expectation action="block-host"><EndTime>2016-10-02T11:18:00-05:00</EndTime></Expectation></EventData>';

test('what is past or to come is judged by the clock, when it is opened and when it is typed', async () => {
  const page = await visit();
  await open(page, REPORT.replace('</Incident>', EXPIRED).replace('</EventData>', PAST));
  const opened = await rules(page);
  assert.ok(opened.includes('indicator-expired') && opened.includes('expectation-past'), opened.join(' '));
  assert.ok(!opened.includes('time-future'));
  const next = `${new Date().getUTCFullYear() + 1}-10-02T11:18:00Z`;
  await page.evaluate(async (time) => {
    const { editor } = document.querySelector('iodef-editor')!;
    const path = await editor.session.call('resolve', ['/IODEF-Document/Incident/GenerationTime']);
    await editor.apply({ do: 'set_text', path: path!, text: time });
  }, next);
  assert.ok((await rules(page)).includes('time-future'));
});

test('a report that came as a file must keep a History when it is handed on', async () => {
  const page = await visit();
  await page.evaluate(() => { document.querySelector('iodef-editor')!.profile = 'strict3067'; });
  await open(page, REPORT);
  assert.ok(!(await rules(page)).includes('3067-6.11'), 'one that was written here has none yet');
  await page.evaluate(async (xml) => document.querySelector('iodef-editor')!.open(new TextEncoder().encode(xml), 'theirs.xml', true), REPORT);
  assert.ok((await rules(page)).includes('3067-6.11'));
});

test('a report of the own team is not received when it is opened from a file', async () => {
  const page = await visit();
  await page.evaluate((team) => {
    const element = document.querySelector('iodef-editor')!;
    element.profile = 'strict3067';
    element.preset = { team };
  }, TEAM);
  await page.waitForFunction((name) => document.querySelector('iodef-editor')!.editor.team === name, TEAM.fqdn);
  const strict = async (name: string): Promise<boolean> => {
    const file = join(folder, 'report.xml');
    writeFileSync(file, REPORT.replace('csirt.example.com', name));
    await drop(page, file);
    await page.waitForFunction((title) => document.querySelector('iodef-editor')!.editor.state.title.startsWith(title), name);
    return (await rules(page)).includes('3067-6.11');
  };
  assert.equal(await strict('CSIRT.example.org'), false);
  assert.equal(await strict('csirt.example.net'), true);
});

test('values that were registered later are taken from the page', async () => {
  const page = await visit();
  await open(page, REPORT.replace('role="creator"', 'role="press"'));
  assert.ok((await rules(page)).includes('xsd-enumeration'));
  await page.evaluate(() => { document.querySelector('iodef-editor')!.registry = { 'Contact-role': { press: 'Answers questions of journalists.' } }; });
  await page.waitForFunction(() => document.querySelector('iodef-editor')!.editor.state.errors === 0);
  assert.ok(!(await rules(page)).includes('xsd-enumeration'));
  const values = await page.evaluate(async () => {
    const { session } = document.querySelector('iodef-editor')!.editor;
    const path = await session.call('resolve', ['/IODEF-Document/Incident/Contact']);
    const form = await session.call('form', [path!, 'all']);
    return form.attributes.find(({ name }) => name === 'role')!.values;
  });
  assert.ok(values.includes('press') && values.includes('creator'), values.join(' '));
  const refused = await page.evaluate(async () => {
    const element = document.querySelector('iodef-editor')!;
    const said = new Promise<string>((resolve) => {
      element.addEventListener('registry-refused', (event) => resolve((event as CustomEvent<{ reason: string }>).detail.reason));
    });
    element.setAttribute('registry', '{"Contact-rule": {}}');
    return said;
  });
  assert.match(refused, /no registry is named "Contact-rule"/);
  assert.ok(!(await rules(page)).includes('xsd-enumeration'), 'what is refused changes nothing');
  await page.evaluate(() => { document.querySelector('iodef-editor')!.registry = null; });
  await page.waitForFunction(() => document.querySelector('iodef-editor')!.editor.state.errors > 0);
});
