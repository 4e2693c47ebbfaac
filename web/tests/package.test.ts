// The npm package where people use it: in a plain page, in a Vite build and under Vite's server, in a form,
// twice on a page.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
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

/** What the page fixes for its first editor; the second one is left alone. */
async function fix(page: Page, preset: unknown): Promise<void> {
  await page.evaluate(async (given) => {
    const [first] = document.querySelectorAll('iodef-editor');
    first!.preset = given as never;
    await first!.updateComplete;
  }, preset);
}

/** Whether an edit goes through, and if not, why. */
const edit = (page: Page, which: number, command: unknown): Promise<string> => page.evaluate(async ([index, given]) => {
  const { editor } = document.querySelectorAll('iodef-editor')[index as number]!;
  return editor.apply(given as never).then(() => 'done', (error: Error & { code?: string }) => error.code ?? error.message);
}, [which, command]);

test('a preset locks, requires and names the team in one editor, and not in the other', async () => {
  const url = await browser.serve(folder, FORM_POLICY);
  const { page, errors } = await browser.visit(`${url}plain.html`);
  await page.waitForFunction(() => 'ready' in window);
  await fix(page, {
    team: { fqdn: 'portal.example.org', contacts: [{ role: 'creator', type: 'organization', name: 'Portal', emails: ['team@portal.example.org'], telephones: [], address: [] }] },
    locked: ['IncidentID', 'Incident/Contact', 'Incident@purpose'], required: ['Incident/DetectTime', 'Incident@status'],
  });
  await page.evaluate(async (xml) => {
    const [first, second] = document.querySelectorAll('iodef-editor');
    second!.readonly = false;
    await first!.openText(xml);
    await second!.openText(xml);
  }, REPORT);
  // Locked in the form, with a word for it.
  const id = page.locator('#first iodef-leaf').first();
  await id.getByTitle('Locked by this page').first().waitFor();
  assert.equal(await id.locator('input').first().evaluate((input: HTMLInputElement) => input.readOnly), true);
  assert.equal(await page.locator('#second').getByTitle('Locked by this page').count(), 0);
  // And for every command, whatever way it comes.
  const commands = [
    { do: 'set_text', path: '0/0', text: 'x' }, { do: 'set_attribute', path: '0/0', name: 'name', value: 'x.example.org' },
    { do: 'set_attribute', path: '0', name: 'purpose', value: 'watch' }, { do: 'remove', path: '0' }, { do: 'remove', path: '0/5' }, { do: 'set_text', path: '0/5/0', text: 'x' },
    { do: 'insert_class', parent: '0', class: 'Contact' }, { do: 'insert', parent: '0', index: 6, xml: '<Contact role="irt" type="person"><ContactName>x</ContactName></Contact>' },
    { do: 'insert', parent: '', index: 1, xml: '<Incident purpose="watch"><GenerationTime>2026-01-01T00:00:00Z</GenerationTime></Incident>' },
    { do: 'replace_text', from: 0, to: 0, text: ' ' }, { do: 'group', commands: [{ do: 'set_text', path: '0/3', text: 'fine' }, { do: 'set_text', path: '0/0', text: 'x' }] },
  ];
  for (const command of commands) assert.equal(await edit(page, 0, command), 'locked', JSON.stringify(command));
  assert.equal(await page.evaluate(() => document.querySelector('iodef-editor')!.text()), REPORT);
  for (const command of commands.slice(0, 2)) assert.equal(await edit(page, 1, command), 'done', JSON.stringify(command));
  assert.equal(await edit(page, 0, { do: 'set_text', path: '0/3', text: 'Another text' }), 'done');

  // What is asked for is an error of the document, named by the form around it.
  await page.waitForFunction(() => document.querySelector('iodef-editor')!.validationMessage.includes('Incident/DetectTime'));
  const state = await page.evaluate(async () => {
    const [first, second] = document.querySelectorAll('iodef-editor');
    return { valid: [first!.checkValidity(), second!.checkValidity()], message: first!.validationMessage, diagnostics: (await first!.diagnostics()).map(({ rule, message }) => `${rule} ${message}`) };
  });
  assert.deepEqual(state.valid, [false, true]);
  assert.match(state.message, /Incident@status/);
  assert.deepEqual(state.diagnostics.slice(0, 2), ['preset-required This page asks for Incident/DetectTime', 'preset-required This page asks for Incident@status']);
  await page.locator('#first iodef-issues').getByText('This page asks for Incident@status').waitFor();
  assert.equal(await edit(page, 0, { do: 'insert_class', parent: '0', class: 'DetectTime', text: '2026-01-01T00:00:00Z' }), 'done');
  assert.equal(await edit(page, 0, { do: 'set_attribute', path: '0', name: 'status', value: 'new' }), 'done');
  await page.waitForFunction(() => document.querySelector('iodef-editor')!.checkValidity());
  // Without it, nothing is locked any more.
  await fix(page, null);
  assert.equal(await edit(page, 0, { do: 'set_text', path: '0/0', text: '7' }), 'done');
  assert.deepEqual(errors, []);
});

