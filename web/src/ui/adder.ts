// What may be added to an element and is not there: one button each, mandatory and recommended first,
// the others behind one more.
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Editor } from '../editor/editor.ts';
import type { Place } from '../editor/places.ts';
import type { Form, FormMember } from '../session/protocol.ts';
import { icon } from './icons.ts';
import { insertClass } from './insert.ts';
import { classTerm } from './terms.ts';
import { shared } from './theme.ts';

@customElement('iodef-adder')
export class Adder extends LitElement {
  @property({ attribute: false }) editor!: Editor;
  @property({ attribute: false }) form!: Form;
  /** The element of the form. */
  @property({ attribute: false }) within!: Place;
  @property({ attribute: false }) chain: string[] = [];
  @state() private all = false;

  static override styles = [shared, css`
    :host { display: block; }
    :host([hidden]) { display: none; }
    .adder { display: flex; flex-wrap: wrap; align-items: center; gap: 0.375rem; padding-block-start: 0.25rem; }
    .adder button { font-size: 0.8125rem; border-style: dashed; border-color: var(--ew-control-line); }
    .label { font-size: 0.8125rem; color: var(--ew-muted); margin-inline-end: 0.25rem; }
    .adder button.quiet { border-style: none; color: var(--ew-accent); }
  `];

  protected override render(): TemplateResult | typeof nothing {
    const { level, l10n } = this.editor;
    const absent = this.form.members.filter((each) => each.count === 0 && each.can_add && !this.#inForm(each)
      && !this.editor.policies.locked?.([...this.chain, each.name]));
    const offered = absent.filter((each) => this.all || level === 'all' || each.level !== 'all');
    const hidden = absent.length - offered.length;
    // Without an offer it takes no room either.
    this.hidden = absent.length === 0;
    if (this.hidden) return nothing;
    return html`<div class="adder" role="group" aria-label=${l10n.text('adder-label')}>
      <span class="label" aria-hidden="true">${l10n.text('adder-label')}</span>
      ${repeat(offered, ({ namespace, name }) => `${namespace} ${name}`, (member) => {
        const term = classTerm(l10n, member.name);
        return html`<button type="button" title=${term.help ?? ''} @click=${() => insertClass(this.editor, this.within, member)}>
          ${icon('add')}${term.label}</button>`;
      })}
      ${hidden > 0 || (this.all && level !== 'all') ? html`<button type="button" class="quiet" aria-expanded=${this.all ? 'true' : 'false'}
        @click=${() => { this.all = !this.all; }}>${this.all ? l10n.text('adder-fewer') : l10n.text('adder-more', { count: hidden })}</button>` : nothing}
    </div>`;
  }

  /** Mandatory ones, and leaves that are recommended, have their place among the members. */
  #inForm(member: FormMember): boolean {
    if (member.level === 'mandatory') return true;
    return member.leaf && member.level === 'recommended' && member.only.length === 0 && this.editor.level !== 'mandatory';
  }
}
