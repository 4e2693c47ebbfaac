// What the document is for, chosen for a document that is open.
import { html } from 'lit';
import type { Editor } from '../../editor/editor.ts';
import { openDialog } from '../../ui/dialog.ts';
import { currentIncident } from '../incident.ts';
import { teamOf } from '../team/current.ts';
import { PRESETS, purposeCommand, type Preset } from '../templates/presets.ts';

export async function choosePurpose(editor: Editor): Promise<void> {
  const t = (id: string): string => editor.l10n.text(id);
  const chosen = await openDialog<Preset>(editor, t('purpose-title'), (close) => html`
    <h2>${t('purpose-title')}</h2>
    <ul class="ew-choices">${PRESETS.map((preset) => html`<li><button type="button" @click=${() => close(preset)}>
      <strong>${t(`preset-${preset.id}`)}</strong><span>${t(`preset-${preset.id}-help`)}</span></button></li>`)}</ul>
    <div class="ew-buttons"><button type="button" @click=${() => close()}>${t('dialog-cancel')}</button></div>`);
  if (!chosen) return;
  await editor.compute(async () => purposeCommand(chosen, await currentIncident(editor), teamOf(editor).fqdn));
  editor.purpose = null;
  editor.announce(t(`preset-${chosen.id}`));
}
