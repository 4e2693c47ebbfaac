// What the dialogs of the features share: an element that is shown in a modal dialog and closes it.
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Editor } from '../../editor/editor.ts';
import { openDialog } from '../../ui/dialog.ts';
import { Part } from '../../ui/part.ts';
import { shared } from '../../ui/theme.ts';

export abstract class Panel<Result = void> extends Part {
  /** Closes the dialog; without a result the person left it. */
  close: (result?: Result) => void = () => {};

  /** A dialog is shown before its content is drawn, so the focus is set when that is there. */
  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('[autofocus], input, textarea, select, button')?.focus();
  }

  /** Buttons at the end of a panel. */
  protected buttons(...buttons: (TemplateResult | typeof nothing)[]): TemplateResult {
    return html`<div class="buttons"><button type="button" @click=${() => this.close()}>${this.t('dialog-cancel')}</button>${buttons}</div>`;
  }

  /** A field with its label and what is wrong with it. */
  protected field(id: string, label: string, control: TemplateResult, options: { fault?: string | undefined; hint?: string | undefined } = {}): TemplateResult {
    return html`<div class="field">
      <label for=${id}>${label}</label>${control}
      ${options.hint ? html`<p class="hint" id="${id}-hint">${options.hint}</p>` : nothing}
      ${options.fault ? html`<p class="fault" id="${id}-fault">${options.fault}</p>` : nothing}
    </div>`;
  }

  /** What went wrong, for the person: by the code that our errors carry, else in the error's own words. */
  protected reason(error: unknown, prefix: string): string {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    const found = this.editor.l10n.find(`${prefix}-${code}`);
    return found?.text ?? (error instanceof Error ? error.message : String(error));
  }
}

/** Shows a panel; resolves with its result, or undefined when the person left it. */
export function openPanel<Result>(editor: Editor, label: string, panel: Panel<Result>): Promise<Result | undefined> {
  panel.editor = editor;
  return openDialog<Result>(editor, label, (close) => {
    panel.close = close;
    return html`${panel}`;
  }, { wide: true });
}

export const panelStyles = [shared, css`
  :host { display: block; container-type: inline-size; }
  h2 { font-size: 1.125rem; margin-block-end: 0.5rem; }
  h3 { font-size: 1rem; margin-block: 1rem 0.375rem; }
  p { margin-block-end: 0.625rem; }
  form, .stack { display: grid; gap: 0.75rem; grid-template-columns: minmax(0, 1fr); }
  .pair { display: grid; gap: 0.75rem; grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr)); }
  .field label, legend { display: block; font-weight: 600; font-size: 0.875rem; margin-block-end: 0.1875rem; padding: 0; }
  fieldset { border: 1px solid var(--ew-line); border-radius: var(--ew-radius); padding: 0.625rem 0.75rem; margin: 0; min-inline-size: 0; }
  .hint { color: var(--ew-muted); font-size: 0.8125rem; margin-block: 0.1875rem 0; }
  .fault, .problem { color: var(--ew-error); font-size: 0.875rem; margin-block: 0.1875rem 0; }
  .problem { margin-block: 0.5rem; background: var(--ew-error-soft); border-radius: 6px; padding: 0.5rem 0.75rem; }
  .note { background: var(--ew-warning-soft); color: var(--ew-warning); border-radius: 6px; padding: 0.5rem 0.75rem; font-size: 0.875rem; }
  .buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; justify-content: flex-end; margin-block-start: 1rem; }
  .check { display: flex; gap: 0.5rem; align-items: start; }
  .check input { inline-size: 1.5rem; block-size: 1.5rem; flex: none; margin: 0; accent-color: var(--ew-accent); }
  .check label { font-weight: 400; margin: 0; align-self: center; }
  .scroll { overflow: auto; max-block-size: 45vh; border: 1px solid var(--ew-line); border-radius: 6px; }
  table { border-collapse: collapse; inline-size: 100%; font-size: 0.875rem; }
  th, td { text-align: start; vertical-align: top; padding: 0.3125rem 0.5rem; border-block-end: 1px solid var(--ew-line); overflow-wrap: anywhere; }
  thead th { position: sticky; inset-block-start: 0; background: var(--ew-raised); z-index: 1; }
  @container (max-width: 24rem) { tr:has(> th[scope='row']) > * { display: block; } th[scope='row'] { border-block-end: 0; padding-block-end: 0; } }
  pre { margin: 0; padding: 0.5rem 0.75rem; font: 0.8125rem/1.5 var(--ew-mono); white-space: pre-wrap; overflow-wrap: anywhere; }
  mark { background: var(--ew-warning-soft); color: var(--ew-warning); font-weight: 600; }
`];
