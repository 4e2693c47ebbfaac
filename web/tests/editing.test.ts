// What a person types goes where it was typed, and nothing else changes: in a real browser, while answers
// take their time, and in documents with other line ends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { REPORT } from './reports.ts';
import { comes, source } from './support/page.ts';
import { browser, site as url } from './support/site.ts';

async function open(text: string): Promise<Page> {
  const { page } = await browser.visit(url, { viewport: { width: 1280, height: 860 } });
  await page.waitForSelector('iodef-start');
  await page.evaluate((xml) => document.querySelector('iodef-editor')?.openText(xml), text);
  await page.locator('iodef-form h2').waitFor();
  return page;
}

async function settles(page: Page, expected: string): Promise<void> {
  await comes(async () => await source(page) === expected);
  assert.equal(await source(page), expected);
}

/** Every answer of the worker, or those to one question, come so much later, in their order, as those of a long document do. */
async function slow(page: Page, milliseconds: number, question?: string): Promise<void> {
  await page.evaluate(([pause, only]) => {
    const { session } = (document.querySelector('iodef-editor') as unknown as { editor: { session: { call(...all: unknown[]): Promise<unknown> } } }).editor;
    const call = session.call.bind(session);
    let last: Promise<unknown> = Promise.resolve();
    session.call = (...all) => {
      if (only !== undefined && all[0] !== only) return call(...all);
      const answer = call(...all).then((value) => () => value, (error: unknown) => () => { throw error; });
      const turn = last.then(async () => {
        const give = await answer;
        await new Promise((resolve) => { setTimeout(resolve, pause); });
        return give;
      });
      last = turn;
      return turn.then((give) => give());
    };
  }, [milliseconds, question] as const);
}

/** Notes what the session is asked for, and waits until nothing has been for a second. */
async function rests(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { session } = (document.querySelector('iodef-editor') as unknown as { editor: { session: { call(...all: unknown[]): Promise<unknown> } } }).editor;
    const call = session.call.bind(session);
    const asked: unknown[] = [];
    session.call = (...all) => {
      asked.push(all[0]);
      return call(...all);
    };
    Object.assign(globalThis, { asked });
  });
  do await page.waitForTimeout(1000); while ((await askedSince(page)).length > 0);
}

/** What the session was asked for since it was last looked at. */
const askedSince = (page: Page): Promise<string[]> => page.evaluate(() => (globalThis as unknown as { asked: string[] }).asked.splice(0));

const LEAVES = REPORT.replace(/<Description>.*<\/Description>/, '<Description>one</Description>\n    <Description>two</Description>\n    <Description>three</Description>');

test('what is typed while a new element is on its way does not go to another one', async () => {
  const page = await open(REPORT);
  await slow(page, 60);
  const field = (name: string) => page.getByRole('textbox', { name, exact: true }).first();
  await field('Start').fill('2015-10-01T00:00:00Z');
  await field('Report written').fill('2015-10-03T00:00:00Z');
  await settles(page, REPORT.replace('<ReportTime>', '<StartTime>2015-10-01T00:00:00Z</StartTime>\n    <ReportTime>')
    .replace('<GenerationTime>2015-10-02T11:18:00-05:00', '<GenerationTime>2015-10-03T00:00:00Z'));
});

test('an emptied element that goes away takes neither focus nor text of the next one with it', async () => {
  const page = await open(LEAVES);
  await slow(page, 60);
  const fields = page.locator('iodef-form iodef-element').first().locator('iodef-leaf textarea, iodef-leaf input').filter({ visible: true });
  const index = await fields.evaluateAll((all) => all.findIndex((each) => (each as HTMLInputElement).value === 'one'));
  assert.ok(index >= 0);
  await fields.nth(index).fill('');
  await fields.nth(index + 1).focus();
  for (const key of ' and more') {
    await page.keyboard.press('End');
    await page.keyboard.type(key);
    await page.waitForTimeout(90);
  }
  await settles(page, LEAVES.replace('<Description>one</Description>\n    ', '').replace('>two<', '>two and more<'));
  assert.equal(await page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return (active as HTMLInputElement).value;
  }), 'two and more');
});

