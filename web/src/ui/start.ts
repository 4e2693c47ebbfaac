// What a person sees before there is a document. Features add further ways to begin by slotting buttons.
import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { action, offeredActions } from '../editor/actions.ts';
import { icon } from './icons.ts';
import { Part } from './part.ts';
import { shared, tokens } from './theme.ts';

@customElement('iodef-start')
export class Start extends Part {
  static override styles = [tokens, shared, css`
    :host { display: block; }
    .start { max-inline-size: 40rem; margin-inline: auto; padding: clamp(1.5rem, 8vh, 5rem) 1.25rem; }
    h1 { font-size: clamp(1.5rem, 5vw, 2.125rem); line-height: 1.2; letter-spacing: -0.02em; margin-block-end: 0.625rem; }
    p { color: var(--ew-muted); font-size: 1.0625rem; max-inline-size: 36rem; }
    .ways { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr)); gap: 0.75rem; margin-block: 1.75rem; }
    .ways button { display: grid; grid-template-columns: auto 1fr; gap: 0 0.75rem; justify-content: start; text-align: start; padding: 0.875rem 1rem; border-radius: 10px; }
    .ways button svg { grid-row: 1 / 3; inline-size: 1.5rem; block-size: 1.5rem; color: var(--ew-accent); align-self: center; }
    .ways strong { font-size: 1rem; }
    .ways span { color: var(--ew-muted); font-size: 0.875rem; }
    .private { display: flex; gap: 0.5rem; align-items: baseline; font-size: 0.875rem; color: var(--ew-muted); }
    .private svg { flex: none; color: var(--ew-good); align-self: center; }
  `];

  protected override render(): TemplateResult {
    const more = offeredActions(this.editor, 'file').filter((each) => each.onStart);
    return html`<div class="start">
      <h1>${this.t('start-title')}</h1>
      <p>${this.t('start-text')}</p>
      <div class="ways">
        <button type="button" @click=${() => this.dispatchEvent(new CustomEvent('new'))}>
          ${icon('add')}<strong>${this.t('start-new')}</strong><span>${this.t('start-new-help')}</span></button>
        <button type="button" @click=${() => void action('file-open')?.run(this.editor)}>
          ${icon('file')}<strong>${this.t('start-open')}</strong><span>${this.t('start-open-help')}</span></button>
        ${more.map((each) => html`<button type="button" @click=${() => void each.run(this.editor)}>
          ${icon(each.icon ?? 'form')}<strong>${this.t(each.label)}</strong><span>${this.t(`${each.label}-help`)}</span></button>`)}
      </div>
      <p class="private">${icon('check')}<span>${this.t('start-private')}</span></p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'iodef-start': Start;
  }
}
