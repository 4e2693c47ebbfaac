// What a person can have of the open document besides the document itself: of all of it, or of `redacted`,
// which is the text that an audience may have.
import type { Editor } from '../../editor/editor.ts';
import { momentText } from '../../editor/intl.ts';
import { Session } from '../../session/session.ts';
import type { TreeNode } from '../tree.ts';
import { confirmMail } from '../ui/mail-panel.ts';
import { toCsv, indicatorRows } from './csv.ts';
import { copyText, download, fileName } from './files.ts';
import { reportHtml } from './html.ts';
import { labelsOf } from './labels.ts';
import { reportModel } from './model.ts';
import { shareText } from './share.ts';

async function tree(editor: Editor, redacted: string | undefined): Promise<TreeNode> {
  if (redacted === undefined) return editor.session.call('tree', ['']);
  const session = new Session();
  try {
    await session.call('open', [new TextEncoder().encode(redacted)]);
    return await session.call('tree', ['']);
  } finally {
    session.close();
  }
}

function named(editor: Editor, extension: string): string {
  return fileName(editor.state.title || editor.fileName.replace(/\.\w+$/, ''), extension);
}

function said(editor: Editor, name: string): void {
  editor.announce(editor.l10n.text('file-saved', { name }));
}

/** Indicators as CSV; with a byte order mark, which spreadsheets need. */
export async function exportCsv(editor: Editor, redacted?: string): Promise<void> {
  const name = named(editor, 'csv');
  download(toCsv(indicatorRows(await tree(editor, redacted)), { mark: true }), 'text/csv;charset=utf-8', name);
  said(editor, name);
}

/** One HTML file with everything in it. */
export async function exportReport(editor: Editor, redacted?: string): Promise<void> {
  const name = named(editor, 'html');
  const made = editor.l10n.text('report-made', { time: momentText(new Date(), editor.l10n.locale, 'long') });
  download(reportHtml(reportModel(await tree(editor, redacted), labelsOf(editor)), made), 'text/html;charset=utf-8', name);
  said(editor, name);
}

export async function printReport(editor: Editor, redacted?: string): Promise<void> {
  const { printModel } = await import('../ui/print.ts');
  printModel(reportModel(await tree(editor, redacted), labelsOf(editor)));
}

/** A short text with defanged indicators on the clipboard. */
export async function copySummary(editor: Editor, redacted?: string): Promise<void> {
  await copyText(shareText(await tree(editor, redacted), labelsOf(editor)));
  editor.announce(editor.l10n.text('share-copied'));
}

/** The XML on the clipboard. */
export async function copySource(editor: Editor): Promise<void> {
  await copyText(await editor.session.call('text', []));
  editor.announce(editor.l10n.text('share-copied'));
}

/** A mail in the person's own program, after they have read it. */
export async function mailSummary(editor: Editor, redacted?: string): Promise<void> {
  await confirmMail(editor, editor.state.title, shareText(await tree(editor, redacted), labelsOf(editor)));
}