test('the form of a document is in the order of its purpose from the beginning, or says why not', async () => {
  for (const fails of [false, true]) {
    const { page } = await browser.visit('about:blank', { viewport: { width: 1280, height: 860 } });
    await page.route(/\/assets\/purpose-/, async (route) => {
      await page.waitForTimeout(2000);
      await (fails ? route.abort() : route.continue());
    });
    await page.goto(url);
    await page.waitForSelector('iodef-start');
    await page.evaluate((xml) => document.querySelector('iodef-editor')?.openText(xml), REPORT);
    await page.locator('iodef-form iodef-member').first().waitFor({ state: 'attached' });
    assert.equal(await page.locator('iodef-form iodef-purpose').count(), fails ? 0 : 1);
    if (fails) await page.getByRole('status').filter({ hasText: 'order that the purpose' }).waitFor();
  }
});

for (const [name, lineEnd] of [['CR LF', '\r\n'], ['CR', '\r'], ['LF', '\n']] as const) {
  test(`a document with ${name} that is edited in its last line changes in nothing else`, async () => {
    const text = REPORT.replaceAll('\n', lineEnd).trimEnd();
    const page = await open(text);
    await page.getByRole('tab', { name: 'Source' }).click();
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('<!-- x -->');
    await settles(page, `${text}<!-- x -->`);
    await page.keyboard.press('Enter');
    await page.keyboard.type('<!-- y -->');
    await settles(page, `${text}<!-- x -->${lineEnd}<!-- y -->`);
    // Edits that were made elsewhere are followed to the same places.
    await page.evaluate(() => (document.querySelector('iodef-editor') as unknown as { editor: { apply(command: unknown): Promise<unknown> } })
      .editor.apply({ do: 'set_text', path: '0/0', text: '77' }));
    await settles(page, `${text.replace('>189493<', '>77<')}<!-- x -->${lineEnd}<!-- y -->`);
    await page.locator('.cm-line', { hasText: '>77<' }).first().waitFor();
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('<!-- z -->');
    await settles(page, `${text.replace('>189493<', '>77<')}<!-- x -->${lineEnd}<!-- y --><!-- z -->`);
  });
}

test('what is typed in the source stays where the cursor was put, however late the page learns what is selected', async () => {
  const page = await open(REPORT);
  await slow(page, 800, 'locate');
  await page.getByRole('tab', { name: 'Source' }).click();
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+End');
  for (const key of '<!-- late -->') {
    await page.keyboard.type(key);
    await page.waitForTimeout(60);
  }
  await settles(page, `${REPORT}<!-- late -->`);
  // Something else is selected, and the person is back before the page knows where it is.
  await page.getByRole('treeitem').last().click();
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Control+End');
  for (const key of '<!-- more -->') {
    await page.keyboard.type(key);
    await page.waitForTimeout(60);
  }
  await settles(page, `${REPORT}<!-- late --><!-- more -->`);
});

test('a document that is opened while something is typed in the source of another does not get it', async () => {
  const page = await open(REPORT);
  await page.getByRole('tab', { name: 'Source' }).click();
  await page.locator('.cm-content').focus();
  await slow(page, 200);
  const other = REPORT.replace('>189493<', '>the other<');
  const opened = page.evaluate((xml) => document.querySelector('iodef-editor')?.openText(xml).then(() => undefined), other);
  for (const key of 'typed before and after') {
    await page.keyboard.type(key);
    await page.waitForTimeout(40);
  }
  await opened;
  await page.locator('.cm-line', { hasText: 'the other' }).first().waitFor();
  const shown = (await page.locator('.cm-line').allTextContents()).join('\n');
  assert.equal(shown.trimEnd(), (await source(page)).trimEnd());
});

