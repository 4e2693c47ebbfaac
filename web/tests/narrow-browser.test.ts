// A window of 320 pixels: nothing is wider, and no control is cut off, in any view.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { seriousFaults } from './axe.ts';
import { REPORT } from './reports.ts';
import { load, menu } from './support/page.ts';
import { browser, site } from './support/site.ts';

const WIDTH = 320;

const pane = (page: Page, name: string) => page.locator('.switches').getByRole('button', { name }).click();

const VIEWS: Record<string, (page: Page) => Promise<void>> = {
  'the start': async () => undefined,
  'the questions': async (page) => {
    await page.getByRole('button', { name: /Answer questions/ }).click();
    await page.getByText('Question 1 of 10').waitFor();
  },
  'the templates': async (page) => {
    await page.getByRole('button', { name: /From a template/ }).click();
    await page.getByRole('button', { name: /^Phishing/ }).click();
    await page.getByRole('button', { name: 'Make the report' }).waitFor();
  },
  'the form': async (page) => {
    await load(page, REPORT);
    await page.getByRole('button', { name: 'Event', exact: true }).or(page.getByRole('button', { name: /^Event/ })).first().click();
    await page.getByRole('button', { name: /^Flow/ }).first().waitFor();
  },
  'the outline': async (page) => {
    await load(page, REPORT);
    await pane(page, 'Outline');
    await page.locator('[role=tree]').waitFor();
  },
  'the issues': async (page) => {
    await load(page, REPORT.replace('>192.0.2.200<', '>192.0.2.999<'));
    await pane(page, 'Issues');
    await page.locator('iodef-issues li').first().waitFor();
  },
  'the source': async (page) => {
    await load(page, REPORT);
    await pane(page, 'Source');
    await page.locator('.cm-content').waitFor();
  },
  'what was pasted': async (page) => {
    await load(page, REPORT);
    await page.keyboard.press('Alt+p');
    await page.getByLabel('Text', { exact: true }).fill('hxxp://evil[.]com/a-rather-long-path/that/goes/on 9.9.9.9 CVE-2024-3094');
    await page.getByRole('button', { name: 'Take 3' }).waitFor();
  },
  'the preview for an audience': async (page) => {
    await load(page, REPORT);
    await menu(page, 'Preview for an audience…');
    await page.getByLabel('Audience', { exact: true }).waitFor();
  },
  'the team profile': async (page) => {
    await menu(page, 'Team profile…');
    await page.getByRole('button', { name: 'Use this profile' }).waitFor();
  },
};

for (const [name, show] of Object.entries(VIEWS)) {
  test(`${name} fits into ${WIDTH} pixels`, async () => {
    const { page, errors } = await browser.visit(site, { viewport: { width: WIDTH, height: 700 } });
    await page.waitForSelector('iodef-start');
    await show(page);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wider, 0);
    assert.deepEqual(await page.evaluate(cutOff), []);
    assert.deepEqual(await seriousFaults(page), []);
    assert.deepEqual(errors, []);
  });
}

/** Controls that stand out of the window, where nothing scrolls to them. */
function cutOff(): string[] {
  const found: string[] = [];
  const scrolls = (element: Element): boolean => {
    for (let at: Node | null = element; at; at = at.parentNode ?? (at instanceof ShadowRoot ? at.host : null)) {
      if (at instanceof Element && at.scrollWidth > at.clientWidth && ['auto', 'scroll'].includes(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  };
  const look = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      if (!element.matches('button, input, select, textarea, a, h2, p')) continue;
      const box = element.getBoundingClientRect();
      if (box.width < 2 || box.height < 2 || scrolls(element)) continue;
      if (box.right > innerWidth + 1 || box.left < -1) found.push(`${element.localName} ${element.textContent?.trim().slice(0, 40)} ${box.left}..${box.right}`);
    }
  };
  look(document);
  return found;
}
