// Signing, verifying and sealing in a real Chromium, against xmlsec1 and openssl, under the policy of the site.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { TestBrowser, type Visit } from './browser.ts';
import { REPORT } from './reports.ts';
import { Peers } from './support/peers.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PASSPHRASE = 'correct horse, Ünïcode';

let browser: TestBrowser;
let peers: Peers;
let site = '';

before(async () => {
  peers = new Peers();
  peers.certify('team', '/CN=Example CSIRT', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'], PASSPHRASE);
  peers.certify('other', '/CN=Example CSIRT', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'], PASSPHRASE);
  peers.certify('receiver', '/CN=Receiver', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], PASSPHRASE);
  browser = await TestBrowser.start();
  site = await browser.serve();
});

after(async () => {
  await browser.close();
  peers.close();
});

async function open(text: string): Promise<Visit> {
  const visit = await browser.visit(site, { viewport: { width: 1280, height: 860 } });
  await visit.page.waitForSelector('iodef-start');
  await load(visit.page, text);
  return visit;
}

async function load(page: Page, text: string): Promise<void> {
  await page.evaluate((xml) => document.querySelector('iodef-editor')?.openText(xml), text);
  await page.locator('iodef-form h2').waitFor();
}

const source = (page: Page): Promise<string> => page.evaluate(() => document.querySelector('iodef-editor')?.text()) as Promise<string>;

/** Workers that could hold a key. */
const keyWorkers = (page: Page): number => page.workers().filter((worker) => worker.url().includes('keys-worker')).length;

/** Waits for the sentence in the status bar, and takes it. */
async function standing(page: Page, id: string): Promise<string> {
  const line = page.locator(`[data-standing="standing-${id}"]`);
  await line.waitFor();
  return (await line.textContent())?.trim() ?? '';
}

async function menu(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name }).click();
}

/** Presses a button that asks for a file, and gives it one. */
async function give(page: Page, button: string | RegExp, file: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles(peers.path(file));
}

async function readKey(page: Page, file: string, options: { passphrase?: string; certificate?: string } = {}): Promise<void> {
  await give(page, 'Choose the key file…', file);
  await page.getByText(file, { exact: true }).waitFor();
  if (options.passphrase !== undefined) await page.getByLabel('Passphrase of the key').fill(options.passphrase);
  if (options.certificate !== undefined) {
    await give(page, 'Choose its certificate…', options.certificate);
    await page.getByText(options.certificate, { exact: true }).waitFor();
  }
  await page.getByRole('button', { name: 'Read the key' }).click();
}

async function know(page: Page, certificate: string, name: string, domain = ''): Promise<void> {
  await menu(page, 'Known teams…');
  await give(page, 'Add a certificate…', `${certificate}.crt`);
  assert.ok(await page.getByText(peers.fingerprint(certificate)).isVisible(), 'the fingerprint is shown before it is trusted');
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('dialog').getByLabel('Domain', { exact: true }).fill(domain);
  assert.ok(await page.getByRole('button', { name: 'Add the team' }).isDisabled(), 'not before it was compared');
  await page.getByLabel('I have compared').check();
  await accessible(page);
  await page.getByRole('button', { name: 'Add the team' }).click();
  await page.getByRole('cell', { name, exact: true }).waitFor();
  await accessible(page);
  await page.getByRole('button', { name: 'Use this list' }).click();
}

