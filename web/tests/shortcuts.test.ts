// Shortcuts on the keyboards that people have.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matches, writesText } from '../src/editor/shortcuts.ts';

function press(key: string, code: string, modifiers: Partial<Pick<KeyboardEvent, 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>> = {}): KeyboardEvent {
  return { key, code, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...modifiers } as KeyboardEvent;
}

test('a shortcut is pressed where the key does not write Latin letters', () => {
  assert.ok(matches(press('s', 'KeyS', { ctrlKey: true }), 'Mod+S'));
  assert.ok(matches(press('\u0633', 'KeyS', { ctrlKey: true }), 'Mod+S'), 'Arabic');
  assert.ok(matches(press('\u044b', 'KeyS', { ctrlKey: true }), 'Mod+S'), 'Cyrillic');
  assert.ok(matches(press('\u03c0', 'KeyP', { altKey: true }), 'Alt+P'), 'Alt on a Mac');
  assert.ok(matches(press('Dead', 'KeyN', { altKey: true }), 'Alt+N'), 'a dead key on a Mac');
  assert.ok(matches(press('[', 'Digit1', { altKey: true }), 'Alt+1'), 'Alt on a German Mac');
  assert.ok(matches(press('\u0661', 'Digit1', { altKey: true }), 'Alt+1'), 'Arabic digits');
});

test('where the key writes Latin letters, they count and not the place of the key', () => {
  // On a French keyboard "a" is where "q" is on others.
  assert.ok(matches(press('a', 'KeyQ', { altKey: true }), 'Alt+A'));
  assert.ok(!matches(press('a', 'KeyQ', { altKey: true }), 'Alt+Q'));
  assert.ok(!matches(press('o', 'KeyS', { ctrlKey: true }), 'Mod+S'), 'Dvorak');
  assert.ok(!matches(press(';', 'KeyZ', { ctrlKey: true }), 'Mod+Z'), 'Dvorak');
});

test('other modifiers and other keys are other shortcuts', () => {
  assert.ok(!matches(press('\u0633', 'KeyS'), 'Mod+S'));
  assert.ok(!matches(press('\u0633', 'KeyS', { ctrlKey: true, shiftKey: true }), 'Mod+S'));
  assert.ok(matches(press('F8', 'F8'), 'F8'));
  assert.ok(!matches(press('Dead', 'KeyN', { altKey: true }), 'Shift+F1'));
});

test('what Option writes into a text on a Mac is no shortcut there', () => {
  const into = (target: object, key: string, modifiers = {}) => ({ ...press(key, 'Digit2', { altKey: true, ...modifiers }), composedPath: () => [target] } as unknown as KeyboardEvent);
  const text = { localName: 'input', type: 'text' };
  for (const target of [text, { localName: 'textarea' }, { localName: 'div', isContentEditable: true }]) {
    assert.ok(writesText(into(target, '@'), true), JSON.stringify(target));
    assert.ok(writesText(into(target, 'Dead'), true), JSON.stringify(target));
  }
  assert.ok(!writesText(into(text, '@'), false), 'elsewhere Alt writes nothing');
  assert.ok(!writesText(into(text, 'ArrowUp'), true));
  assert.ok(!writesText(into(text, '@', { metaKey: true }), true));
  for (const target of [{ localName: 'input', type: 'checkbox' }, { localName: 'select' }, { localName: 'button' }]) {
    assert.ok(!writesText(into(target, '@'), true), JSON.stringify(target));
  }
});
