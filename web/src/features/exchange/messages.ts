// The texts of purpose, audience, conversion and merging come with them, not with the first load.
import type { Editor } from '../../editor/editor.ts';

const files = import.meta.glob<string>('./locales/*.ftl', { query: '?raw', import: 'default' });
const messages = Object.fromEntries(Object.entries(files).map(([path, load]) => [/([^/]+)\.ftl$/.exec(path)?.[1] ?? '', load]));

/** Call it before one of them is shown. */
export function addMessages(editor: Editor): Promise<void> {
  return editor.l10n.add(messages);
}
