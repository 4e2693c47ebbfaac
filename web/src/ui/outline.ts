// The document as a tree (ARIA tree pattern): one tab stop, arrows to walk, Enter to show. Branches ask
// for their items when they are unfolded; long ones are shown in part.
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { OutlineNode, Path } from '../session/protocol.ts';
import { Part } from './part.ts';
import { icon } from './icons.ts';
import { classTerm, summaryText } from './terms.ts';
import { shared } from './theme.ts';

const STEP = 200;
/** Changes come to rest before the tree follows them. */
const PAUSE_MS = 150;

@customElement('iodef-outline')
export class Outline extends Part {
  @state() private root: OutlineNode | undefined;
  @state() private active: Path = '0';
  #branches = new Map<Path, OutlineNode[]>();
  #open = new Set<Path>(['']);
  #limits = new Map<Path, number>();
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [shared, css`
    :host { display: block; padding: 0.5rem; overflow: auto; }
    ul { list-style: none; margin: 0; padding: 0; }
    ul ul { padding-inline-start: 0.875rem; border-inline-start: 1px solid var(--ew-line); margin-inline-start: 0.6875rem; }
    .row { display: flex; align-items: center; gap: 0.25rem; min-block-size: 1.75rem; padding-inline-end: 0.375rem; border-radius: 6px; cursor: pointer; font-size: 0.875rem; }
    .row:hover { background: var(--ew-raised); }
    [aria-selected='true'] > .row { background: var(--ew-accent-soft); color: var(--ew-accent-strong); font-weight: 600; }
    [role='treeitem']:focus-visible { outline: none; }
    [role='treeitem']:focus-visible > .row { outline: 2px solid var(--ew-accent); outline-offset: -2px; }
    .fold { display: inline-flex; inline-size: 1.375rem; block-size: 1.75rem; align-items: center; justify-content: center; flex: none; color: var(--ew-muted); }
    .fold svg { inline-size: 0.75rem; transition: transform 0.12s; }
    .fold:dir(rtl) svg { transform: scaleX(-1); }
    [aria-expanded='true'] > .row .fold svg { transform: rotate(90deg); }
    .name { flex: 0 1 auto; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .summary { color: var(--ew-muted); font-weight: 400; font-size: 0.8125rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-inline-size: 0; flex: 1; }
    .dot { flex: none; inline-size: 0.5rem; block-size: 0.5rem; border-radius: 50%; background: var(--ew-error); margin-inline-start: auto; }
    .dot.warning { background: var(--ew-warning); }
    .withheld .name { text-decoration: line-through; }
    .withheld svg { color: var(--ew-warning); flex: none; }
    .more { font-size: 0.8125rem; color: var(--ew-accent); }
  `];

