// Search in names, texts and attributes of the document; a hit is shown in form and source.
import { html } from 'lit';
import type { Editor } from '../editor/editor.ts';
import type { Hit } from '../session/protocol.ts';
import { openDialog } from './dialog.ts';
import { classTerm } from './terms.ts';

const LIMIT = 100;

export async function openSearch(editor: Editor): Promise<void> {
  const t = (id: string, args?: Record<string, string | number>) => editor.l10n.text(id, args);
  let hits: Hit[] = [];
  let query = '';
  const hit = await openDialog<Hit>(editor, t('search-title'), (close, redraw) => html`
    <form class="ew-search" @submit=${(event: Event) => {
      event.preventDefault();
      if (hits[0]) close(hits[0]);
    }}>
      <label class="visually-hidden" for="search-input">${t('search-title')}</label>
      <input id="search-input" type="search" autocomplete="off" spellcheck="false" placeholder=${t('search-placeholder')} autofocus
        @input=${async (event: Event) => {
          query = (event.target as HTMLInputElement).value;
          const asked = query;
          const found = query.trim() === '' ? [] : await editor.session.call('search', [query, LIMIT]);
          if (asked !== query) return;
          hits = found;
          redraw();
        }} />
    </form>
    <p role="status" class="muted">${query.trim() === '' ? t('search-hint') : t('search-count', { count: hits.length, limit: LIMIT })}</p>
    <ul class="ew-hits">${hits.map((each) => html`<li><button type="button" class="quiet" @click=${() => close(each)}>
      <strong>${classTerm(editor.l10n, each.class).label}</strong>${each.attribute ? html`<span class="muted">@${each.attribute}</span>` : ''}
      <span dir="auto">${each.excerpt}</span></button></li>`)}</ul>`, { wide: true });
  if (!hit) return;
  editor.select(hit.path, 'search', { focus: true, ...(hit.attribute === undefined ? {} : { attribute: hit.attribute }) });
  editor.emit('reveal', { from: hit.from, to: hit.to });
}