test('a preset that is not one is refused loudly, and nothing is edited until it is mended', async () => {
  const url = await browser.serve(folder, FORM_POLICY);
  const { page, errors } = await browser.visit(`${url}plain.html`);
  await page.waitForFunction(() => 'ready' in window);
  await page.evaluate((xml) => document.querySelector('iodef-editor')!.openText(xml), REPORT);
  for (const [preset, reason] of [[{ lokked: [] }, /lokked/], [{ locked: ['IncidentId'] }, /IncidentId/], ['{', /JSON/]] as const) {
    const refused = page.evaluate(() => new Promise<string>((resolve) => {
      document.querySelector('iodef-editor')!.addEventListener('preset-refused', (event) => resolve((event as CustomEvent<{ reason: string }>).detail.reason), { once: true });
    }));
    if (typeof preset === 'string') await page.evaluate((json) => document.querySelector('iodef-editor')!.setAttribute('preset', json), preset);
    else await fix(page, preset);
    assert.match(await refused, reason);
    assert.match(errors.splice(0).join(), reason);
    assert.equal(await page.evaluate(() => document.querySelector('iodef-editor')!.checkValidity()), false);
    assert.notEqual(await edit(page, 0, { do: 'set_text', path: '0/0', text: '7' }), 'done');
  }
  await page.evaluate(() => document.querySelector('iodef-editor')!.setAttribute('preset', '{"locked":["IncidentID"]}'));
  await page.waitForFunction(() => document.querySelector('iodef-editor')!.checkValidity());
  assert.equal(await edit(page, 0, { do: 'set_text', path: '0/0', text: '7' }), 'locked');
  assert.equal(await edit(page, 0, { do: 'set_text', path: '0/3', text: 'Another text' }), 'done');
  assert.deepEqual(errors, []);
});

test('with an endpoint a report goes there, and only after sign-off', async () => {
  const url = await browser.serve(folder, `${FORM_POLICY}; connect-src 'self' https://csirt.example.net`);
  const { page } = await browser.visit(`${url}plain.html`);
  await page.waitForFunction(() => 'ready' in window);
  const bodies: string[] = [];
  await page.context().route('https://csirt.example.net/**', async (route) => {
    if (route.request().method() === 'POST') bodies.push(route.request().postData() ?? '');
    await route.fulfill({ status: 202, contentType: 'application/json', headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type' }, body: '{}' });
  });
  await fix(page, { endpoint: 'https://csirt.example.net/report' });
  await page.evaluate((xml) => document.querySelector('iodef-editor')!.openText(xml), REPORT);
  const submitted = page.evaluate(() => document.querySelector('iodef-editor')!.requestSubmit());
  await page.getByText('https://csirt.example.net/report').waitFor();
  assert.deepEqual(bodies, []);
  await page.getByLabel(/I have read it/).check();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  assert.equal(await submitted, true);
  assert.deepEqual(bodies, [REPORT]);
  // The host has the last word.
  const cancelled = await page.evaluate(() => {
    const editor = document.querySelector('iodef-editor')!;
    editor.addEventListener('submit', (event) => event.preventDefault());
    return editor.requestSubmit();
  });
  assert.equal(cancelled, false);
  assert.equal(bodies.length, 1);
});

type Sent = { events: number; report: string }[];

/** A page with a report in the form, which notes what is sent instead of sending it. */
async function inForm(): Promise<Page> {
  const url = await browser.serve(folder, FORM_POLICY);
  const { page } = await browser.visit('about:blank');
  await page.addInitScript(() => {
    const states: unknown[] = [];
    const { setFormValue } = ElementInternals.prototype;
    ElementInternals.prototype.setFormValue = function (...args: [string, string?]) {
      if (args[0] !== '') states.push(args.length > 1 ? args[1] : 'none given');
      return setFormValue.apply(this, args);
    };
    Object.assign(globalThis, { states });
  });
  await page.goto(`${url}plain.html`);
  await page.waitForFunction(() => 'ready' in window);
  await page.evaluate(async (xml) => {
    const form = document.querySelector<HTMLFormElement>('#form')!;
    const sent: { events: number; report: string }[] = [];
    Object.assign(globalThis, { sent });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      sent.push({ events: sent.length + 1, report: String(new FormData(form).get('report')) });
    });
    await document.querySelector('iodef-editor')!.openText(xml);
  }, REPORT);
  await page.locator('#first iodef-leaf input').first().waitFor();
  return page;
}

