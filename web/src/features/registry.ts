// Values that were registered after the schemas were written: what the page gives is checked by the core.
import type { Editor } from '../editor/editor.ts';
import type { RegistryAdditions } from '../session/protocol.ts';
import { SessionError } from '../session/session.ts';

/** What each editor has, for the time after it was stopped. */
const given = new WeakMap<Editor, RegistryAdditions>();

/** An object, or its JSON; null takes back what was given before. What is refused changes nothing, and is said. */
export async function useRegistry(element: HTMLElement, editor: Editor, registry: RegistryAdditions | string | null): Promise<void> {
  try {
    const additions = typeof registry === 'string' ? JSON.parse(registry) as RegistryAdditions : registry ?? {};
    await editor.session.call('registry', [additions]);
    if (!given.has(editor)) editor.on('closed', () => void again(editor));
    given.set(editor, additions);
    // Everybody hears of what is found now.
    await editor.setProfile(editor.state.profile);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`<iodef-editor>: the registry is refused: ${reason}`);
    editor.announce(editor.l10n.text('registry-refused', { reason }));
    element.dispatchEvent(new CustomEvent('registry-refused', { detail: { reason } }));
  }
}

/** A session that was stopped begins without them. */
async function again(editor: Editor): Promise<void> {
  try {
    await editor.session.call('registry', [given.get(editor) ?? {}]);
  } catch (error) {
    // It was closed for good.
    if (!(error instanceof SessionError)) throw error;
  }
}
