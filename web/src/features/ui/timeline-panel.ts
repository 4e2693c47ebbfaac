// The times and the history of the document in the order in which they happened.
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { spanText } from '../../editor/intl.ts';
import { classTerm, summaryText } from '../../ui/terms.ts';
import { timeline, type TimelineItem } from '../timeline/timeline.ts';
import { Panel, panelStyles } from './panel.ts';

const PAGE = 200;

@customElement('iodef-timeline')
export class TimelinePanel extends Panel<string> {
  @state() private items: readonly TimelineItem[] | undefined;
  @state() private shown = PAGE;

  static override styles = [...panelStyles, css`
    ol { list-style: none; margin: 0; padding: 0; border-inline-start: 2px solid var(--ew-line); }
    li { position: relative; padding-inline-start: 1rem; padding-block: 0.375rem; }
    li::before { content: ''; position: absolute; inset-inline-start: -0.375rem; inset-block-start: 0.875rem; inline-size: 0.625rem; block-size: 0.625rem; border-radius: 50%; background: var(--ew-accent); }
    li button { inline-size: 100%; display: grid; justify-content: start; justify-items: start; text-align: start; gap: 0; }
    .gap { color: var(--ew-muted); font-size: 0.75rem; padding-inline-start: 0.625rem; }
    .when { font-weight: 600; }
    .lexical { font: 0.8125rem var(--ew-mono); color: var(--ew-muted); }
    .here { font-size: 0.8125rem; color: var(--ew-muted); }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    this.run(this.editor.session.call('timeline', []).then((entries) => { this.items = timeline(entries, this.editor.l10n.locale); }));
  }

  protected override render(): TemplateResult {
    const { items } = this;
    return html`<h2>${this.t('timeline-title')}</h2><p>${this.t('timeline-help')}</p>
      ${!items ? nothing : items.length === 0 ? html`<p>${this.t('timeline-none')}</p>` : html`<ol>${items.slice(0, this.shown).map((item) => this.#item(item))}</ol>
        ${items.length > this.shown ? html`<button type="button" @click=${() => { this.shown += PAGE; }}>${this.t('adder-more', { count: items.length - this.shown })}</button>` : nothing}`}
      <div class="buttons"><button type="button" @click=${() => this.close()}>${this.t('dialog-close')}</button></div>`;
  }

  #item(item: TimelineItem): TemplateResult {
    const { l10n } = this.editor;
    const { locale } = l10n;
    return html`<li>
      ${item.gap ? html`<div class="gap">${this.t('timeline-gap', { span: spanText(item.gap, locale) })}</div>` : nothing}
      <button type="button" class="quiet" @click=${() => this.close(item.path)}>
        <span class="when">${item.shown}</span>
        <span>${classTerm(l10n, item.class).label} · <bdi>${classTerm(l10n, item.parent).label} ${summaryText(l10n, item.parent, item.summary)}</bdi></span>
        <bdi class="lexical">${item.value}</bdi>
        ${item.here ? html`<span class="here">${this.t('timeline-here', { time: item.here })}</span>` : nothing}
      </button></li>`;
  }
}