const sentBy = (page: Page): Promise<Sent> => page.evaluate(() => (globalThis as unknown as { sent: Sent }).sent);

/** Types as a person does who presses a button in the same moment. */
const typeAnd = (page: Page, value: string, then: 'button' | 'requestSubmit'): Promise<void> => page.evaluate(async ([text, what]) => {
  const inner = (root: ShadowRoot | null | undefined, selector: string): HTMLElement | undefined => {
    for (const each of root?.querySelectorAll<HTMLElement>('*') ?? []) {
      const found = each.matches(selector) ? each : inner(each.shadowRoot, selector);
      if (found) return found;
    }
    return undefined;
  };
  const editor = document.querySelector('iodef-editor')!;
  const input = inner(inner(editor.shadowRoot, 'iodef-leaf')?.shadowRoot, 'input') as HTMLInputElement;
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  if (what === 'button') document.querySelector<HTMLButtonElement>('#form button')!.click();
  else await editor.requestSubmit();
}, [value, then] as const);

for (const mirror of [true, false]) {
  for (const then of ['button', 'requestSubmit'] as const) {
    test(`the form is sent once, with what was typed last (${then}, mirror ${mirror})`, async () => {
      const page = await inForm();
      await page.evaluate((on) => { document.querySelector('iodef-editor')!.mirror = on; }, mirror);
      for (const number of ['4', '42', '421']) {
        const before = (await sentBy(page)).length;
        await typeAnd(page, number, then);
        await page.waitForFunction((count) => (globalThis as unknown as { sent: Sent }).sent.length > count, before);
      }
      await page.waitForTimeout(200);
      assert.deepEqual((await sentBy(page)).map(({ report }) => /<IncidentID[^>]*>([^<]*)</.exec(report)?.[1]), ['4', '42', '421']);
    });
  }
}

test('what is read only is not undone either, from the moment that it is', async () => {
  const page = await inForm();
  await page.locator('#first iodef-leaf input').first().fill('42');
  await page.waitForFunction(() => document.querySelector('iodef-editor')?.value.includes('>42<'));
  const undo = page.locator('#first').getByRole('button', { name: 'Undo' });
  assert.equal(await undo.isEnabled(), true);
  await page.evaluate(() => { document.querySelector('iodef-editor')!.readonly = true; });
  await page.locator('#first iodef-leaf input[readonly], #first iodef-leaf input[disabled]').first().waitFor();
  assert.equal(await undo.isEnabled(), false);
  const text = await page.evaluate(async () => {
    const editor = document.querySelector('iodef-editor')!;
    await editor.editor.undo();
    await editor.editor.redo();
    return editor.text();
  });
  assert.equal(text, REPORT.replace('>189493<', '>42<'));
});

test('it has the name that it is given, and is read only while it is disabled', async () => {
  const page = await inForm();
  const names = await page.evaluate(async () => {
    const form = document.querySelector<HTMLFormElement>('#form')!;
    const editor = document.querySelector('iodef-editor')!;
    editor.name = 'incident';
    await editor.updateComplete;
    return [...new FormData(form).keys()];
  });
  assert.deepEqual(names, ['incident']);
  await page.evaluate(() => document.querySelector('iodef-editor')!.toggleAttribute('disabled', true));
  const field = page.locator('#first iodef-leaf input').first();
  await page.waitForFunction(() => document.querySelector('iodef-editor')!.editor.options.readonly);
  assert.equal(await field.isEditable(), false);
  assert.equal(await edit(page, 0, { do: 'set_text', path: '0/0', text: '5' }), 'readonly');
  await page.evaluate(() => { document.querySelector('iodef-editor')!.toggleAttribute('disabled', false); });
  await page.waitForFunction(() => !document.querySelector('iodef-editor')!.editor.options.readonly);
  await field.fill('5');
  await page.waitForFunction(() => document.querySelector('iodef-editor')?.value.includes('>5<'));
});

