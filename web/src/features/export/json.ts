// The document as RFC 8727 JSON, after the person has seen what that cannot hold.
import type { Editor } from '../../editor/editor.ts';
import { addMessages } from '../exchange/messages.ts';
import { jump } from '../jump.ts';
import { LossPanel } from '../ui/loss-panel.ts';
import { openPanel } from '../ui/panel.ts';
import { download, fileName } from './files.ts';

export async function exportJson(editor: Editor): Promise<void> {
  await addMessages(editor);
  const { text, report } = await editor.session.call('exportJson', []);
  const panel = new LossPanel();
  panel.report = report;
  panel.heading = editor.l10n.text('json-title');
  panel.help = editor.l10n.text('json-help');
  panel.action = editor.l10n.text('json-save');
  const chosen = await openPanel(editor, panel.heading, panel);
  if (!chosen) return;
  if ('xpath' in chosen) {
    await jump(editor, chosen.xpath);
    return;
  }
  const name = fileName(editor.state.title || editor.fileName.replace(/\.\w+$/, ''), 'json');
  download(text, 'application/json', name);
  editor.announce(editor.l10n.text('file-saved', { name }));
}
