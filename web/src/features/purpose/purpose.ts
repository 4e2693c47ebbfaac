// What the open document is for: its own purpose, or the one that a person chose for it. It decides which
// members the form puts first and for whom the document goes out (RFC 3067 requirement 6.1).
import type { Editor } from '../../editor/editor.ts';
import type { Form } from '../../session/protocol.ts';
import { isPurposeful } from '../../ui/arrange.ts';
import { addMessages } from '../exchange/messages.ts';
import { preset, PRESETS, type Preset } from '../templates/presets.ts';
import '../ui/purpose-bar.ts';

export interface Purpose {
  /** Undefined: neither the document nor the person says one that we know. */
  readonly preset: Preset | undefined;
  /** By a person, and not by the document. */
  readonly chosen: boolean;
  /** What the document says, as it is written. */
  readonly stated: string;
}

/** Purpose and extension of an Incident, as its form has them. */
export function purposeOf(form: Pick<Form, 'attributes'>, chosen: string | null): Purpose {
  const value = (name: string): string => form.attributes.find((each) => each.name === name)?.value ?? '';
  const stated = value('purpose') === 'ext-value' ? value('ext-purpose') : value('purpose');
  const own = PRESETS.find((each) => each.purpose === value('purpose') && (each.extPurpose ?? '') === value('ext-purpose'));
  const other = chosen === null ? undefined : preset(chosen);
  return { preset: other ?? own, chosen: other !== undefined && other !== own, stated };
}

/** The purpose of an incident of the open document. */
export async function documentPurpose(editor: Editor, incident = '0'): Promise<Purpose> {
  return purposeOf(await editor.session.call('form', [incident, 'mandatory']), editor.purpose);
}

/** From now on the form of an editor puts first what the purpose needs. */
export async function follow(editor: Editor): Promise<void> {
  if (editor.policies.first) return;
  await addMessages(editor);
  editor.setPolicies({ first: (form) => (isPurposeful(form) ? purposeOf(form, editor.purpose).preset?.members ?? [] : []) });
}
