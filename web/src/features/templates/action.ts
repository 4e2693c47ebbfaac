// Documents from templates: asked for by a person, or named by the page around the editor.
import type { Editor } from '../../editor/editor.ts';
import { setTeam, teamOf } from '../team/current.ts';
import { DEFAULT_PATTERN, sequenceAt } from '../team/identifiers.ts';
import type { TeamProfile } from '../team/profile.ts';
import { openPanel } from '../ui/panel.ts';
import { template, type Template } from './catalogue.ts';
import { fill, type Answers } from './fill.ts';
import { preset, type Preset } from './presets.ts';
import { templateXml } from './sources.ts';

const random = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => crypto.getRandomValues(bytes);

/** Without a team the document is in the language of the interface, and what it lacks is shown as missing. */
function beginning(editor: Editor): TeamProfile {
  const team = teamOf(editor);
  return team.fqdn === '' ? { ...team, language: editor.l10n.locale, idPattern: DEFAULT_PATTERN } : team;
}

async function make(editor: Editor, chosen: Template, purpose: Preset, answers: Answers): Promise<string> {
  const now = new Date();
  return fill(await templateXml(chosen.id), chosen, answers, { team: beginning(editor), preset: purpose, now, sequence: sequenceAt(now), random });
}

/** Asks for a template and its answers; resolves with the document. */
export async function askTemplate(editor: Editor): Promise<string | undefined> {
  const { TemplatePanel } = await import('../ui/template-panel.ts');
  const choice = await openPanel(editor, editor.l10n.text('template-title'), new TemplatePanel());
  if (!choice) return undefined;
  if (choice.team) setTeam(editor, choice.team);
  return make(editor, choice.template, choice.preset, choice.answers);
}

/** The document of a template by its name, or "name:purpose", without answers. */
export async function namedDocument(editor: Editor, name: string): Promise<string> {
  const [id = '', purpose = 'reporting'] = name.split(':');
  const chosen = template(id);
  const use = preset(purpose);
  if (!chosen || !use) throw new RangeError(`there is no template ${name}`);
  return make(editor, chosen, use, {});
}
