// Seeing what an audience would see, before anything is given away.
import { html } from 'lit';
import type { Editor } from '../../editor/editor.ts';
import '../ui/audience-bar.ts';

export const BANNER = 'audience';

/** Begins the preview; it stays over the panes until it is ended. */
export function previewAudience(editor: Editor): void {
  editor.banner(BANNER, html`<iodef-audience .editor=${editor}></iodef-audience>`);
}
