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

interface Given {
  readonly document: TreeNode;
  /** The audience may not know the name of the open file, nor the number in it. */
  readonly title: string;
}

async function given(editor: Editor, redacted: string | undefined): Promise<Given> {
  if (redacted === undefined) {
    return { document: await editor.session.call('tree', ['']), title: editor.state.title || editor.fileName.replace(/\.\w+$/, '') };
  }
  const session = new Session();
  try {
    const { state: { title } } = await session.call('open', [new TextEncoder().encode(redacted)]);
    return { document: await session.call('tree', ['']), title };
  } finally {
    session.close();
  }
}

function said(editor: Editor, name: string): void {
  editor.announce(editor.l10n.text('file-saved', { name }));
}

/** Indicators as CSV; with a byte order mark, which spreadsheets need. */
export async function exportCsv(editor: Editor, redacted?: string): Promise<void> {
  const { document, title } = await given(editor, redacted);
  const name = fileName(title, 'csv');
  const { text, omitted } = toCsv(indicatorRows(document), { mark: true });
  download(text, 'text/csv;charset=utf-8', name);
  if (omitted > 0) editor.announce(editor.l10n.text('csv-omitted', { name, count: omitted }));
  else said(editor, name);
}

/** One HTML file with everything in it. */
export async function exportReport(editor: Editor, redacted?: string): Promise<void> {
  const { document, title } = await given(editor, redacted);
  const name = fileName(title, 'html');
  const made = editor.l10n.text('report-made', { time: momentText(new Date(), editor.l10n.locale, 'long') });
  download(reportHtml(reportModel(document, labelsOf(editor)), made), 'text/html;charset=utf-8', name);
  said(editor, name);
}

export async function printReport(editor: Editor, redacted?: string): Promise<void> {
  const { printModel } = await import('../ui/print.ts');
  const { document } = await given(editor, redacted);
  printModel(reportModel(document, labelsOf(editor)));
}

/** A short text with defanged indicators on the clipboard. */
export async function copySummary(editor: Editor, redacted?: string): Promise<void> {
  const { document } = await given(editor, redacted);
  await copyText(shareText(document, labelsOf(editor)));
  editor.announce(editor.l10n.text('share-copied'));
}

/** The XML of an audience, under its label. */
export async function saveRedacted(editor: Editor, redacted: string, label: string): Promise<void> {
  const { title } = await given(editor, redacted);
  const name = fileName(`${title || 'incident'} ${label}`, 'xml');
  download(redacted, 'application/xml', name);
  said(editor, name);
}

/** The XML on the clipboard. */
export async function copySource(editor: Editor): Promise<void> {
  await copyText(await editor.session.call('text', []));
  editor.announce(editor.l10n.text('share-copied'));
}

/** A mail in the person's own program, after they have read it. */
export async function mailSummary(editor: Editor, redacted?: string): Promise<void> {
  const { document, title } = await given(editor, redacted);
  await confirmMail(editor, title, shareText(document, labelsOf(editor)));
}
