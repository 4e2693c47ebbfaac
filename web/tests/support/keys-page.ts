// The page as tests of keys use it: one browser, one site, files of peers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Download, Page } from 'playwright-core';
import { seriousFaults } from '../axe.ts';
import { TestBrowser, type Visit } from '../browser.ts';
import { comes, load, menu } from './page.ts';
import { Peers } from './peers.ts';

export class KeysPage {
  readonly peers = new Peers();
  #browser: TestBrowser | undefined;
  #site = '';

  async start(): Promise<void> {
    this.#browser = await TestBrowser.start();
    this.#site = await this.#browser.serve();
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    this.peers.close();
  }

  /** The page with a report in it. */
  async open(text: string): Promise<Visit> {
    assert.ok(this.#browser);
    const visit = await this.#browser.visit(this.#site, { viewport: { width: 1280, height: 860 } });
    await visit.page.waitForSelector('iodef-start');
    await load(visit.page, text);
    return visit;
  }

  /** Presses a button that asks for a file, and gives it one. */
  async give(page: Page, button: string | RegExp, file: string): Promise<void> {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: button }).click();
    await (await chooser).setFiles(this.peers.path(file));
  }

  async readKey(page: Page, file: string, options: { passphrase?: string; certificate?: string } = {}): Promise<void> {
    await this.give(page, 'Choose the key file…', file);
    await page.getByText(file, { exact: true }).waitFor();
    if (options.passphrase !== undefined) await page.getByLabel('Passphrase of the key').fill(options.passphrase);
    if (options.certificate !== undefined) {
      await this.give(page, 'Choose its certificate…', options.certificate);
      await page.getByText(options.certificate, { exact: true }).waitFor();
    }
    await page.getByRole('button', { name: 'Read the key' }).click();
  }

  /** Pins the certificate of a team, as a person does. */
  async know(page: Page, certificate: string, name: string, domain = ''): Promise<void> {
    await menu(page, 'Known teams…');
    await this.give(page, 'Add a certificate…', `${certificate}.crt`);
    await page.getByText(this.peers.fingerprint(certificate)).waitFor();
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

  /** The site asked for nothing but its own files, and the policy refused nothing. */
  quiet({ requests, errors }: Visit): void {
    assert.deepEqual(requests.filter((url) => !url.startsWith(this.#site) && !url.startsWith('blob:') && !url.startsWith('data:')), []);
    assert.deepEqual(errors, []);
  }
}

/** Waits for the sentence in the status bar, and takes it. */
export async function standing(page: Page, id: string): Promise<string> {
  const line = page.locator(`[data-standing="standing-${id}"]`);
  await line.waitFor();
  return (await line.textContent())?.trim() ?? '';
}

/** Workers that could hold a key. */
export const keyWorkers = (page: Page): number => page.workers().filter((worker) => worker.url().includes('keys-worker')).length;

/** The browser tells of workers that begin and end a moment later. */
export async function keyWorkersAre(page: Page, count: number): Promise<void> {
  assert.ok(await comes(() => Promise.resolve(keyWorkers(page) === count)), `${keyWorkers(page)} workers have keys, and not ${count}`);
}

/** What a press saves. */
export async function saved(page: Page, button: string): Promise<{ name: string; text: string }> {
  const download: Promise<Download> = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

/** Drops a file onto the editor. */
export async function drop(page: Page, name: string, content: Uint8Array | string): Promise<void> {
  const octets = [...Buffer.from(content)];
  const transfer = await page.evaluateHandle(([file, bytes]) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], file));
    return data;
  }, [name, octets] as const);
  await page.locator('iodef-editor .frame').dispatchEvent('drop', { dataTransfer: transfer });
}

/** axe finds nothing serious. */
export async function accessible(page: Page): Promise<void> {
  assert.deepEqual(await seriousFaults(page), []);
}
