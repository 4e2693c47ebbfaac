// The built site in a real browser, for all tests of the file that imports it.
import { after, before } from 'node:test';
import { TestBrowser } from '../browser.ts';

export let browser: TestBrowser;
/** Where the site is. */
export let site = '';

before(async () => {
  browser = await TestBrowser.start();
  site = await browser.serve();
});

after(() => browser.close());
