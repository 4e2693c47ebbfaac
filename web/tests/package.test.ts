// The npm package where people use it: in a plain page, in a Vite build and under Vite's server, in a form,
// twice on a page.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, createServer } from 'vite';
import type { Keys } from '../src/session/keys.ts';
import { TestBrowser, type Visit } from './browser.ts';
import { REPORT } from './reports.ts';

const PACKAGE = join(import.meta.dirname, '../../dist/npm');
/** A form on the page posts to the page itself. */
const FORM_POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

let browser: TestBrowser;
let folder: string;

before(async () => {
  browser = await TestBrowser.start();
  folder = mkdtempSync(join(tmpdir(), 'iodef-package-'));
  mkdirSync(join(folder, 'node_modules/@edgewarden'), { recursive: true });
  // Without one, the browser asks for favicon.ico and gets a 404.
  cpSync(join(import.meta.dirname, '../public/icon.svg'), join(folder, 'icon.svg'));
  cpSync(PACKAGE, join(folder, 'node_modules/@edgewarden/iodef'), { recursive: true });
  const page = (script: string) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Portal</title>
    <link rel="icon" href="./icon.svg" type="image/svg+xml">
    <form id="form"><iodef-editor id="first" name="report" required></iodef-editor><button>Submit</button></form>
    <iodef-editor id="second" locale="en" readonly></iodef-editor><script type="module" src="${script}"></script></html>`;
  writeFileSync(join(folder, 'plain.html'), page('./plain.js'));
  writeFileSync(join(folder, 'index.html'), page('./main.js'));
  const main = (from: string) => `import { IodefEditor, Keys } from '${from}';
    const first = document.getElementById('first');
    if (!(first instanceof IodefEditor)) throw new Error('the element is not defined');
    window.keys = new Keys();
    window.ready = true;`;
  writeFileSync(join(folder, 'plain.js'), main('./node_modules/@edgewarden/iodef/index.js'));
  writeFileSync(join(folder, 'main.js'), main('@edgewarden/iodef'));
});

after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a report in one editor, edits it, and sees value, validity, form and the other editor. */
async function works({ page, errors }: Visit): Promise<void> {
  await page.waitForFunction(() => 'ready' in window);
  assert.equal(await page.evaluate(() => document.querySelector<HTMLFormElement>('#form')?.checkValidity()), false);
  await page.evaluate(async (xml) => {
    const [first, second] = document.querySelectorAll('iodef-editor');
    await first?.openText(xml);
    await second?.openText(xml.replace('189493', '2'));
  }, REPORT);
  await page.locator('#first iodef-leaf input').first().fill('42');
  await page.waitForFunction(() => document.querySelector('iodef-editor')?.value.includes('>42<'));
  const sent = await page.evaluate(() => new FormData(document.querySelector<HTMLFormElement>('#form')!).get('report'));
  assert.equal(sent, REPORT.replace('>189493<', '>42<'));
  assert.equal(await page.evaluate(() => document.querySelector<HTMLFormElement>('#form')?.checkValidity()), true);
  assert.match(await page.evaluate(() => document.querySelectorAll('iodef-editor')[1]?.text()) as string, />2</);
  const { standing } = await page.evaluate((text) => (window as unknown as { keys: Keys }).keys.verify(text, { contacts: [] }), REPORT);
  assert.equal(standing, 'unsigned');
  assert.deepEqual(errors, []);
}

test('a plain page imports it by address', async () => {
  const url = await browser.serve(folder, FORM_POLICY);
  await works(await browser.visit(`${url}plain.html`));
});

test('a Vite build takes it without plugins', async () => {
  await build({ root: folder, logLevel: 'error', configFile: false, build: { outDir: 'out', target: 'es2023', assetsInlineLimit: 0 } });
  const url = await browser.serve(join(folder, 'out'), FORM_POLICY);
  const visit = await browser.visit(url);
  await works(visit);
  assert.deepEqual(visit.requests.filter((each) => !each.startsWith(url)), []);
});

test('the Vite server serves it without plugins', async () => {
  const server = await createServer({ root: folder, logLevel: 'error', configFile: false, server: { port: 0, host: '127.0.0.1' } });
  try {
    await server.listen();
    await works(await browser.visit(server.resolvedUrls?.local[0] ?? ''));
  } finally {
    await server.close();
  }
});

test('submit can be cancelled, and nothing is stored', async () => {
  const url = await browser.serve(folder, FORM_POLICY);
  const { page } = await browser.visit(`${url}plain.html`);
  await page.waitForFunction(() => 'ready' in window);
  const submitted = await page.evaluate(async (xml) => {
    const editor = document.querySelector('iodef-editor')!;
    await editor.openText(xml);
    editor.addEventListener('submit', (event) => event.preventDefault());
    return editor.requestSubmit();
  }, REPORT);
  assert.equal(submitted, false);
  const stored = await page.evaluate(async () => ({
    local: localStorage.length, session: sessionStorage.length, cookie: document.cookie, history: history.length,
    databases: (await indexedDB.databases()).length, workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  assert.deepEqual(stored, { local: 0, session: 0, cookie: '', history: stored.history, databases: 0, workers: 0 });
});
