// A real Chromium for tests: found by name, one for a test file, a page that notes everything it asks for.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { serve, type Site } from './server.ts';
import { slowWorkers } from './slow.ts';

/** Milliseconds that a test waits for what a page does; a machine with other work takes its time. */
export const PATIENCE = 60_000;

export const SITE = join(import.meta.dirname, '../../dist/web');

export interface Visit {
  page: Page;
  /** Addresses that the page and its workers asked for. */
  requests: string[];
  /** Errors in the console, violations of the policy among them, and uncaught ones. */
  errors: string[];
}

export class TestBrowser {
  readonly #browser: Browser;
  readonly #sites: Site[] = [];

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async start(): Promise<TestBrowser> {
    return new TestBrowser(await chromium.launch({
      executablePath: find('chromium', 'chromium-browser', 'google-chrome'),
      // Chromium refuses its sandbox to root, which containers run as.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    }));
  }

  async serve(folder = SITE, policy?: string, headers?: Record<string, string>): Promise<string> {
    const site = await serve(folder, policy, headers);
    this.#sites.push(site);
    return site.url;
  }

  async visit(url: string, options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await this.#browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin', ...options });
    await slowWorkers(context);
    const requests: string[] = [];
    const errors: string[] = [];
    context.on('request', (request) => requests.push(request.url()));
    context.on('weberror', (error) => errors.push(error.error().message));
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.setDefaultTimeout(PATIENCE);
    await page.goto(url);
    return { page, requests, errors };
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await Promise.all(this.#sites.map((site) => site.close()));
  }
}

function find(...names: string[]): string {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of names) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not in this folder.
      }
    }
  }
  throw new Error(`no ${names[0]} on PATH; scripts/setup.sh test installs it`);
}
