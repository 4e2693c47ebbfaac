// The form of the selected class: where it is in the document, what it is, its content.
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Place } from '../editor/places.ts';
import type { Form, Path } from '../session/protocol.ts';
import { faultText } from '../editor/faults.ts';
import { Part } from './part.ts';
import { icon } from './icons.ts';
import { classTerm, sectionUrl, summaryText } from './terms.ts';
import { tlpOf } from './restriction.ts';
import { shared } from './theme.ts';
import './element.ts';

@customElement('iodef-form')
export class FormPage extends Part {
  @state() private page: Form | undefined;
  @state() private place: Place | undefined;
  #asked = 0;

  static override styles = [shared, css`
    :host { display: block; container-type: inline-size; }
    .page { max-inline-size: 52rem; margin-inline: auto; padding: 1rem 1.25rem 4rem; }
    nav ol { display: flex; flex-wrap: wrap; gap: 0 0.25rem; padding: 0; margin: 0 0 0.25rem; list-style: none; font-size: 0.8125rem; }
    nav li { display: flex; align-items: center; gap: 0.25rem; color: var(--ew-muted); }
    nav li svg { inline-size: 0.75rem; }
    nav li:dir(rtl) svg { transform: scaleX(-1); }
    nav button { min-block-size: 1.5rem; padding: 0 0.25rem; font-size: 0.8125rem; color: var(--ew-accent); max-inline-size: 16rem; }
    nav button span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    header { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.75rem; margin-block-end: 0.25rem; }
    h2 { font-size: 1.375rem; line-height: 1.25; font-weight: 650; letter-spacing: -0.01em; }
    .summary { color: var(--ew-muted); overflow-wrap: anywhere; }
    .help { color: var(--ew-muted); max-inline-size: 44rem; margin-block-end: 1rem; font-size: 0.875rem; }
    .tlp { font-family: var(--ew-mono); font-size: 0.6875rem; font-weight: 700; padding: 0.125rem 0.5rem; border-radius: 4px; background: #000; color: #fff; }
    .tlp.red { color: #ff2b2b; } .tlp.amber { color: #ffc000; } .tlp.green { color: #33ff00; }
    .stale { display: flex; gap: 0.75rem; align-items: center; flex-wrap: wrap; margin-block-end: 1rem; padding: 0.625rem 0.875rem; border-radius: var(--ew-radius); background: var(--ew-error-soft); color: var(--ew-error); }
    @container (max-width: 30rem) { .page { padding-inline: 0.75rem; } }
  `];

  protected override listen(): void {
    this.follow('opened', () => {
      // Nobody types into what is not there any more.
      this.page = undefined;
      this.#fetch(this.editor.selection.path);
    });
    this.follow('applied', () => this.#fetch(this.editor.selection.path));
    this.follow('state', () => this.requestUpdate());
    this.follow('selected', (selection) => {
      this.#fetch(selection.path);
      this.scrollTop = 0;
    });
    if (this.editor.state.parsed) this.#fetch(this.editor.selection.path);
  }

  #fetch(path: Path): void {
    const number = ++this.#asked;
    queueMicrotask(async () => {
      if (number !== this.#asked) return;
      try {
        let form = await this.editor.form(path);
        const parent = form.ancestors.at(-1);
        // A leaf is a line of its parent's form.
        if (form.leaf && parent) form = await this.editor.form(parent.path);
        if (number !== this.#asked) return;
        this.page = form;
        this.place = this.editor.places.at(form.path);
      } catch {
        if (number === this.#asked) this.page = undefined;
      }
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { page } = this;
    if (!page) return this.editor.state.parsed || this.editor.state.json ? nothing : html`<div class="page">${this.#stale()}</div>`;
    const term = classTerm(this.editor.l10n, page.class);
    const summary = summaryText(this.editor.l10n, page.class, page.summary);
    const tlp = tlpOf(page.restriction.effective);
    return html`<div class="page" part="form">
      ${this.editor.state.parsed ? nothing : this.#stale()}
      ${page.ancestors.length > 0 ? html`<nav aria-label=${this.t('form-where')}><ol>${page.ancestors.map((crumb) => html`
        <li><button type="button" class="quiet" @click=${() => this.editor.select(crumb.path, 'breadcrumb')}>
          <span>${classTerm(this.editor.l10n, crumb.class).label}</span></button>${icon('expand')}</li>`)}
        <li aria-current="page">${term.label}</li></ol></nav>` : nothing}
      <header>
        <h2 tabindex="-1">${term.label}</h2>
        ${summary ? html`<span class="summary" dir="auto">${summary}</span>` : nothing}
        <button type="button" class="quiet" aria-haspopup="dialog" title=${this.t('form-effective', { level: page.restriction.effective })}
          ?disabled=${this.editor.options.readonly || this.editor.state.version1}
          @click=${() => void this.#restrict()}><span class="tlp ${tlp.tone}">${tlp.label}</span>
          <span class="visually-hidden">${this.t('form-effective', { level: page.restriction.effective })}</span></button>
      </header>
      <p class="help"><span lang=${term.helpLocale ?? nothing} dir=${term.helpDirection ?? nothing}>${term.help ?? ''}</span>
        ${term.section ? html` <a href=${sectionUrl(term.section)} target="_blank" rel="noreferrer noopener">${this.t('form-section', { section: term.section })}</a>` : nothing}</p>
      ${keyed(this.place, html`<iodef-element .editor=${this.editor} .place=${this.place}></iodef-element>`)}
    </div>`;
  }

  async #restrict(): Promise<void> {
    if (this.place?.path !== undefined) await (await import('../features/restriction/action.ts')).restrict(this.editor, this.place.path);
  }

  #stale(): TemplateResult {
    const fault = this.editor.state.fault;
    return html`<div class="stale" role="alert"><span>${this.t('form-stale', {
      line: fault?.line ?? 0, reason: fault ? faultText(this.editor.l10n, fault).text : '' })}</span></div>`;
  }
}
