// The timeline for a person; choosing an entry shows it in the form.
import type { Editor } from '../../editor/editor.ts';
import { openPanel } from '../ui/panel.ts';

export async function showTimeline(editor: Editor): Promise<void> {
  const { TimelinePanel } = await import('../ui/timeline-panel.ts');
  const path = await openPanel(editor, editor.l10n.text('timeline-title'), new TimelinePanel());
  if (path !== undefined) editor.select(path, 'timeline', { focus: true });
}
