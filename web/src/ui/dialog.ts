// Modal questions: a native <dialog> in the editor's own shadow root, which keeps and gives back the focus.
import { render, type TemplateResult } from 'lit';
import type { Editor } from '../editor/editor.ts';

/** Opens a dialog with this content until `close` is called or the person leaves it (undefined). */
export function openDialog<T>(
  editor: Editor,
  label: string,
  content: (close: (result?: T) => void, redraw: () => void) => TemplateResult,
  options: { wide?: boolean } = {},
): Promise<T | undefined> {
  const host = editor.host ?? document.body;
  const dialog = document.createElement('dialog');
  dialog.className = options.wide ? 'ew-dialog wide' : 'ew-dialog';
  dialog.setAttribute('aria-label', label);
  dialog.lang = editor.l10n.locale;
  dialog.dir = editor.l10n.direction;
  host.append(dialog);
  return new Promise((resolve) => {
    let result: T | undefined;
    const close = (value?: T) => {
      result = value;
      dialog.close();
      // Closed, it keeps the focus until the next frame, and what is pressed until then is for nobody.
      dialog.remove();
    };
    const redraw = () => render(content(close, redraw), dialog);
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(result);
    });
    // A click on the backdrop hits the dialog element itself.
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) close();
    });
    redraw();
    dialog.showModal();
  });
}
