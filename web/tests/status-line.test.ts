import assert from 'node:assert/strict';
import { test } from 'node:test';
import { READING, StatusLine } from '../src/editor/status-line.ts';

test('an answer is shown at once, and what nobody asked for when the last answer could be read', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const shown: string[] = [];
  const line = new StatusLine((text) => shown.push(text));
  line.mention('offline');
  assert.deepEqual(shown, ['offline']);
  line.answer('refused');
  line.mention('ready');
  context.mock.timers.tick(READING - 1);
  line.answer('saved');
  context.mock.timers.tick(READING - 1);
  assert.deepEqual(shown, ['offline', 'refused', 'saved']);
  context.mock.timers.tick(1);
  assert.deepEqual(shown, ['offline', 'refused', 'saved', 'ready']);
  context.mock.timers.tick(READING);
  assert.equal(shown.length, 4);
});

test('a closed line says nothing any more', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const shown: string[] = [];
  const line = new StatusLine((text) => shown.push(text));
  line.answer('saved');
  line.mention('ready');
  line.close();
  context.mock.timers.tick(READING);
  assert.deepEqual(shown, ['saved']);
});
