// Whole files by OpenPGP in a real Chromium, against gpg, under the policy of the site.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { REPORT } from './reports.ts';
import { accessible, drop, KeysPage, saved } from './support/keys-page.ts';
import { menu, source } from './support/page.ts';

const PASSPHRASE = 'correct horse';

const site = new KeysPage();
const { peers } = site;
const gpg = (args: string[], input?: string | Uint8Array): Buffer =>
  peers.must('gpg', ['--batch', '--yes', '--quiet', '--pinentry-mode', 'loopback', '--passphrase', PASSPHRASE, '--trust-model', 'always', ...args], input);

before(async () => {
  generate('alice', 'ed25519', 'cv25519');
  generate('bob', 'rsa3072', 'rsa3072');
  peers.write('bob.gpg', gpg(['--export', 'bob@example.org']));
  await site.start();
});

after(() => site.close());

/** A key that signs with a subkey that encrypts, in files. */
function generate(name: string, primary: string, subkey: string): void {
  const address = `${name}@example.org`;
  gpg(['--quick-generate-key', address, primary, 'default', '30d']);
  const fingerprint = /^fpr:+([0-9A-F]{40}):/m.exec(gpg(['--with-colons', '--list-keys', address]).toString())?.[1] ?? '';
  gpg(['--quick-add-key', fingerprint, subkey, 'encr', '30d']);
  peers.write(`${name}.asc`, gpg(['--armor', '--export', address]));
  peers.write(`${name}.secret.asc`, gpg(['--armor', '--export-secret-keys', address]));
}

test('rfc3067_6_16_a_file_encrypted_in_the_page_is_read_by_gpg_and_the_other_way_round', async () => {
  const visit = await site.open(REPORT);
  const { page } = visit;
  await menu(page, 'Encrypt the file (OpenPGP)…');
  await accessible(page);
  await site.give(page, 'Add a key file…', 'alice.secret.asc');
  await page.getByText('This is a private key.').waitFor();
  await site.give(page, 'Add a key file…', 'bob.gpg');
  await page.getByText('bob@example.org').first().waitFor();
  await page.getByLabel('Or paste a public key').fill(peers.read('alice.asc'));
  await page.getByText('alice@example.org').first().waitFor();
  await accessible(page);
  const { name, text } = await saved(page, 'Encrypt');
  assert.equal(name, 'incident.xml.asc');
  assert.ok(!text.includes('189493') && !text.includes('Comment:') && !text.includes('Version:'));
  assert.equal(gpg(['--decrypt'], text).toString(), REPORT);

  // Dropped, it is offered for decryption; nothing is opened without the key.
  const theirs = gpg(['--encrypt', '--recipient', 'alice@example.org'], REPORT.replace('189493', '42'));
  await drop(page, 'report.xml.gpg', theirs);
  await page.getByRole('dialog', { name: 'Decrypt a file' }).waitFor();
  assert.ok(await page.getByRole('button', { name: 'Decrypt', exact: true }).isDisabled());
  await accessible(page);
  await site.give(page, 'Choose your private key…', 'bob.secret.asc');
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Decrypt', exact: true }).click();
  await page.getByText('The file is not encrypted for this key.').waitFor();
  await site.give(page, 'Choose your private key…', 'alice.secret.asc');
  await page.getByLabel('Passphrase').fill('wrong');
  await page.getByRole('button', { name: 'Decrypt', exact: true }).click();
  await page.getByText('The passphrase of the private key is wrong or missing.').waitFor();
  assert.equal(await page.getByLabel('Passphrase').inputValue(), '');
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Decrypt', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.querySelector('iodef-editor')?.editor.fileName === 'report.xml');
  assert.equal(await source(page), REPORT.replace('189493', '42'));

  // Under a password, and changed by one bit.
  const secret = gpg(['--symmetric', '--armor'], REPORT);
  await drop(page, 'other.xml.asc', secret);
  await page.getByLabel('Password of the file').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Decrypt', exact: true }).click();
  await page.waitForFunction(() => document.querySelector('iodef-editor')?.editor.fileName === 'other.xml');
  assert.equal(await source(page), REPORT);
  const flipped = Uint8Array.from(theirs);
  flipped[flipped.length - 30] = (flipped[flipped.length - 30] ?? 0) ^ 1;
  await drop(page, 'report.xml.gpg', flipped);
  await site.give(page, 'Choose your private key…', 'alice.secret.asc');
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Decrypt', exact: true }).click();
  await page.getByText('The file was changed after it was encrypted, or it cannot be read.').waitFor();
  await page.keyboard.press('Escape');

  // A password under Argon2 with all the passes and memory that can be written: nobody is asked for it.
  const costly = Uint8Array.of(0xc3, 22, 4, 9, 4, ...new Uint8Array(16), 255, 1, 30, 0xd2, 41, 1, ...new Uint8Array(40));
  await drop(page, 'costly.xml.gpg', costly);
  await page.getByText(/would take too much work/).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Decrypt', exact: true }).count(), 0);
  site.quiet(visit);
});
