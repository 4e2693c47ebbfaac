// The document that an audience would get, in form and source, as a document of its own that cannot be edited.
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Editor } from '../../editor/editor.ts';
import { Panel, panelStyles } from './panel.ts';

@customElement('iodef-audience-result')
export class AudienceResult extends Panel {
  text = '';
  @state() private pane: 'form' | 'source' = 'form';
  @state() private shown: Editor | undefined;

  static override styles = [...panelStyles, css`
    .view { block-size: 55vh; overflow: auto; border: 1px solid var(--ew-line); border-radius: 6px; margin-block-start: 0.5rem; }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    this.run(this.#open());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.shown?.close();
    this.shown = undefined;
  }

  async #open(): Promise<void> {
    const shown = new Editor({ readonly: true }, undefined, this.editor.l10n);
    shown.host = this.editor.host;
    this.shown = shown;
    shown.on('state', () => this.requestUpdate());
    await shown.open(new TextEncoder().encode(this.text));
    await shown.setProfile(this.editor.state.profile);
  }

  protected override render(): TemplateResult {
    const { shown } = this;
    const errors = shown?.state.errors ?? 0;
    return html`<h2>${this.t('audience-result')}</h2>
      <div role="group" aria-label=${this.t('audience-result')}>${(['form', 'source'] as const).map((pane) => html`
        <button type="button" aria-pressed=${this.pane === pane ? 'true' : 'false'} @click=${() => { this.pane = pane; }}>${this.t(`pane-${pane}`)}</button>`)}
        ${shown && shown.state.version > 0 ? html`<span role="status" class="badge ${errors > 0 ? 'error' : ''}">${this.t(errors > 0 ? 'state-errors' : 'state-valid', { errors })}</span>` : nothing}
      </div>
      <div class="view" tabindex="0" role="region" aria-label=${this.t(`pane-${this.pane}`)}>
        ${!shown || shown.state.version === 0 ? nothing : this.pane === 'form' ? html`<iodef-form .editor=${shown}></iodef-form>` : html`<iodef-source .editor=${shown}></iodef-source>`}
      </div>
      <div class="buttons"><button type="button" class="primary" @click=${() => this.close()}>${this.t('dialog-close')}</button></div>`;
  }
}
