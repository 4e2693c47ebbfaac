// Values that were registered after the schemas were written: what the page gives is checked by the core.
import type { Editor } from '../editor/editor.ts';
import type { RegistryAdditions } from '../session/protocol.ts';

/** An object, or its JSON; null takes back what was given before. What is refused changes nothing, and is said. */
export async function useRegistry(element: HTMLElement, editor: Editor, given: RegistryAdditions | string | null): Promise<void> {
  try {
    await editor.setRegistry(typeof given === 'string' ? JSON.parse(given) as RegistryAdditions : given ?? {});
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`<iodef-editor>: the registry is refused: ${reason}`);
    editor.announce(editor.l10n.text('registry-refused', { reason }));
    element.dispatchEvent(new CustomEvent('registry-refused', { detail: { reason } }));
  }
}
