// Merging, splitting and counting reports (RFC 3067 requirement 4.2).
import type { Editor } from '../../editor/editor.ts';
import { addMessages } from '../exchange/messages.ts';
import { jump } from '../jump.ts';
import { openPanel } from '../ui/panel.ts';

/** Others are merged into the open document, as one step that undo takes back. */
export async function mergeReports(editor: Editor): Promise<void> {
  await addMessages(editor);
  const { MergePanel } = await import('../ui/merge-panel.ts');
  const panel = new MergePanel();
  const { version } = editor.state;
  const text = await editor.session.call('text', []);
  panel.base = new TextEncoder().encode(text);
  const merged = await openPanel(editor, editor.l10n.text('merge-title'), panel);
  if (!merged) return;
  if ('xpath' in merged) {
    await jump(editor, merged.xpath);
    return;
  }
  try {
    await editor.apply({ do: 'replace_text', from: 0, to: text.length, text: merged.text }, 'merge', version);
  } catch (error) {
    // Somebody edited it meanwhile; the merge is of what was there.
    if ((error as { code?: string }).code !== 'changed') throw error;
    editor.announce(editor.l10n.text('merge-changed'));
    return;
  }
  editor.select('0', 'merge');
  editor.announce(editor.l10n.text('merge-done', { count: merged.documents }));
}

/** Each incident as a document of its own. */
export async function splitReport(editor: Editor): Promise<void> {
  await addMessages(editor);
  const { SplitPanel } = await import('../ui/split-panel.ts');
  const panel = new SplitPanel();
  panel.parts = await editor.session.call('split', []);
  await openPanel(editor, editor.l10n.text('split-title'), panel);
}

/** Figures over files, in which nothing about a person or a host is left. */
export async function showStatistics(editor: Editor): Promise<void> {
  await addMessages(editor);
  const { StatisticsPanel } = await import('../ui/statistics-panel.ts');
  await openPanel(editor, editor.l10n.text('statistics-title'), new StatisticsPanel());
}
