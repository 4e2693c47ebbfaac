// The bar over the document: what it is, its state, what can be done with it.
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { offeredActions, type Action, type ActionGroup } from '../editor/actions.ts';
import { shortcutText } from '../editor/shortcuts.ts';
import type { Level, Profile } from '../session/protocol.ts';
import { icon } from './icons.ts';
import { faultText } from '../editor/faults.ts';
import { Part } from './part.ts';
import { shared } from './theme.ts';

const LEVELS: Level[] = ['mandatory', 'recommended', 'all'];
const PROFILES: Profile[] = ['common', 'rfc7970', 'schema_a', 'schema_b', 'strict3067'];
const GROUPS: ActionGroup[] = ['file', 'edit', 'insert', 'share', 'tools', 'view'];

@customElement('iodef-toolbar')
export class Toolbar extends Part {
  @state() private menuOpen = false;

  static override styles = [shared, css`
    :host { display: block; background: var(--ew-surface); border-block-end: 1px solid var(--ew-line); container-type: inline-size; }
    .bar { display: flex; align-items: center; gap: 0.375rem; padding: 0.375rem 0.75rem; min-block-size: 3rem; }
    .title { flex: 1; min-inline-size: 0; display: flex; align-items: center; gap: 0.5rem; }
    .title strong { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 600; }
    .level { display: inline-flex; border: 1px solid var(--ew-line); border-radius: 6px; padding: 0; margin: 0; }
    .level button { border: 0; border-radius: 0; font-size: 0.8125rem; }
    .level button:first-of-type { border-start-start-radius: 5px; border-end-start-radius: 5px; }
    .level button:last-of-type { border-start-end-radius: 5px; border-end-end-radius: 5px; }
    .level button + button { border-inline-start: 1px solid var(--ew-line); }
    label { display: inline-flex; align-items: center; gap: 0.375rem; font-size: 0.8125rem; color: var(--ew-muted); }
    select { inline-size: auto; max-inline-size: 14rem; color: var(--ew-text); }
    .menu { position: fixed; inset: auto; margin: 0; padding: 0.375rem; inline-size: max-content; min-inline-size: min(17rem, 100vw - 0.5rem); max-inline-size: calc(100vw - 0.5rem); max-block-size: min(80vh, 40rem); overflow: auto; color: inherit;
      background: var(--ew-surface); border: 1px solid var(--ew-line); border-radius: var(--ew-radius); box-shadow: 0 8px 28px rgb(0 0 0 / 22%); }
    .menu h3 { padding: 0.375rem 0.5rem 0.125rem; font-size: 0.75rem; font-weight: 600; color: var(--ew-muted); }
    .menu button { display: flex; inline-size: 100%; justify-content: space-between; border: 0; text-align: start; }
    .menu kbd { font: 0.75rem var(--ew-mono); color: var(--ew-muted); }
    .menu .narrow { display: none; padding: 0.375rem 0.5rem; }
    @container (max-width: 62rem) { label span { display: none; } }
    @container (max-width: 48rem) { .wide { display: none; } .menu .narrow { display: grid; gap: 0.5rem; justify-items: start; } .bar { padding-inline: 0.5rem; } }
    @container (max-width: 24rem) { .level button { padding-inline: 0.375rem; } }
  `];

  protected override listen(): void {
    this.follow('state', () => this.requestUpdate());
    this.follow('shown', () => this.requestUpdate());
    this.follow('level', () => this.requestUpdate());
  }

