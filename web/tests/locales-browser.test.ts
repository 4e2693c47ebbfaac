// A person reads each of the five languages: labels, values, messages, definitions, dates, and the direction.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import type { Page } from 'playwright-core';
import { seriousFaults } from './axe.ts';
import { REPORT } from './reports.ts';
import { fileOf, KINDS, read } from './support/fluent.ts';
import { browser, site } from './support/site.ts';

const LANGUAGES = ['en', 'de', 'fr', 'ja', 'ar'] as const;
const NAMES = { en: 'English', de: 'Deutsch', fr: 'français', ja: '日本語', ar: 'العربية' };
/** Set to a folder to look at what the test saw. */
const SHOTS = process.env['SCREENSHOTS'];

/** One thing is wrong with it: an end before the start. */
const DOCUMENT = REPORT.replace('<ReportTime>', '<StartTime>2015-10-02T11:18:00-05:00</StartTime>\n    <EndTime>2015-10-01T11:18:00-05:00</EndTime>\n    <ReportTime>');

const ids = new Set(KINDS.flatMap((kind) => [...read(fileOf(kind, 'en')).patterns.keys()].filter((key) => !key.includes('.'))));
/** Beginnings of identifiers: "action", "paste", … */
const areas = new Set([...ids].filter((id) => id.includes('-')).map((id) => id.split('-')[0] ?? ''));

function texts(language: string): (id: string) => string {
  const bundle = new FluentBundle(language, { useIsolating: false });
  for (const kind of ['interface', 'rules', 'terms'] as const) bundle.addResource(new FluentResource(read(fileOf(kind, language)).text));
  return (id) => {
    const [message = '', attribute] = id.split('.');
    const found = bundle.getMessage(message);
    const pattern = attribute === undefined ? found?.value : found?.attributes[attribute];
    assert.ok(pattern, `${language} has ${id}`);
    return bundle.formatPattern(pattern, {});
  };
}

/** Everything that is shown or read out, but the document's own text. */
function spoken(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const walk = (node: Node): void => {
      if (node instanceof Element) {
        if (['STYLE', 'SCRIPT', 'IODEF-SOURCE', 'BDI', 'CODE', 'TEXTAREA'].includes(node.nodeName.toUpperCase())) return;
        for (const name of ['aria-label', 'title', 'placeholder', 'aria-description']) found.push(node.getAttribute(name) ?? '');
        if (node.shadowRoot) walk(node.shadowRoot);
      }
      if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent ?? '');
      for (const child of node.childNodes) walk(child);
    };
    walk(document.body);
    return found.map((text) => text.trim()).filter((text) => text !== '');
  });
}

async function assertNoRawIds(page: Page, language: string): Promise<void> {
  const raw = (await spoken(page)).filter((text) => ids.has(text) && text.includes('-') || (/^[a-z]+(-[a-zA-Z0-9_]+)+$/.test(text) && areas.has(text.split('-')[0] ?? '')));
  assert.deepEqual(raw, [], language);
}

async function shot(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}

const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const directionOf = (language: string): string => (language === 'ar' ? 'rtl' : 'ltr');