/** What axe finds serious or worse. */
async function accessible(page: Page): Promise<void> {
  await page.evaluate(AXE);
  const faults = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } };
    const { violations } = await axe.run();
    // It takes the items below a tree item for part of its label.
    const found = violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: id === 'label-content-name-mismatch' ? nodes.filter(({ html }) => !html.includes('role="treeitem"')) : nodes }));
    return found.filter(({ impact, nodes }) => nodes.length > 0 && (impact === 'serious' || impact === 'critical')).map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 300)}`);
  });
  assert.deepEqual(faults, []);
}

/** The site asked for nothing but its own files, and the policy refused nothing. */
function quiet({ requests, errors }: Visit): void {
  assert.deepEqual(requests.filter((url) => !url.startsWith(site) && !url.startsWith('blob:') && !url.startsWith('data:')), []);
  assert.deepEqual(errors, []);
}

test('rfc3067_6_17_a_signature_of_the_page_is_verified_by_xmlsec1_and_falls_with_one_character', async () => {
  const visit = await open(REPORT);
  const { page } = visit;
  assert.equal(await standing(page, 'unsigned'), 'Not signed');
  assert.equal(keyWorkers(page), 0, 'an unsigned report needs no module');
  await menu(page, 'Sign…');
  await accessible(page);
  assert.ok(await page.getByRole('button', { name: 'Sign', exact: true }).isDisabled());
  await readKey(page, 'team.enc.key', { passphrase: 'wrong', certificate: 'team.crt' });
  await page.getByText('The key is protected, and the passphrase is missing or wrong.').waitFor();
  await page.getByLabel('Passphrase of the key').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Read the key' }).click();
  await page.getByText(peers.fingerprint('team')).waitFor();
  await accessible(page);
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByText('The report was signed.').waitFor();
  assert.equal(await standing(page, 'unknown'), 'Signed, but the signer is not known');

  const signed = await source(page);
  const verdict = peers.xmlsecVerifies(signed, 'team');
  assert.ok(verdict.good, verdict.errors);
  assert.ok(!peers.xmlsecVerifies(signed.replace('192.0.2.200', '192.0.2.201'), 'team').good);
  // What stood there stands there still, octet by octet, and one step back takes the signature away.
  assert.ok(signed.startsWith(REPORT.slice(0, REPORT.indexOf('</IODEF-Document>'))));
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await standing(page, 'unsigned'), 'Not signed');
  assert.equal(await source(page), REPORT);
  await page.getByRole('button', { name: 'Redo' }).click();
  await standing(page, 'unknown');

  // One character, in the form.
  const id = page.locator('iodef-leaf').first().locator('input').first();
  await id.fill('189494');
  assert.equal(await standing(page, 'invalid'), 'The signature does not match: do not trust this report');
  await id.fill('189493');
  await standing(page, 'unknown');

  // The key goes with the report.
  await menu(page, 'Sign…');
  await page.getByText(peers.fingerprint('team')).waitFor();
  await page.keyboard.press('Escape');
  assert.equal(keyWorkers(page), 1);
  await load(page, REPORT);
  await standing(page, 'unsigned');
  assert.equal(keyWorkers(page), 0);
  await menu(page, 'Sign…');
  await page.getByRole('button', { name: 'Choose the key file…' }).waitFor();
  assert.equal(await page.getByText(peers.fingerprint('team')).count(), 0);
  quiet(visit);
});

test('rfc3067_6_18_a_signer_is_trusted_only_after_a_person_pinned_it', async () => {
  const signed = peers.xmlsecSigns(REPORT, 'team');
  const visit = await open(signed);
  const { page } = visit;
  await standing(page, 'unknown');
  await know(page, 'other', 'Somebody else');
  await standing(page, 'unknown');
  await know(page, 'team', 'CSIRT of Example', 'csirt.example.com');
  assert.equal(await standing(page, 'trusted'), 'Signed by CSIRT of Example; covers the whole report');
  await page.locator('[data-standing]').click();
  await page.getByText('CSIRT of Example (csirt.example.com)').waitFor();
  await page.getByRole('cell', { name: 'The whole report' }).waitFor();
  await accessible(page);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the result' }).click();
  const report = JSON.parse(readFileSync(await (await saved).path(), 'utf8')) as { standing: string; signatures: { contact: { name: string } }[] };
  assert.equal(report.standing, 'trusted');
  assert.equal(report.signatures[0]?.contact.name, 'CSIRT of Example');
  await page.keyboard.press('Escape');

  // An unsigned report is never shown as trusted, and neither is the signature of a namesake.
  await load(page, REPORT);
  assert.equal(await standing(page, 'unsigned'), 'Not signed');
  await load(page, signed.replace('Botnet', 'botnet'));
  await standing(page, 'invalid');
  await page.evaluate(() => location.reload());
  await page.waitForSelector('iodef-start');
  await load(page, signed);
  assert.match(await standing(page, 'trusted'), /CSIRT of Example/, 'the known teams were kept, encrypted');
  await menu(page, 'Known teams…');
  await page.getByRole('button', { name: 'Remove CSIRT of Example' }).click();
  await page.getByRole('button', { name: 'Use this list' }).click();
  await standing(page, 'unknown');
  quiet(visit);
});

test('a wrapped signature is shown with what it covers, and trusted by nobody', async () => {
  const address = '<Address category="ipv4-addr">192.0.2.200</Address>';
  const marked = REPORT.replace(address, address.replace('>', ' observable-id="a1">'));
  const partial = peers.xmlsecSigns(marked, 'team', '#a1');
  const visit = await open(partial);
  const { page } = visit;
  await standing(page, 'partial');
  await know(page, 'team', 'CSIRT of Example');
  assert.match(await standing(page, 'partial'), /covers only a part: \/IODEF-Document\/Incident.*\/Address/);
  // What was signed goes where nobody looks, and something else stands in its place.
  const original = /<Address [^>]*observable-id="a1"[^>]*>192\.0\.2\.200<\/Address>/.exec(partial)?.[0] ?? '';
  const wrapped = partial.replace(original, address.replace('.200', '.66')).replace('<AdditionalData', `<AdditionalData dtype="xml">${original}</AdditionalData><AdditionalData`);
  await load(page, wrapped);
  assert.match(await standing(page, 'partial'), /covers only a part: \/IODEF-Document\/AdditionalData.*\/Address/);
  await page.locator('[data-standing]').click();
  await accessible(page);
  await page.getByRole('dialog').getByRole('button', { name: /\/IODEF-Document\/AdditionalData/ }).click();
  await page.locator('iodef-form h2', { hasText: 'Additional Data' }).waitFor();
  // The whole of a signed report inside another one signs nothing of the other.
  const whole = peers.xmlsecSigns(REPORT, 'team').replace(/^<\?xml[^>]*\?>\s*/, '');
  await load(page, REPORT.replace('</IODEF-Document>', `<AdditionalData dtype="xml">${whole}</AdditionalData></IODEF-Document>`));
  await standing(page, 'unsigned');
  quiet(visit);
});
