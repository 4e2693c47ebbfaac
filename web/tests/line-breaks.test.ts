// The source view's offsets against a model that is right by construction: the text itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LineBreaks } from '../src/ui/line-breaks.ts';

const TEXTS = ['', 'a', 'a\nb\nc', 'a\r\nb\r\nc\r\n', 'a\rb\rc', 'a\r\nb\nc\rd\r\r\n\n\re', '\r\n\r\n', '\r', '\u{1f600}\r\n\u00e9\r\n'];

const shown = (text: string): string => text.replace(/\r\n?/g, '\n');

test('every offset has its counterpart', () => {
  for (const text of TEXTS) {
    const breaks = new LineBreaks(text);
    const view = shown(text);
    for (let at = 0; at <= view.length; at += 1) {
      const own = breaks.toDocument(at);
      assert.equal(shown(text.slice(0, own)), view.slice(0, at), JSON.stringify([text, at]));
      assert.equal(breaks.toView(own), at);
      assert.equal(breaks.written(view.slice(at), at), text.slice(own));
    }
    for (let at = 0; at <= text.length; at += 1) {
      assert.equal(breaks.toView(at) === undefined, text[at - 1] === '\r' && text[at] === '\n', JSON.stringify([text, at]));
    }
  }
});

test('replacements are followed, whatever breaks they bring and take', () => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const pieces = ['', 'x', '\r\n', 'y\n', 'z\rz', 'long text without one', 'a\r\nb\nc\rd'];
  for (const start of TEXTS) {
    let text = start;
    const breaks = new LineBreaks(text);
    for (let round = 0; round < 60; round += 1) {
      const length = shown(text).length;
      const from = random(length + 1);
      const to = from + random(length - from + 1);
      const [a, b] = [breaks.toDocument(from), breaks.toDocument(to)];
      const insert = pieces[random(pieces.length)] ?? '';
      const next = text.slice(0, a) + insert + text.slice(b);
      // Two halves would become one break: the view loads the text anew then.
      if (/\r$/.test(text.slice(0, a) + insert) && next[a + insert.length] === '\n') continue;
      if (/\r$/.test(text.slice(0, a)) && insert.startsWith('\n')) continue;
      breaks.replace({ from, to, text: insert });
      text = next;
      assert.equal(breaks.written(shown(text), 0), text, JSON.stringify([start, from, to, insert]));
    }
  }
});

test('what is typed becomes what the document has', () => {
  assert.equal(new LineBreaks('a\r\nb').asTyped('x\ny\n'), 'x\r\ny\r\n');
  assert.equal(new LineBreaks('a\rb').asTyped('x\n'), 'x\r');
  assert.equal(new LineBreaks('a').asTyped('x\n'), 'x\n');
});