test('rfc3067_6_20_a_person_reads_names_values_messages_and_definitions', async (context) => {
  for (const language of LANGUAGES) await context.test(language, async () => {
    const t = texts(language);
    const { page, errors } = await browser.visit(`${site}?lang=${language}`, { viewport: { width: 1280, height: 900 } });
    await page.getByRole('heading', { name: t('start-title') }).waitFor();
    assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), [language, directionOf(language)]);
    await assertNoRawIds(page, language);
    await shot(page, `${language}-start`);

    await page.evaluate((xml) => document.querySelector('iodef-editor')?.openText(xml), DOCUMENT);
    await page.getByRole('heading', { name: t('class-Incident'), exact: true }).waitFor();
    const frame = page.locator('iodef-editor .frame');
    assert.deepEqual([await frame.getAttribute('lang'), await frame.getAttribute('dir')], [language, directionOf(language)]);

    // A class, an attribute, a value, what each means, and a date as it is written there.
    await page.getByText(t('class-Incident.help')).first().waitFor();
    await page.getByText(t('class-IncidentID.help')).first().waitFor();
    const purpose = page.getByRole('combobox', { name: t('attr-purpose'), exact: true }).first();
    assert.equal(await purpose.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.textContent?.trim()), t('value-incident-purpose-type-reporting'));
    await page.getByText(t('value-incident-purpose-type-reporting.help')).first().waitFor();
    const date = await page.evaluate((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeStyle: 'medium', timeZone: 'UTC' }).format(Date.UTC(2015, 9, 2, 11, 18)), language);
    await page.getByText(date).first().waitFor();
    assert.equal(await page.locator('input.technical').evaluateAll((fields: HTMLInputElement[]) => fields.filter(({ value, dir }) => value === '2015-10-02T11:18:00-05:00' && dir === 'ltr').length), 3);

    // What tells elements apart, in headings and in the outline.
    await page.locator('iodef-form header .summary', { hasText: t('value-incident-purpose-type-reporting') }).waitFor();
    const outline = page.locator('iodef-outline [role=treeitem]');
    await outline.filter({ hasText: t('class-Contact') }).filter({ hasText: `${t('value-contact-role-type-creator')} · ${t('value-contact-type-type-organization')}` }).last().waitFor();
    await page.getByRole('button', { name: `${t('class-Contact')} ${t('value-contact-role-type-creator')}` }).first().waitFor();

    // The message and its remedy.
    const [found] = await page.evaluate(() => document.querySelector('iodef-editor')?.diagnostics() ?? []);
    assert.equal(found?.rule, 'end-before-start');
    await page.locator('iodef-issues li').filter({ hasText: found?.message ?? '' }).filter({ hasText: t(`${found?.rule}.fix`) }).waitFor();
    assert.notEqual(found?.message, found?.rule);

    await assertNoRawIds(page, language);
    assert.deepEqual(await seriousFaults(page), []);
    await shot(page, `${language}-report`);

    // A dialog, and the menu.
    await page.keyboard.press('Shift+F1');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: t('keys-title') }).waitFor();
    assert.deepEqual([await dialog.getAttribute('lang'), await dialog.getAttribute('dir')], [language, directionOf(language)]);
    await assertNoRawIds(page, language);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: t('toolbar-menu') }).click();
    await page.getByRole('menuitem', { name: t('action-language') }).waitFor();
    // No wider than its longest entry, and under its button.
    const [menu, button] = await Promise.all([page.getByRole('menu').boundingBox(), page.getByRole('button', { name: t('toolbar-menu') }).boundingBox()]);
    assert.ok(menu && button && menu.width < 640, JSON.stringify(menu));
    const edge = (box: { x: number; width: number }): number => (language === 'ar' ? box.x + box.width : box.x);
    assert.ok(Math.abs(edge(menu) - edge(button)) < 2, JSON.stringify([menu, button]));
    await assertNoRawIds(page, language);
    await shot(page, `${language}-menu`);
    await page.keyboard.press('Escape');

    await page.setViewportSize({ width: 320, height: 640 });
    assert.equal(await overflow(page), 0);
    await shot(page, `${language}-320`);
    assert.deepEqual(errors, []);
  });
});

test('rfc3067_4_1_a_person_chooses_a_language_by_its_own_name_and_the_document_stays', async () => {
  const { page, requests } = await browser.visit(site);
  // The copy for offline use asks for every language.
  await page.getByText('This page works without a network now.').waitFor();
  await page.evaluate((xml) => document.querySelector('iodef-editor')?.openText(xml), DOCUMENT);
  const english = texts('en');
  await page.getByRole('heading', { name: english('class-Incident'), exact: true }).waitFor();
  const loaded = requests.length;
  await page.getByRole('button', { name: english('toolbar-menu') }).click();
  await page.getByRole('menuitem', { name: english('action-language') }).click();
  const dialog = page.getByRole('dialog');
  for (const [language, name] of Object.entries(NAMES)) {
    const button = dialog.getByRole('button', { name, exact: true });
    assert.deepEqual([await button.getAttribute('lang'), await button.getAttribute('dir')], [language, directionOf(language)]);
  }
  assert.equal(requests.slice(loaded).filter((each) => /\/ar-/.test(each)).length, 0);
  await dialog.getByRole('button', { name: NAMES.ar }).click();
  const arabic = texts('ar');
  await page.getByRole('heading', { name: arabic('class-Incident'), exact: true }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl');
  assert.equal(await page.evaluate(() => document.querySelector('iodef-editor')?.text()), DOCUMENT);
});

test('in a right-to-left page the outline stands on the right, and technical text runs from left to right', async () => {
  const { page } = await browser.visit(`${site}?lang=ar`, { viewport: { width: 1280, height: 900 } });
  await page.evaluate((xml) => document.querySelector('iodef-editor')?.openText(xml), DOCUMENT);
  const outline = page.locator('iodef-outline');
  await outline.waitFor();
  const [left, right] = await Promise.all([page.locator('aside.side').boundingBox(), outline.boundingBox()]);
  assert.ok((left?.x ?? 0) < (right?.x ?? 0));
  await page.keyboard.press('Alt+4');
  await page.locator('.cm-content').waitFor();
  assert.equal(await page.locator('.cm-content').evaluate((content) => getComputedStyle(content).direction), 'ltr');
  await shot(page, 'ar-source');
  await page.evaluate(() => document.querySelector('iodef-editor')?.editor.select('0/8/0/0/0/0', 'test'));
  await page.getByRole('textbox').filter({ visible: true }).first().waitFor();
  await shot(page, 'ar-address');
});
