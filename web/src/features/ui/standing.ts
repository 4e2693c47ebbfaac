// One line in the status bar: what the signatures of this document are worth. A press shows the details.
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Editor } from '../../editor/editor.ts';
import { icon } from '../../ui/icons.ts';
import { Part } from '../../ui/part.ts';
import { shared, tokens } from '../../ui/theme.ts';
import { addMessages } from '../keys/messages.ts';
import { CHECKING, type Said } from '../keys/standing.ts';
import { Watch } from '../keys/watch.ts';

@customElement('iodef-standing')
export class StandingLine extends Part {
  @state() private said: Said = CHECKING;
  #watch: Watch | undefined;

  static override styles = [tokens, shared, css`
    :host { display: inline-flex; min-inline-size: 0; }
    button { min-inline-size: 0; max-inline-size: 36rem; font-size: 0.8125rem; color: var(--ew-muted); text-align: start; }
    button span { min-inline-size: 0; overflow-wrap: anywhere; }
    .good { color: var(--ew-good); font-weight: 600; }
    .warning { color: var(--ew-warning); font-weight: 600; }
    .error { color: var(--ew-error); font-weight: 600; }
  `];

  protected override listen(editor: Editor): void {
    this.follow('state', () => this.requestUpdate());
    this.#watch?.stop();
    this.#watch = new Watch(editor, (said) => { this.said = said; });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.stop();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.editor.state.version === 0) return nothing;
    const { id, args, tone } = this.said;
    const text = this.t(id, { ...args });
    return html`<button type="button" class="quiet ${tone}" data-standing=${id} title=${text} @click=${() => void this.#show()}>
      ${tone === 'good' ? icon('check') : tone === 'none' ? nothing : icon('issues')}<span>${text}</span></button>
      <span class="visually-hidden" role="status">${tone === 'none' ? '' : text}</span>`;
  }

  async #show(): Promise<void> {
    const { verifySignatures } = await import('../keys/action.ts');
    await verifySignatures(this.editor);
  }
}

/** Puts the line into the status bar of an editor. */
export async function showStanding(element: HTMLElement, editor: Editor): Promise<void> {
  await addMessages(editor);
  const line = new StandingLine();
  line.slot = 'status';
  line.editor = editor;
  element.append(line);
}
