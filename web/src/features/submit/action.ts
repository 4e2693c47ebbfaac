// Handing in for a person: nothing is sent before they have seen it and said so.
import type { Editor } from '../../editor/editor.ts';
import { markHandedOver } from '../handover/action.ts';
import { teamOf } from '../team/current.ts';
import { openPanel } from '../ui/panel.ts';
import { prepare, SubmitError, type SignedOff } from './submit.ts';

/** True when the receiver took it. */
export async function submitDocument(editor: Editor, endpoint = teamOf(editor).endpoint): Promise<boolean> {
  const bytes = new Uint8Array(await editor.session.call('bytes', []));
  const { version } = editor.state;
  let signed: SignedOff;
  try {
    signed = await prepare({ endpoint, bytes, format: 'xml' });
  } catch (error) {
    if (!(error instanceof SubmitError)) throw error;
    editor.announce(editor.l10n.text(`submit-fault-${error.code}`));
    return false;
  }
  const { SubmitPanel } = await import('../ui/submit-panel.ts');
  const panel = new SubmitPanel();
  panel.signed = signed;
  const receipt = await openPanel(editor, editor.l10n.text('submit-title'), panel);
  if (!receipt) return false;
  editor.saved(version);
  markHandedOver(editor, signed.submission.bytes);
  editor.announce(editor.l10n.text('submit-status', { status: receipt.status }));
  return true;
}
