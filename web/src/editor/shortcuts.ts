// Shortcuts by name, "Mod+Shift+K": Mod is Command on Apple's systems and Ctrl elsewhere.
import { offeredActions } from './actions.ts';
import type { Editor } from './editor.ts';
import { faultText } from './faults.ts';

const APPLE = typeof navigator !== 'undefined' && /Mac|iP(hone|ad|od)/.test(navigator.platform);

/** How the shortcut is written for the person. */
export function shortcutText(shortcut: string): string {
  if (!APPLE) return shortcut.replace('Mod', 'Ctrl');
  return shortcut.replace('Mod', '⌘').replace('Shift', '⇧').replace('Alt', '⌥').replaceAll('+', '');
}

/** Whether the keys are those of the shortcut. */
export function matches(event: KeyboardEvent, shortcut: string): boolean {
  const parts = shortcut.split('+');
  const key = parts.pop() ?? '';
  const wanted = (name: string) => parts.includes(name);
  const mod = APPLE ? event.metaKey : event.ctrlKey;
  return isKey(event, key) && mod === wanted('Mod') && event.shiftKey === wanted('Shift') && event.altKey === wanted('Alt');
}

/**
 * By what the key writes; where that is no Latin letter or digit, as on Arabic and Cyrillic keyboards and
 * with Alt on Apple's, by where it is.
 */
function isKey({ key, code, altKey }: KeyboardEvent, wanted: string): boolean {
  if (key.toLowerCase() === wanted.toLowerCase()) return true;
  if (!/^[A-Z0-9]$/i.test(wanted) || /^[a-z0-9]$/i.test(key) || (!altKey && /^[ -~]$/.test(key))) return false;
  return code === `${/\d/.test(wanted) ? 'Digit' : 'Key'}${wanted.toUpperCase()}`;
}

/** Whether the keys write a sign into a text: Option does that on Apple's keyboards, as "@" on Spanish ones. */
export function writesText(event: KeyboardEvent, apple = APPLE): boolean {
  if (!apple || !event.altKey || event.ctrlKey || event.metaKey || (event.key !== 'Dead' && [...event.key].length > 1)) return false;
  const target = event.composedPath()[0] as Partial<HTMLInputElement> | undefined;
  if (target?.localName === 'input') return !NO_TEXT.has(target.type ?? '');
  return target?.localName === 'textarea' || target?.isContentEditable === true;
}

const NO_TEXT = new Set(['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit']);

/** Runs the action whose shortcut was pressed; false when there is none. */
export function runShortcut(editor: Editor, event: KeyboardEvent): boolean {
  const action = offeredActions(editor).find((each) => each.shortcut && matches(event, each.shortcut));
  if (!action) return false;
  event.preventDefault();
  event.stopPropagation();
  void Promise.resolve(action.run(editor)).catch((error: Error) =>
    editor.announce(editor.l10n.text('action-failed', { reason: faultText(editor.l10n, error).text })));
  return true;
}
