// The restriction of one element, with what else gets it: only some classes can carry one.
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Command, Form, Marked, Path } from '../../session/protocol.ts';
import { tlpOf } from '../../ui/restriction.ts';
import { classTerm, summaryText } from '../../ui/terms.ts';
import { Panel, panelStyles } from './panel.ts';

/** Tokens as they are written; the empty one takes the restriction away. */
const TOKENS = ['white', 'green', 'amber', 'amber+strict', 'red', ''] as const;

@customElement('iodef-restriction')
export class RestrictionPanel extends Panel<Command> {
  path: Path = '';
  page!: Form;
  /** Of the document that the result is for. */
  version = 0;
  @state() private token: string | undefined;
  @state() private marked: Marked | undefined;
  @state() private problem = '';

  static override styles = panelStyles;

  protected override render(): TemplateResult {
    const { effective, own } = this.page.restriction;
    return html`<h2>${this.t('restrict-title')}</h2>
      <p>${classTerm(this.editor.l10n, this.page.class).label} <bdi class="muted">${summaryText(this.editor.l10n, this.page.class, this.page.summary)}</bdi></p>
      <p>${this.t(own === null ? 'restrict-inherited' : 'restrict-own', { label: tlpOf(effective).label, level: effective })}</p>
      <fieldset><legend>${this.t('restrict-choose')}</legend>${TOKENS.map((token) => html`<div class="check">
        <input type="radio" name="token" id="token-${token}" .checked=${this.token === token} @change=${() => void this.#ask(token)} />
        <label for="token-${token}">${this.t(`restrict-to-${token.replace('+', '-') || 'none'}`)}</label></div>`)}</fieldset>
      ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      <div role="status">${this.marked ? this.#consequences(this.marked) : nothing}</div>
      ${this.buttons(html`<button type="button" class="primary" ?disabled=${!this.marked} @click=${() => this.close(this.marked?.command)}>${this.t('restrict-set')}</button>`)}`;
  }

  #consequences({ how, carrier, also, except }: Marked): TemplateResult {
    const list = (id: string, places: string[]): TemplateResult | typeof nothing => (places.length === 0 ? nothing : html`<p>${this.t(id, { count: places.length })}</p>
      <ul class="scroll">${places.map((place) => html`<li><code dir="ltr">${place}</code></li>`)}</ul>`);
    return html`<p>${this.t(`restrict-how-${how}`, { carrier })}</p>${list('restrict-also', also)}${list('restrict-except', except)}`;
  }

  async #ask(token: string): Promise<void> {
    this.token = token;
    this.problem = '';
    try {
      const marked = await this.editor.session.call('mark', [this.path, token === '' ? null : token]);
      if (this.token !== token) return;
      this.marked = marked;
      this.version = this.editor.state.version;
    } catch (error) {
      this.marked = undefined;
      this.problem = this.reason(error, 'restrict-fault');
    }
  }
}