  protected override render(): TemplateResult {
    const { state, options: { readonly } } = this.editor;
    return html`<div class="bar" part="toolbar" role="toolbar" aria-label=${this.t('toolbar-label')}>
      <button type="button" id="menu-button" class="quiet" popovertarget="menu" aria-haspopup="menu" aria-expanded=${this.menuOpen ? 'true' : 'false'}
        @click=${this.#toggleMenu}>${icon('menu')}<span>${this.t('toolbar-menu')}</span></button>
      <div class="title"><strong dir="auto" title=${state.title}>${state.title || this.t('toolbar-untitled')}</strong></div>
      ${this.#button('undo', 'toolbar-undo', readonly || !state.can_undo, () => this.editor.undo())}
      ${this.#button('redo', 'toolbar-redo', readonly || !state.can_redo, () => this.editor.redo())}
      ${this.#button('search', 'toolbar-search', !state.parsed, () => this.dispatchEvent(new CustomEvent('search')))}
      <span class="wide">${this.#level()}</span>
      <span class="wide">${this.#profile()}</span>
    </div>
    <div class="menu" id="menu" popover role="menu" aria-label=${this.t('toolbar-menu')} @beforetoggle=${this.#giveFocusBack} @toggle=${this.#toggled} @keydown=${this.#menuKey}>
      ${this.menuOpen ? html`${this.#actions()}<div class="narrow">${this.#level()}${this.#profile()}</div>` : nothing}
    </div>`;
  }

  #button(name: 'undo' | 'redo' | 'search', label: string, disabled: boolean, run: () => unknown): TemplateResult {
    const text = this.t(label);
    return html`<button type="button" class="quiet" title=${text} aria-label=${text} ?disabled=${disabled} @click=${run}>${icon(name)}</button>`;
  }

  #level(): TemplateResult {
    return html`<span class="level" role="group" aria-label=${this.t('toolbar-level')}>${LEVELS.map((level) => html`
      <button type="button" aria-pressed=${this.editor.level === level ? 'true' : 'false'}
        @click=${() => this.editor.setLevel(level)}>${this.t(`level-${level}`)}</button>`)}</span>`;
  }

  #profile(): TemplateResult {
    return html`<label><span>${this.t('toolbar-profile')}</span>
      <select aria-label=${this.t('toolbar-profile')} @change=${(event: Event) =>
        void this.editor.setProfile((event.target as HTMLSelectElement).value as Profile)}>
        ${PROFILES.map((profile) => html`<option value=${profile} ?selected=${this.editor.state.profile === profile}>
          ${this.t(`profile-${profile}`)}</option>`)}</select></label>`;
  }

  #actions(): TemplateResult[] {
    return GROUPS.flatMap((group) => {
      const actions = offeredActions(this.editor, group);
      if (actions.length === 0) return [];
      return [html`<h3 role="presentation">${this.t(`group-${group}`)}</h3>${actions.map((each) => html`
        <button type="button" role="menuitem" class="quiet" @click=${() => this.#run(each)}>
          <span>${this.t(each.label)}</span>${each.shortcut ? html`<kbd>${shortcutText(each.shortcut)}</kbd>` : nothing}</button>`)}`];
    });
  }

  #run(action: Action): void {
    this.#menu?.hidePopover();
    void Promise.resolve(action.run(this.editor)).catch((error: Error) =>
      this.editor.announce(this.t('action-failed', { reason: faultText(this.editor.l10n, error).text })));
  }

  get #menu(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('#menu');
  }

  async #toggleMenu(event: Event): Promise<void> {
    // The button has the menu as its own, which keeps a press on it from closing the menu before; when to open it is said here.
    event.preventDefault();
    const menu = this.#menu;
    const button = this.renderRoot.querySelector('#menu-button')?.getBoundingClientRect();
    if (!menu || !button) return;
    // That it was closed is told later than it was.
    if (menu.matches(':popover-open')) {
      menu.hidePopover();
      return;
    }
    menu.showPopover();
    this.menuOpen = true;
    await this.updateComplete;
    menu.style.setProperty('top', `${button.bottom + 4}px`);
    const start = this.editor.l10n.direction === 'rtl' ? button.right - menu.offsetWidth : button.left;
    menu.style.setProperty('left', `${Math.max(4, Math.min(start, window.innerWidth - menu.offsetWidth - 4))}px`);
    menu.querySelector<HTMLElement>('button')?.focus();
  }

  /** Chromium gives the focus back from a popover only outside of shadow trees. */
  #giveFocusBack(event: ToggleEvent): void {
    const menu = this.#menu;
    if (event.newState !== 'closed' || !menu?.contains(this.shadowRoot?.activeElement ?? null)) return;
    this.renderRoot.querySelector<HTMLElement>('#menu-button')?.focus();
  }

  #toggled(event: ToggleEvent): void {
    if (event.newState === 'closed') this.menuOpen = false;
  }

  #menuKey(event: KeyboardEvent): void {
    const items = [...this.renderRoot.querySelectorAll<HTMLElement>('#menu [role=menuitem]')];
    const at = items.indexOf(event.target as HTMLElement);
    if (at < 0) return;
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    items[next % items.length]?.focus();
  }
}
