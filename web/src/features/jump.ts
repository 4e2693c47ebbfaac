// From a place that a report names to the element that is there now.
import type { Editor } from '../editor/editor.ts';
import type { Path } from '../session/protocol.ts';

/** The element of an XPath, or the nearest around it that there is; undefined for places elsewhere. */
export async function pathOf(editor: Editor, xpath: string): Promise<Path | undefined> {
  for (let at = xpath; at.startsWith('/') && at.length > 1; at = at.slice(0, at.lastIndexOf('/'))) {
    if (/\/@[^/]*$/.test(at)) continue;
    const path = await editor.session.call('resolve', [at]);
    if (typeof path === 'string') return path;
  }
  return undefined;
}

/** Shows it everywhere; says so when there is none. */
export async function jump(editor: Editor, xpath: string): Promise<void> {
  const path = await pathOf(editor, xpath);
  if (path === undefined) editor.announce(editor.l10n.text('loss-no-place'));
  else editor.select(path, 'jump', { focus: true });
}
