// Forms are asked for once, and behind a change those that are shown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Forms } from '../src/editor/forms.ts';
import type { Form, Path } from '../src/session/protocol.ts';

function counted(): { forms: Forms; asked: Path[] } {
  const asked: Path[] = [];
  const forms = new Forms((path) => {
    asked.push(path);
    return Promise.resolve({ path, summary: { kinds: [], text: String(asked.length) } } as unknown as Form);
  });
  return { forms, asked };
}

test('one form is asked for once, until the document is another', async () => {
  const { forms, asked } = counted();
  assert.equal(await forms.at('0'), await forms.at('0'));
  assert.deepEqual(asked, ['0']);
  forms.replace();
  await forms.at('0');
  assert.deepEqual(asked, ['0', '0']);
});

test('behind a change only what is shown is asked for, and taken from there', async () => {
  const { forms, asked } = counted();
  await forms.at('0');
  await forms.at('0/3');
  const ahead = forms.ahead();
  assert.deepEqual(asked, ['0', '0/3', '0', '0/3']);
  assert.equal((await forms.at('0')).summary.text, '1', 'the change is not answered yet');
  forms.replace(ahead);
  assert.equal((await forms.at('0')).summary.text, '3');
  assert.equal(asked.length, 4);
  // Nobody has asked for the other one since.
  assert.deepEqual([...forms.ahead().keys()], ['0']);
});

test('what was asked for ahead may be refused unheard', async () => {
  const forms = new Forms((path) => Promise.reject(new Error(`no ${path}`)));
  await assert.rejects(forms.at('0'), /no 0/);
  const ahead = forms.ahead();
  forms.replace(ahead);
  await assert.rejects(forms.at('0'), /no 0/);
});
