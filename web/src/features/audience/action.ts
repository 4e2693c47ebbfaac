// Seeing what an audience would see, before anything is given away.
import { html } from 'lit';
import type { Editor } from '../../editor/editor.ts';
import { addMessages } from '../exchange/messages.ts';
import '../ui/audience-bar.ts';

export const BANNER = 'audience';

/** Begins the preview; it stays over the panes until it is ended. */
export async function previewAudience(editor: Editor): Promise<void> {
  await addMessages(editor);
  editor.banner(BANNER, html`<iodef-audience .editor=${editor}></iodef-audience>`);
}
