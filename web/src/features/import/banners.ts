// What is said over a document that came in as something else: version 1, or JSON that cannot be read.
import { html } from 'lit';
import type { Editor } from '../../editor/editor.ts';
import { faultText } from '../../editor/faults.ts';
import type { LossReport } from '../../session/protocol.ts';
import { addMessages } from '../exchange/messages.ts';
import { download } from '../export/files.ts';
import { jump } from '../jump.ts';

const NOTICE = 'import';
const LOSSES = 'losses';

/** Shows what the state of the document asks for, and takes away what it does not. */
export async function follow(editor: Editor): Promise<void> {
  await addMessages(editor);
  const { version1, json, fault } = editor.state;
  const shown = version1 ? 'version1' : json ? `json ${fault?.message ?? ''} ${fault?.offset ?? ''}` : '';
  if (latest.get(editor) === shown && (shown === '' || editor.banners.has(NOTICE))) return;
  latest.set(editor, shown);
  const t = (id: string, args?: Record<string, string | number>): string => editor.l10n.text(id, args);
  if (version1) {
    editor.banner(NOTICE, notice(t('import-version1'), [[t('import-convert'), () => convert(editor)], [t('import-keep'), () => keep(editor)]], editor.options.readonly));
  } else if (json) {
    editor.banner(NOTICE, notice(fault ? t('import-json-fault', { line: fault.line, column: fault.column, reason: faultText(editor.l10n, fault).text }) : t('import-json-ready'),
      [[t('import-json-again'), () => again(editor)]], false));
  } else if (editor.banners.has(NOTICE)) {
    editor.banner(NOTICE, null);
  }
}

const latest = new WeakMap<Editor, string>();

function notice(text: string, buttons: [string, () => Promise<void>][], disabled: boolean) {
  return html`<div class="ew-notice" role="status"><span>${text}</span>${buttons.map(([label, run]) => html`
    <button type="button" ?disabled=${disabled} @click=${() => void run()}>${label}</button>`)}</div>`;
}

/** Version 2 in place of version 1, as one step that undo takes back; then what that could not carry over. */
async function convert(editor: Editor): Promise<void> {
  const { version } = editor.state;
  const [{ text, report }, original] = await Promise.all([editor.session.call('convertV1', []), editor.session.call('text', [])]);
  try {
    await editor.apply({ do: 'replace_text', from: 0, to: original.length, text }, 'convert', version);
  } catch (error) {
    editor.announce(editor.l10n.text('edit-refused', { reason: faultText(editor.l10n, error as Error).text }));
    return;
  }
  editor.select('0', 'convert');
  await showLosses(editor, report, 'import-converted');
}

/** The file as it came. */
async function keep(editor: Editor): Promise<void> {
  download(await editor.session.call('text', []), 'application/xml', editor.fileName);
  editor.announce(editor.l10n.text('file-saved', { name: editor.fileName }));
}

async function again(editor: Editor): Promise<void> {
  try {
    const { report } = await editor.openJson();
    if (report) await noticeLosses(editor, report);
  } catch (error) {
    editor.announce((error as Error).message);
  }
}

/** Says that JSON did not come in as it was, if so; the steps are shown when they are asked for. */
export async function noticeLosses(editor: Editor, report: LossReport): Promise<void> {
  if (report.steps.length === 0) return;
  await addMessages(editor);
  editor.banner(LOSSES, notice(editor.l10n.text('loss-count', { count: report.steps.length + report.omitted }), [
    [editor.l10n.text('loss-show'), () => showLosses(editor, report, 'import-read')],
    [editor.l10n.text('dialog-close'), async () => editor.banner(LOSSES, null)],
  ], false));
}

/** What is not as it was; a place that is chosen is shown. */
export async function showLosses(editor: Editor, report: LossReport, name: 'import-converted' | 'import-read'): Promise<void> {
  const [{ openPanel }, { LossPanel }] = await Promise.all([import('../ui/panel.ts'), import('../ui/loss-panel.ts')]);
  const panel = new LossPanel();
  panel.report = report;
  panel.heading = editor.l10n.text(`${name}-title`);
  panel.help = editor.l10n.text(`${name}-help`);
  const chosen = await openPanel(editor, panel.heading, panel);
  if (chosen && 'xpath' in chosen) await jump(editor, chosen.xpath);
}
