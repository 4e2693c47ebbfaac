// An element that is text and attributes only, as a line of its parent's form. It also stands for one
// that is not there yet: what is typed first makes it.
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Editor } from '../editor/editor.ts';
import { faultText } from '../editor/faults.ts';
import type { Place } from '../editor/places.ts';
import { numberText } from '../editor/intl.ts';
import type { Applied, Command, Form, FormAttribute, FormMember, Path, Present } from '../session/protocol.ts';
import { Writer } from './writer.ts';
import { icon } from './icons.ts';
import { attributeTerm, classTerm, summaryText } from './terms.ts';
import { shared } from './theme.ts';
import './field.ts';
import type { FieldEdit, FieldElement } from './field.ts';

@customElement('iodef-leaf')
export class LeafElement extends LitElement {
  @property({ attribute: false }) editor!: Editor;
  @property({ attribute: false }) member!: FormMember;
  /** Undefined: not in the document yet. */
  @property({ attribute: false }) present: Present | undefined;
  /** The element, which follows what happens around it. */
  @property({ attribute: false }) place!: Place;
  /** The element that it is or will be in. */
  @property({ attribute: false }) within!: Place;
  @property({ type: Number }) position = 0;
  /** The classes from the root element to this one. */
  @property({ attribute: false }) chain: string[] = [];
  @state() private open = false;
  @query('iodef-field.text') private textField!: FieldElement | null;
  #writer = new Writer(() => this.editor, (error) => this.#refused(error));
  /** The version of the document that `present` is of. */
  #version = -1;

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  static override styles = [shared, css`
    :host { display: block; min-inline-size: 0; }
    .line { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.375rem; align-items: start; }
    .tools { display: flex; padding-block-start: 1.5rem; }
    .tools button { min-inline-size: 1.75rem; padding: 0.1875rem 0.25rem; color: var(--ew-muted); }
    .attributes { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(11rem, 100%), 1fr)); gap: 0.625rem 0.75rem; margin-block-start: 0.5rem; }
    :host([ghost]) { opacity: 0.92; }
    fieldset { border: 0; border-inline-start: 3px solid var(--ew-line); padding: 0 0 0 0.75rem; padding-inline: 0.75rem 0; margin: 0; min-inline-size: 0; }
    fieldset.plain { border: 0; padding: 0; }
    legend { padding: 0; font-weight: 600; font-size: 0.8125rem; }
  `];

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('present')) this.#version = this.editor.state.version;
    this.toggleAttribute('ghost', !this.present);
  }

  #stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = this.editor.on('focusing', (focus) => {
      if (focus.path === this.place.path) this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  protected override updated(): void {
    const focus = this.editor.pendingFocus;
    // Paths of an earlier version may name another element now.
    if (this.#version !== this.editor.state.version) return;
    if (!focus || !this.present || focus.path !== this.place.path) return;
    const name = focus.attribute;
    if (name !== undefined && !this.open && !this.#shownAttributes().some((each) => each.name === name)) {
      this.open = true;
      return;
    }
    this.editor.pendingFocus = null;
    void this.updateComplete.then(() => this.#focusField(name));
  }

  protected override render(): TemplateResult | typeof nothing {
    const form = this.present?.form ?? this.member.template;
    if (!form) return nothing;
    const term = classTerm(this.editor.l10n, this.member.name);
    const shown = this.#shownAttributes();
    const hidden = form.attributes.length - shown.length - form.attributes.filter(isPartner(form)).length;
    const many = this.member.max === null;
    const label = many && this.position > 0 ? { ...term, label: `${term.label} ${numberText(this.position + 1, this.editor.l10n.locale)}` } : term;
    const own = form.diagnostics.filter((each) => each.attribute === undefined);
    return html`
      <fieldset class=${shown.length === 0 ? 'plain' : ''}>
        <legend class="visually-hidden">${label.label}</legend>
        <div class="line">
          ${form.text && form.text.type !== 'nothing' && !form.foreign ? html`
            <iodef-field class="text" .editor=${this.editor} .term=${label} .value=${this.present ? form.text.value : null}
              .type=${form.text.type} .values=${form.text.values} .enumeration=${form.text.enumeration}
              .multiline=${form.text.multiline} ?required=${this.member.min > 0} .diagnostics=${own}
              ?locked=${this.#lockedAt()} @edit=${this.#textEdited} @leave=${this.#left}></iodef-field>`
            : html`<div><strong>${label.label}</strong> <span class="muted">${this.present ? summaryText(this.editor.l10n, this.member.name, this.present.summary) : ''}</span>
                ${own.map((each) => html`<div class="badge error">${this.editor.message(each)}</div>`)}</div>`}
          ${this.#tools(term.label, hidden)}
        </div>
        ${shown.length > 0 ? html`<div class="attributes">${shown.map((each) => this.#attribute(form, each))}</div>` : nothing}
      </fieldset>
    `;
  }

  #lockedAt(attribute?: string): boolean {
    return this.editor.options.readonly || !this.editor.state.parsed || (this.editor.policies.locked?.(this.chain, attribute) ?? false);
  }

  #tools(name: string, hidden: number): TemplateResult | typeof nothing {
    if (this.#lockedAt() || (!this.present && hidden === 0)) return nothing;
    return html`<div class="tools">
      ${hidden > 0 || this.open ? html`<button type="button" class="quiet" aria-expanded=${this.open ? 'true' : 'false'}
        title=${this.editor.l10n.text('leaf-attributes', { name })} aria-label=${this.editor.l10n.text('leaf-attributes', { name })}
        @click=${() => { this.open = !this.open; }}>${icon('more')}</button>` : nothing}
      ${!this.present || (this.member.min > 0 && this.member.count <= this.member.min) ? nothing : html`
        <button type="button" class="quiet danger" title=${this.editor.l10n.text('element-remove', { name })}
          aria-label=${this.editor.l10n.text('element-remove', { name })}
          @click=${() => this.#remove(name)}>${icon('remove')}</button>`}
    </div>`;
  }

  #attribute(form: Form, attribute: FormAttribute): TemplateResult {
    return html`<iodef-field data-attribute=${attribute.name} .editor=${this.editor}
      .term=${attributeTerm(this.editor.l10n, form.class, attribute.name)} .value=${attribute.value}
      .type=${attribute.type} .values=${attribute.values} .enumeration=${attribute.enumeration}
      .extension=${attribute.extension} .extensionValue=${attribute.extension_value}
      .fallback=${attribute.fixed ?? attribute.default} ?required=${attribute.required}
      .diagnostics=${form.diagnostics.filter((each) => each.attribute === attribute.name || each.attribute === attribute.extension && attribute.extension !== null)}
      ?locked=${this.#lockedAt(attribute.name)} @edit=${(event: CustomEvent<FieldEdit>) => this.#attributeEdited(attribute, event.detail)}></iodef-field>`;
  }

  /** Required ones, those that say what the text is, those with a value; all when asked. */
  #shownAttributes(): FormAttribute[] {
    const form = this.present?.form ?? this.member.template;
    if (!form) return [];
    const wrong = new Set(form.diagnostics.map((each) => each.attribute));
    return form.attributes.filter((each) => !isPartner(form)(each)
      && (this.open || each.required || each.level !== 'all' || wrong.has(each.name)
        || (this.editor.level === 'all' && each.value !== null)));
  }

  #textEdited(event: CustomEvent<FieldEdit>): void {
    const text = event.detail.value ?? '';
    this.#write('text', (path) => ({ do: 'set_text', path, text }), { text });
  }

  #attributeEdited(attribute: FormAttribute, edit: FieldEdit): void {
    const commands = (path: Path): Command[] => [
      { do: 'set_attribute', path, name: attribute.name, value: edit.value },
      ...(attribute.extension !== null && edit.extension !== undefined
        ? [{ do: 'set_attribute', path, name: attribute.extension, value: edit.extension } as const] : []),
    ];
    const attributes: Record<string, string> = {};
    if (edit.value !== null) attributes[attribute.name] = edit.value;
    if (attribute.extension !== null && typeof edit.extension === 'string') attributes[attribute.extension] = edit.extension;
    this.#write(attribute.name, (path) => ({ do: 'group', commands: commands(path) }), { attributes });
  }

  #write(place: string, change: (path: Path) => Command, made: { text?: string; attributes?: Record<string, string> }): void {
    this.#writer.write(place, async (editor) => {
      if (this.present || this.place.path !== undefined) return editor.change(this.place, change);
      const applied: Applied = await editor.change(this.within, (parent) => ({ do: 'insert_class', parent, class: this.member.name, ...made }));
      if (applied.created !== undefined) editor.places.arrived(this.place, applied.created);
      return applied;
    });
  }

  /** An optional element that was emptied is not left behind. */
  #left(): void {
    const { present, member } = this;
    const form = present?.form;
    if (!present || !form || member.min > 0 || this.textField === null) return;
    if (form.attributes.some((each) => each.value !== null)) return;
    this.#writer.write('leave', async (editor) => {
      const { path } = this.place;
      if (path === undefined) return undefined;
      const now = await editor.session.call('form', [path, 'mandatory']);
      return now.class === member.name && now.text?.value === '' && path === this.place.path
        ? editor.change(this.place, (at) => ({ do: 'remove', path: at })) : undefined;
    });
  }

  #remove(name: string): void {
    this.#writer.write('remove', async (editor) => {
      const applied = await editor.change(this.place, (path) => ({ do: 'remove', path }));
      editor.announce(editor.l10n.text('element-removed', { name }));
      return applied;
    });
  }

  #refused(error: Error): void {
    this.editor.announce(this.editor.l10n.text('edit-refused', { reason: faultText(this.editor.l10n, error).text }));
  }

  #focusField(attribute: string | undefined): void {
    const field = attribute === undefined ? this.textField
      : this.renderRoot.querySelector<FieldElement>(`iodef-field[data-attribute="${CSS.escape(attribute)}"]`);
    (field ?? this.renderRoot.querySelector<FieldElement>('iodef-field'))?.focus();
    this.scrollIntoView({ block: 'center' });
  }
}

/** An ext-… attribute is part of the control of the attribute that it extends. */
function isPartner(form: Form): (attribute: FormAttribute) => boolean {
  const partners = new Set(form.attributes.map((each) => each.extension));
  return (attribute) => partners.has(attribute.name);
}
