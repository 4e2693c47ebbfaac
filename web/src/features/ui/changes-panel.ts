// What changed in the document since it was opened, sent or saved.
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Difference, Differences, Path } from '../../session/protocol.ts';
import { Panel, panelStyles } from './panel.ts';

@customElement('iodef-changes')
export class ChangesPanel extends Panel<Path> {
  /** The document to compare with. */
  base!: Uint8Array;
  @state() private differences: Differences | undefined;
  @state() private problem = '';

  static override styles = [...panelStyles, css`
    .kind-added { color: var(--ew-good); } .kind-removed { color: var(--ew-error); } .kind-changed, .kind-moved { color: var(--ew-warning); }
    del { color: var(--ew-error); } ins { color: var(--ew-good); }
    td > * { white-space: pre-wrap; overflow-wrap: anywhere; }
    code { font: 0.8125rem var(--ew-mono); }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    this.run(this.#load());
  }

  async #load(): Promise<void> {
    try {
      this.differences = await this.editor.session.call('compare', [this.base]);
    } catch (error) {
      this.problem = this.t('action-failed', { reason: error instanceof Error ? error.message : String(error) });
    }
  }

  protected override render(): TemplateResult {
    const { differences } = this;
    return html`<h2>${this.t('changes-title')}</h2><p>${this.t('changes-help')}</p>
      ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      ${!differences ? nothing : differences.list.length === 0 ? html`<p role="status">${this.t('changes-none')}</p>` : this.#table(differences)}
      <div class="buttons"><button type="button" @click=${() => this.close()}>${this.t('dialog-close')}</button></div>`;
  }

  #table({ list, omitted }: Differences): TemplateResult {
    return html`<p role="status">${this.t('changes-count', { count: list.length + omitted })}</p>
      <div class="scroll" tabindex="0" role="region" aria-label=${this.t('changes-title')}><table>
        <thead><tr><th scope="col">${this.t('changes-kind')}</th><th scope="col">${this.t('changes-place')}</th><th scope="col">${this.t('changes-what')}</th></tr></thead>
        <tbody>${list.map((each) => this.#row(each))}</tbody></table></div>
      ${omitted > 0 ? html`<p class="note">${this.t('changes-omitted', { count: omitted })}</p>` : nothing}`;
  }

  #row(each: Difference): TemplateResult {
    const place = each.after_xpath === '' ? each.before_xpath : each.after_xpath;
    return html`<tr><td class="kind-${each.kind}">${this.t(`changes-${each.kind}`)}</td>
      <td>${each.after_xpath === '' ? html`<code dir="ltr">${place}</code>`
        : html`<button type="button" class="quiet" @click=${() => void this.#show(each.after_xpath)}><code dir="ltr">${place}</code></button>`}</td>
      <td>${each.before === '' ? nothing : html`<del><bdi>${each.before}</bdi></del> `}${each.after === '' ? nothing : html`<ins><bdi>${each.after}</bdi></ins>`}</td></tr>`;
  }

  async #show(xpath: string): Promise<void> {
    const path = await this.editor.session.call('resolve', [xpath.replace(/\/@[^/]*$/, '')]);
    if (path !== null && path !== undefined) this.close(path);
  }
}
