// Signing, verifying and sealing in a real Chromium, against xmlsec1 and openssl, under the policy of the site.
import assert from 'node:assert/strict';
import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import { after, before, test } from 'node:test';
import { REPORT } from './reports.ts';
import { accessible, drop, KeysPage, keyWorkers, keyWorkersAre, saved, standing } from './support/keys-page.ts';
import { load, menu, settles, source } from './support/page.ts';

const PASSPHRASE = 'correct horse, Ünïcode';

const site = new KeysPage();
const { peers } = site;

before(async () => {
  peers.certify('team', '/CN=Example CSIRT', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'], PASSPHRASE);
  peers.certify('other', '/CN=Example CSIRT', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'], PASSPHRASE);
  peers.certify('receiver', '/CN=Receiver', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], PASSPHRASE);
  await site.start();
});

after(() => site.close());

test('rfc3067_6_17_a_signature_of_the_page_is_verified_by_xmlsec1_and_falls_with_one_character', async () => {
  const visit = await site.open(REPORT);
  const { page } = visit;
  assert.equal(await standing(page, 'unsigned'), 'Not signed');
  assert.equal(keyWorkers(page), 0, 'an unsigned report needs no module');
  await menu(page, 'Sign…');
  await accessible(page);
  assert.ok(await page.getByRole('button', { name: 'Sign', exact: true }).isDisabled());
  await site.readKey(page, 'team.enc.key', { passphrase: 'wrong', certificate: 'team.crt' });
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
  await keyWorkersAre(page, 1);
  await load(page, REPORT);
  await standing(page, 'unsigned');
  await keyWorkersAre(page, 0);
  await menu(page, 'Sign…');
  await page.getByRole('button', { name: 'Choose the key file…' }).waitFor();
  assert.equal(await page.getByText(peers.fingerprint('team')).count(), 0);
  site.quiet(visit);
});

test('who forgets everything forgets the private key too', async () => {
  const { page } = await site.open(REPORT);
  await menu(page, 'Sign…');
  await site.readKey(page, 'team.enc.key', { passphrase: PASSPHRASE, certificate: 'team.crt' });
  await page.getByText(peers.fingerprint('team')).waitFor();
  await page.keyboard.press('Escape');
  await keyWorkersAre(page, 1);
  await menu(page, 'Drafts…');
  await page.getByRole('button', { name: 'Forget everything…' }).click();
  await page.getByRole('button', { name: 'Forget everything', exact: true }).click();
  await page.getByText('Everything was forgotten.').waitFor();
  await keyWorkersAre(page, 0);
  await menu(page, 'Sign…');
  assert.ok(await page.getByRole('button', { name: 'Sign', exact: true }).isDisabled());
});

test('rfc3067_6_18_a_signer_is_trusted_only_after_a_person_pinned_it', async () => {
  const signed = peers.xmlsecSigns(REPORT, 'team');
  const visit = await site.open(signed);
  const { page } = visit;
  await standing(page, 'unknown');
  await site.know(page, 'other', 'Somebody else');
  await standing(page, 'unknown');
  await site.know(page, 'team', 'CSIRT of Example', 'csirt.example.com');
  assert.equal(await standing(page, 'trusted'), 'Signed by CSIRT of Example; covers the whole report');
  await page.locator('[data-standing]').click();
  await page.getByText('CSIRT of Example (csirt.example.com)').waitFor();
  await page.getByRole('cell', { name: 'The whole report' }).waitFor();
  await accessible(page);
  const report = JSON.parse((await saved(page, 'Save the result')).text) as { standing: string; signatures: { contact: { name: string } }[] };
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
  site.quiet(visit);
});

test('a wrapped signature is shown with what it covers, and trusted by nobody', async () => {
  const address = '<Address category="ipv4-addr">192.0.2.200</Address>';
  const marked = REPORT.replace(address, address.replace('>', ' observable-id="a1">'));
  const partial = peers.xmlsecSigns(marked, 'team', '#a1');
  const visit = await site.open(partial);
  const { page } = visit;
  await standing(page, 'partial');
  await site.know(page, 'team', 'CSIRT of Example');
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
  site.quiet(visit);
});

test('rfc3067_6_16_an_element_sealed_in_the_page_is_opened_by_xmlsec1_and_the_other_way_round', async () => {
  const visit = await site.open(REPORT);
  const { page } = visit;
  await page.getByRole('treeitem', { name: /^Contact/ }).click();
  await menu(page, 'Seal the element for receivers…');
  await page.getByText('Document / Incident / Contact: Author of the report').waitFor();
  await site.give(page, 'Add a certificate…', 'team.crt');
  await page.getByText('Elements can be sealed only for certificates of RSA keys').waitFor();
  await site.give(page, 'Add a certificate…', 'receiver.crt');
  await page.getByText(peers.fingerprint('receiver')).waitFor();
  await accessible(page);
  await page.getByRole('button', { name: 'Seal', exact: true }).click();
  await page.getByText('The element was sealed.').waitFor();
  const sealed = await source(page);
  assert.ok(!sealed.includes('contact@csirt.example.com') && sealed.includes('EncryptedData'));
  peers.write('sealed.xml', sealed);
  peers.must('xmlsec1', ['--decrypt', '--privkey-pem', 'receiver.key', '--output', 'opened.xml', 'sealed.xml']);
  assert.match(peers.read('opened.xml'), /<EmailTo>contact@csirt\.example\.com<\/EmailTo>/);

  // Only the receiver opens it; what comes back is the same octet by octet, in one step.
  await menu(page, 'Open sealed elements…');
  await site.readKey(page, 'team.p12', { passphrase: PASSPHRASE });
  await page.getByText('This file is not a key or certificate that can be read.').waitFor();
  await site.readKey(page, 'receiver.p12', { passphrase: PASSPHRASE });
  await page.getByText(peers.fingerprint('receiver')).waitFor();
  await accessible(page);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByText('The sealed elements were opened.').waitFor();
  assert.equal(await source(page), REPORT);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.waitForFunction(() => document.querySelector('iodef-editor')?.editor.state.can_redo);
  assert.equal(await source(page), sealed);

  peers.write('report.xml', REPORT);
  peers.write('seal.xml', `<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#" Type="http://www.w3.org/2001/04/xmlenc#Element"><EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#aes256-gcm"/>
    <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><EncryptedKey xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"/>
    <CipherData><CipherValue/></CipherData></EncryptedKey></KeyInfo><CipherData><CipherValue/></CipherData></EncryptedData>`);
  peers.must('xmlsec1', ['--encrypt', '--pubkey-cert-pem', 'receiver.crt', '--session-key', 'aes-256', '--xml-data', 'report.xml',
    '--node-name', 'urn:ietf:params:xml:ns:iodef-2.0:Contact', '--output', 'theirs.xml', 'seal.xml']);
  await load(page, peers.read('theirs.xml'));
  assert.ok(!(await source(page)).includes('contact@csirt.example.com'));
  await menu(page, 'Open sealed elements…');
  await site.readKey(page, 'receiver.enc.key', { passphrase: PASSPHRASE });
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await settles(page, (text) => text.includes('<EmailTo>contact@csirt.example.com</EmailTo>'), 'it was opened');
  await keyWorkersAre(page, 1);
  await menu(page, 'Open sealed elements…');
  await page.getByRole('button', { name: 'Forget the key' }).click();
  await keyWorkersAre(page, 0);
  await page.getByRole('button', { name: 'Choose the key file…' }).waitFor();
  site.quiet(visit);
});

test('signatures of their own files: detached for xmlsec1, JSON for everybody', async () => {
  const visit = await site.open(REPORT);
  const { page } = visit;
  await menu(page, 'Sign…');
  await site.readKey(page, 'team.p12', { passphrase: PASSPHRASE });
  await page.getByText(peers.fingerprint('team')).waitFor();
  await page.getByLabel('Into a file of its own').check();
  const detached = await saved(page, 'Sign');
  assert.equal(detached.name, 'incident.xml.sig');
  peers.write('incident.xml', REPORT);
  peers.write('incident.xml.sig', detached.text);
  const verdict = peers.run('xmlsec1', ['--verify', '--trusted-pem', 'team.crt', '--enabled-reference-uris', 'empty,same-doc,local,remote', '--id-attr:Id', 'http://www.w3.org/2000/09/xmldsig#:SignatureProperty', 'incident.xml.sig']);
  assert.ok(verdict.good, verdict.errors);
  await page.locator('[data-standing="standing-unsigned"]').click();
  await site.give(page, 'Check a signature file…', 'incident.xml.sig');
  await page.getByRole('dialog').getByText('Signed, but the signer is not known').waitFor();
  await page.keyboard.press('Escape');

  await menu(page, 'Sign…');
  await page.getByLabel('Into a JSON file together').check();
  const { text } = await saved(page, 'Sign');
  const jws = JSON.parse(text) as { protected: string; payload: string; signature: string };
  const key = createPublicKey(new X509Certificate(peers.read('team.crt')).publicKey.export({ type: 'spki', format: 'pem' }));
  const signature = Buffer.from(jws.signature, 'base64url');
  assert.ok(verify('sha256', Buffer.from(`${jws.protected}.${jws.payload}`), { key, dsaEncoding: 'ieee-p1363' }, signature));
  const forged = { ...jws, payload: Buffer.from(Buffer.from(jws.payload, 'base64url').toString().replace('189493', '189494')).toString('base64url') };
  await drop(page, 'report.jws.json', JSON.stringify(forged));
  await page.getByRole('dialog').getByText('The signature does not match').first().waitFor();
  await page.keyboard.press('Escape');
  await drop(page, 'report.jws.json', text);
  await page.getByRole('dialog').getByText('Signed, but the signer is not known').waitFor();
  await accessible(page);
  await page.getByRole('button', { name: 'Open the content' }).click();
  await page.locator('iodef-form h2').waitFor();
  assert.match(await source(page), />189493</);
  // The signature was around the JSON: what is open now has none.
  await standing(page, 'unsigned');
  site.quiet(visit);
});

test('a signature of a file that was in another encoding is about the file as it came', async () => {
  const visit = await site.open(REPORT);
  const { page } = visit;
  const latin = Buffer.from(REPORT.replace('UTF-8', 'ISO-8859-1').replace('<Description>', '<Description>\u00dcberlast: '), 'latin1');
  peers.write('theirs.xml', latin);
  const signature = peers.xmlsecSignsFile('theirs.xml', 'team');
  await drop(page, 'theirs.xml', latin);
  await settles(page, (text) => text.includes('\u00dcberlast'), 'their file is open');
  await page.locator('[data-standing="standing-unsigned"]').click();
  await site.give(page, 'Check a signature file\u2026', signature);
  await page.getByRole('dialog').getByText('Signed, but the signer is not known').waitFor();
  await page.keyboard.press('Escape');

  await page.locator('iodef-leaf').first().locator('input').first().fill('189494');
  await settles(page, (text) => text.includes('189494'), 'it was changed');
  await page.locator('[data-standing="standing-unsigned"]').click();
  await site.give(page, 'Check a signature file\u2026', signature);
  await page.getByRole('dialog').getByText('The signature does not match').first().waitFor();
  await page.getByRole('dialog').getByText('Open that file again to check it.').waitFor();
  site.quiet(visit);
});