  protected override listen(): void {
    this.follow('opened', () => {
      this.#open = new Set(['', '0']);
      this.#limits.clear();
      this.active = '0';
      this.#fetch();
    });
    this.follow('applied', ({ shifts }) => {
      if (shifts.length > 0) this.#fetch();
    });
    this.follow('state', () => this.#later());
    this.follow('shown', () => this.requestUpdate());
    this.follow('selected', ({ path, by }) => {
      if (by === 'outline') return;
      this.active = path;
      for (let at = path; at !== ''; at = parentOf(at)) this.#open.add(parentOf(at));
      this.#fetch();
    });
    this.#fetch();
  }

  /** While the paths are right, somebody who types does not wait for summaries and marks. */
  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fetch(), PAUSE_MS);
  }

  #fetch(): void {
    const number = ++this.#asked;
    queueMicrotask(async () => {
      if (number !== this.#asked || !this.isConnected) return;
      try {
        const root = await this.editor.session.call('outline', ['', 0]);
        const branches = new Map<Path, OutlineNode[]>();
        const open = [...this.#open].sort((a, b) => a.length - b.length);
        const answers = await Promise.all(open.map((path) =>
          this.editor.session.call('outline', [path, 1, this.#limits.get(path) ?? STEP]).catch(() => undefined)));
        if (number !== this.#asked) return;
        answers.forEach((answer, index) => branches.set(open[index] ?? '', answer?.items ?? []));
        this.root = root;
        this.#branches = branches;
        this.requestUpdate();
      } catch {
        if (number === this.#asked) this.root = undefined;
      }
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.root) return nothing;
    return html`<ul role="tree" part="outline" aria-label=${this.t('outline-label')} @keydown=${this.#key}>
      ${this.#item(this.root, 1)}</ul>`;
  }

  #item(node: OutlineNode, level: number): TemplateResult {
    const open = this.#open.has(node.path);
    const items = open ? this.#branches.get(node.path) ?? [] : [];
    const term = classTerm(this.editor.l10n, node.class);
    const summary = summaryText(this.editor.l10n, node.class, node.summary);
    const withheld = this.editor.policies.withheld?.(node.path) ?? false;
    const selected = this.editor.selection.path === node.path;
    return html`<li role="treeitem" data-path=${node.path} aria-level=${level} aria-selected=${selected ? 'true' : 'false'}
        aria-expanded=${node.children > 0 ? (open ? 'true' : 'false') : nothing}
        aria-label=${[term.label, summary, node.errors > 0 ? this.t('count-errors', { count: node.errors }) : '',
          withheld ? this.t('outline-withheld') : ''].filter(Boolean).join(' ')}
        tabindex=${node.path === this.active ? '0' : '-1'}>
      <div class="row ${withheld ? 'withheld' : ''}" @click=${(event: Event) => this.#clicked(event, node)}>
        <span class="fold">${node.children > 0 ? icon('expand') : nothing}</span>
        <span class="name">${term.label}</span><span class="summary" dir="auto">${summary}</span>
        ${withheld ? html`<span title=${this.t('outline-withheld')}>${icon('lock')}</span>` : nothing}
        ${node.errors > 0 ? html`<span class="dot"></span>` : node.warnings > 0 ? html`<span class="dot warning"></span>` : nothing}
      </div>
      ${items.length > 0 ? html`<ul role="group">${items.map((item) => this.#item(item, level + 1))}
        ${node.children > items.length ? html`<li role="none"><button type="button" class="quiet more" tabindex="-1"
          @click=${() => { this.#limits.set(node.path, items.length + STEP); this.#fetch(); }}>
          ${this.t('outline-more', { count: node.children - items.length })}</button></li>` : nothing}</ul>` : nothing}
    </li>`;
  }

  #clicked(event: Event, node: OutlineNode): void {
    if ((event.target as Element).closest('.fold') && node.children > 0) this.#fold(node.path, !this.#open.has(node.path));
    else this.editor.select(node.path, 'outline');
    this.#focus(node.path);
  }

  #key(event: KeyboardEvent): void {
    const item = (event.target as Element).closest<HTMLElement>('[role=treeitem]');
    const path = item?.dataset['path'];
    if (!item || path === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const rtl = this.editor.l10n.direction === 'rtl';
    const inward = rtl ? 'ArrowLeft' : 'ArrowRight';
    const outward = rtl ? 'ArrowRight' : 'ArrowLeft';
    const visible = [...this.renderRoot.querySelectorAll<HTMLElement>('[role=treeitem]')].map((each) => each.dataset['path'] ?? '');
    const at = visible.indexOf(path);
    const expanded = item.getAttribute('aria-expanded');
    switch (event.key) {
      case 'ArrowDown': this.#focus(visible[at + 1]); break;
      case 'ArrowUp': this.#focus(visible[at - 1]); break;
      case 'Home': this.#focus(visible[0]); break;
      case 'End': this.#focus(visible.at(-1)); break;
      case inward:
        if (expanded === 'false') this.#fold(path, true);
        else if (expanded === 'true') this.#focus(visible[at + 1]);
        break;
      case outward:
        if (expanded === 'true') this.#fold(path, false);
        else if (path !== '') this.#focus(parentOf(path));
        break;
      case 'Enter': case ' ': this.editor.select(path, 'outline', { focus: event.key === 'Enter' }); break;
      default: return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #fold(path: Path, open: boolean): void {
    if (open) this.#open.add(path);
    else this.#open.delete(path);
    this.#fetch();
  }

  #focus(path: Path | undefined): void {
    if (path === undefined) return;
    this.active = path;
    void this.updateComplete.then(() => {
      const item = this.renderRoot.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
      item?.focus();
      item?.querySelector('.row')?.scrollIntoView({ block: 'nearest' });
    });
  }
}

function parentOf(path: Path): Path {
  const at = path.lastIndexOf('/');
  return at < 0 ? '' : path.slice(0, at);
}