test('a form that is sent right behind a new value is sent with it', async () => {
  const page = await inForm();
  const [data, value] = await page.evaluate((xml) => {
    const form = document.querySelector<HTMLFormElement>('#form')!;
    const editor = document.querySelector('iodef-editor')!;
    editor.value = xml;
    const now = [String(new FormData(form).get('report')), editor.value] as const;
    form.requestSubmit();
    return now;
  }, REPORT.replace('189493', '77'));
  assert.deepEqual([data, value], [REPORT.replace('189493', '77'), REPORT.replace('189493', '77')]);
  await page.waitForFunction(() => (globalThis as unknown as { sent: Sent }).sent.length > 0);
  assert.deepEqual((await sentBy(page)).map(({ report }) => report), [REPORT.replace('189493', '77')]);
  // What no document can be is not sent in place of the one that was there.
  await page.evaluate((xml) => {
    document.querySelector('iodef-editor')!.value = xml;
    document.querySelector<HTMLFormElement>('#form')!.requestSubmit();
  }, REPORT.replace('</Incident>', ''));
  await page.locator('#first').getByText(/cannot be read|not well-formed/i).first().waitFor();
  assert.equal((await sentBy(page)).length, 1);
});

test('the document is in the history of the page only where storage is on', async () => {
  const page = await inForm();
  await page.locator('#first iodef-leaf input').first().fill('42');
  await page.waitForFunction(() => document.querySelector('iodef-editor')?.value.includes('>42<'));
  const states = () => page.evaluate(() => (globalThis as unknown as { states: unknown[] }).states.splice(0));
  assert.deepEqual([...new Set(await states())], [null]);
  await page.evaluate(() => { document.querySelector('iodef-editor')!.storage = true; });
  await page.locator('#first iodef-leaf input').first().fill('43');
  await page.waitForFunction(() => document.querySelector('iodef-editor')?.value.includes('>43<'));
  assert.match(String((await states()).at(-1)), />43</);
});

test('an editor that is taken out of the page and put back has what it had', async () => {
  const page = await inForm();
  await page.locator('#first iodef-leaf input').first().fill('42');
  await page.waitForFunction(() => document.querySelector('iodef-editor')?.value.includes('>42<'));
  await page.evaluate(async () => {
    const editor = document.querySelector('iodef-editor')!;
    editor.remove();
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    document.querySelector('form')!.prepend(editor);
  });
  await page.locator('#first iodef-leaf input').first().waitFor();
  assert.equal(await page.evaluate(() => document.querySelector('iodef-editor')!.text()), REPORT.replace('>189493<', '>42<'));
  await page.locator('#first iodef-leaf input').first().fill('77');
  await page.waitForFunction(() => document.querySelector('iodef-editor')?.value.includes('>77<'));
  assert.equal(await page.evaluate(() => new FormData(document.querySelector<HTMLFormElement>('#form')!).get('report')), REPORT.replace('>189493<', '>77<'));
});

test('an editor that is moved within the page goes on with what it shows', async () => {
  const page = await inForm();
  const field = page.locator('#first iodef-leaf input').first();
  await field.fill('42');
  await page.waitForFunction(() => document.querySelector('iodef-editor')?.value.includes('>42<'));
  await page.evaluate(() => {
    document.querySelector('#form')!.appendChild(document.createElement('fieldset')).append(document.querySelector('iodef-editor')!);
  });
  await field.fill('43');
  await page.waitForFunction(() => document.querySelector('iodef-editor')?.value.includes('>43<'));
  await page.evaluate(() => { document.querySelector('fieldset')!.disabled = true; });
  await page.locator('#first iodef-leaf input[readonly], #first iodef-leaf input[disabled]').first().waitFor();
});

test('two editors bring no landmark that a page has once', async () => {
  const page = await inForm();
  assert.equal(await page.locator('main').count(), 0);
});