test('what was worked out while the document changed is worked out again', async () => {
  const page = await open(REPORT);
  const tries = await page.evaluate(async () => {
    const { editor } = document.querySelector('iodef-editor')!;
    let count = 0;
    await editor.compute(async () => {
      count += 1;
      if (count > 1) return { do: 'set_text', path: '0/0', text: `try ${count}` };
      await editor.apply({ do: 'set_text', path: '0/1', text: '2015-10-02T11:18:01-05:00' });
      throw new Error('half of it was read before the change');
    });
    await editor.compute(() => { throw new Error('nothing has changed'); }).catch(({ message }: Error) => { if (message !== 'nothing has changed') throw new Error(message); });
    return count;
  });
  assert.equal(tries, 2);
  await settles(page, REPORT.replace('>189493<', '>try 2<').replace('<ReportTime>2015-10-02T11:18:00', '<ReportTime>2015-10-02T11:18:01'));
});

test('a fault in a document with CR LF is marked where it is', async () => {
  const page = await open(REPORT);
  const broken = REPORT.replaceAll('\n', '\r\n').replace('</EventData>', '</EventDato>');
  await page.evaluate((xml) => document.querySelector('iodef-editor')?.openText(xml), broken);
  await page.locator('.cm-lintRange-error').first().waitFor();
  const line = page.locator('.cm-line', { has: page.locator('.cm-lintRange-error') });
  assert.match(await line.first().innerText(), /EventDato/);
});

test('an edit of the form while something is typed in the source puts neither at a wrong place', async () => {
  const page = await open(REPORT);
  await page.getByRole('tab', { name: 'Source' }).click();
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+End');
  // Within the pause after which typing is sent.
  await page.evaluate(() => {
    const { editor } = document.querySelector('iodef-editor') as unknown as { editor: { apply(command: unknown): Promise<unknown> } };
    const content = document.querySelector('iodef-editor')?.shadowRoot?.querySelector('iodef-source')?.shadowRoot?.querySelector('.cm-content') as HTMLElement;
    content.ownerDocument.execCommand('insertText', false, '<!-- typed -->');
    void editor.apply({ do: 'set_text', path: '0/0', text: 'a much longer number' });
  });
  await settles(page, REPORT.replace('>189493<', '>a much longer number<'));
  await page.locator('.cm-line', { hasText: 'a much longer number' }).waitFor();
  assert.equal(await page.locator('.cm-line', { hasText: 'typed' }).count(), 0);
});

test('a keystroke is one exchange with the worker, and the panel has what is wrong after it', async () => {
  const page = await open(REPORT);
  const field = page.getByRole('textbox', { name: 'Report written', exact: true }).first();
  await field.focus();
  await rests(page);
  const issues = page.locator('iodef-issues li');
  const before = await issues.count();
  await page.keyboard.press('End');
  await page.keyboard.press('x');
  const problem = page.locator('iodef-leaf', { has: field }).locator('.problem.error');
  await problem.waitFor();
  assert.ok(await comes(async () => await issues.count() === before + 1), 'the panel says it');
  const asked = await askedSince(page);
  // Outline, draft and signatures follow when the person rests.
  assert.deepEqual(asked.filter((each) => !['outline', 'bytes', 'text'].includes(each)), ['applyAt', 'form']);
  await page.keyboard.press('Backspace');
  await problem.waitFor({ state: 'detached' });
  assert.ok(await comes(async () => await issues.count() === before), 'the panel does not say it any more');
  await settles(page, REPORT);
});

test('a new system asks for its address and for nothing else', async () => {
  const page = await open(REPORT);
  await page.evaluate(() => document.querySelector('iodef-editor')!.editor.select('0/6/0', 'outline'));
  await page.locator('iodef-form h2', { hasText: 'Flow' }).waitFor();
  await page.getByRole('button', { name: /another System/i }).click();
  await settles(page, REPORT.replace(/( *)<\/Flow>/, '$1  <System>\n$1    <Node>\n$1      <Address></Address>\n$1    </Node>\n$1  </System>\n$1</Flow>'));
  await page.locator('.verdict', { hasText: 'One error' }).waitFor();
  const added = page.getByRole('region', { name: 'System 3' });
  await added.getByRole('button', { name: /^Host or network/ }).click();
  await added.getByRole('textbox', { name: 'Address', exact: true }).fill('2001:db8::1');
  // Nobody has said what the system is in the incident.
  await page.locator('.verdict', { hasText: 'One warning' }).waitFor();
});
