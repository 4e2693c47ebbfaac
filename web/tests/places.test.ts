// Elements that are followed while their paths shift.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followed, Places } from '../src/editor/places.ts';

const shift = (parent: string, at: number, removed: number, inserted: number) => ({ shifts: [{ parent, at, removed, inserted }], edits: [], changed: parent });

test('an element keeps its place through what is put before it and taken away', () => {
  const places = new Places();
  const [before, it, below] = [places.at('0/1'), places.at('0/3'), places.at('0/3/2')];
  places.follow(shift('0', 2, 0, 1));
  assert.deepEqual([before.path, it.path, below.path], ['0/1', '0/4', '0/4/2']);
  assert.equal(places.at('0/4'), it);
  assert.notEqual(places.at('0/3'), it);
  places.follow(shift('0', 0, 1, 0));
  assert.deepEqual([before.path, it.path, below.path], ['0/0', '0/3', '0/3/2']);
  places.follow(shift('0', 3, 1, 0));
  assert.deepEqual([before.path, it.path, below.path], ['0/0', undefined, undefined]);
  // What stands there now is another element.
  assert.notEqual(places.at('0/3'), it);
  places.clear();
  assert.equal(before.path, undefined);
});

test('an element that is typed into before it is there is the one that comes', () => {
  const places = new Places();
  const coming = places.coming();
  assert.equal(coming.path, undefined);
  places.arrived(coming, '0/2');
  assert.equal(places.at('0/2'), coming);
  places.follow(shift('0', 1, 0, 2));
  assert.equal(coming.path, '0/4');
});

test('elements that change places are followed with what is in them', () => {
  const places = new Places();
  const [one, other, inside, third] = [places.at('0/2'), places.at('0/5'), places.at('0/5/0'), places.at('0/20')];
  places.follow({ shifts: [], edits: [{ from: 1, to: 2, insert: '<a/>' }], changed: '0', created: '0/5' }, { do: 'move', path: '0/2', by: 1 });
  assert.deepEqual([one.path, other.path, inside.path, third.path], ['0/5', '0/2', '0/2/0', '0/20']);
  assert.equal(places.at('0/5'), one);
});

test('where nobody knows which element is which, none is taken for another', () => {
  const places = new Places();
  const [around, one, other, beside] = [places.at('0'), places.at('0/2'), places.at('0/5/1'), places.at('1/2')];
  const undone = { shifts: [], edits: [{ from: 1, to: 9, insert: '<a/><b/>' }], changed: '0' };
  places.follow(undone);
  assert.deepEqual([around.path, one.path, other.path, beside.path], ['0', undefined, undefined, '1/2']);
  assert.notEqual(places.at('0/2'), one);
  // A text that is undone leaves elements where they are.
  const again = places.at('0/2');
  places.follow({ shifts: [], edits: [{ from: 1, to: 9, insert: 'text' }], changed: '0' });
  assert.equal(again.path, '0/2');
});

test('a path whose element is gone is that of its parent', () => {
  assert.deepEqual(followed('0/3/1', shift('0', 3, 1, 0)), { path: '0', gone: true });
  assert.deepEqual(followed('1/3', shift('0', 0, 1, 0)), { path: '1/3', gone: false });
  assert.deepEqual(followed('2', shift('', 0, 1, 3)), { path: '4', gone: false });
});
