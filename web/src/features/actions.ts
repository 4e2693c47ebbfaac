// The features as a person meets them: entries of the menu, each loaded when it is chosen.
import { registerAction } from '../editor/actions.ts';
import type { Editor } from '../editor/editor.ts';

export interface FeatureHost {
  /** Opens a new document in place of the one there is, after asking about unsaved changes. */
  openNew(text: string, fileName: string): Promise<unknown>;
  /** Opens the bytes of a file in the same way. */
  open(bytes: Uint8Array, fileName?: string): Promise<unknown>;
}

const open = (editor: Editor): boolean => editor.state.version > 0 && editor.state.parsed;
const current = (editor: Editor): boolean => open(editor) && editor.kind !== 'xml1';
const editable = (editor: Editor): boolean => current(editor) && !editor.options.readonly;

/** Registers every feature; call it once for a page. */
export function registerFeatureActions(host: FeatureHost): void {
  const begin = async (text: string | undefined): Promise<void> => {
    if (text !== undefined) await host.openNew(text, 'incident.xml');
  };
  registerAction({
    id: 'file-template', label: 'action-template', group: 'file', shortcut: 'Alt+T', onStart: true, icon: 'form',
    run: async (editor) => begin(await (await import('./templates/action.ts')).askTemplate(editor)),
  });
  registerAction({
    id: 'file-reporter', label: 'action-reporter', group: 'file', onStart: true, icon: 'check',
    run: async (editor) => begin(await (await import('./reporter/action.ts')).askReporter(editor)),
  });
  registerAction({
    id: 'file-drafts', label: 'action-drafts', group: 'file', onStart: true, icon: 'clock', when: (editor) => editor.options.storage,
    run: async (editor) => (await import('./drafts/action.ts')).showDrafts(editor),
  });
  registerAction({
    id: 'edit-purpose', label: 'action-purpose', group: 'edit', when: editable,
    run: async (editor) => (await import('./ui/purpose.ts')).choosePurpose(editor),
  });
  registerAction({
    id: 'edit-restriction', label: 'action-restriction', group: 'edit', shortcut: 'Alt+R', when: editable,
    run: async (editor) => (await import('./restriction/action.ts')).restrict(editor, editor.selection.path),
  });
  registerAction({
    id: 'insert-paste', label: 'action-paste', group: 'insert', shortcut: 'Alt+P', when: editable,
    run: async (editor) => (await import('./paste/action.ts')).pasteAnything(editor),
  });
  registerAction({
    id: 'insert-evidence', label: 'action-evidence', group: 'insert', shortcut: 'Alt+E', when: editable,
    run: async (editor) => (await import('./evidence/action.ts')).takeEvidence(editor),
  });
  registerAction({
    id: 'insert-history', label: 'action-history', group: 'insert', shortcut: 'Alt+H', when: editable,
    run: async (editor) => (await import('./handover/action.ts')).addHistory(editor),
  });
  registerAction({
    id: 'view-timeline', label: 'action-timeline', group: 'view', when: open,
    run: async (editor) => (await import('./timeline/action.ts')).showTimeline(editor),
  });
  registerAction({
    id: 'view-changes', label: 'action-changes', group: 'view', when: open,
    run: async (editor) => (await import('./handover/action.ts')).showChanges(editor),
  });
  registerShareActions();
  registerKeyActions(host);
  const many = { 'tools-merge': ['action-merge', 'mergeReports', editable], 'tools-split': ['action-split', 'splitReport', current], 'tools-statistics': ['action-statistics', 'showStatistics', () => true] } as const;
  for (const [id, [label, name, when]] of Object.entries(many)) {
    registerAction({ id, label, group: 'tools', when, run: async (editor) => (await import('./many/action.ts'))[name](editor) });
  }
  registerAction({
    id: 'tools-team', label: 'action-team', group: 'tools',
    run: async (editor) => (await import('./team/action.ts')).editTeam(editor, (await import('./drafts/action.ts')).keepTeamOf(editor)),
  });
}

function registerShareActions(): void {
  registerAction({
    id: 'share-audience', label: 'action-audience', group: 'share', shortcut: 'Alt+A', when: current,
    run: async (editor) => (await import('./audience/action.ts')).previewAudience(editor),
  });
  registerAction({
    id: 'share-json', label: 'action-json', group: 'share', when: current,
    run: async (editor) => (await import('./export/json.ts')).exportJson(editor),
  });
  const exports = {
    'share-report': 'exportReport', 'share-print': 'printReport', 'share-csv': 'exportCsv', 'share-copy': 'copySummary', 'share-source': 'copySource', 'share-mail': 'mailSummary',
  } as const;
  for (const [id, name] of Object.entries(exports)) {
    registerAction({ id, label: `action-${id}`, group: 'share', when: open, run: async (editor) => (await import('./export/action.ts'))[name](editor) });
  }
  registerAction({
    id: 'share-submit', label: 'action-submit', group: 'share', when: open,
    run: async (editor) => void (await (await import('./submit/action.ts')).submitDocument(editor, (await import('./preset/use.ts')).presetOf(editor)?.endpoint)),
  });
}

function registerKeyActions(host: FeatureHost): void {
  const actions: [string, 'share' | 'tools', 'signDocument' | 'verifySignatures' | 'sealElement' | 'openSealed' | 'knownTeams', (editor: Editor) => boolean][] = [
    ['sign', 'share', 'signDocument', open], ['verify', 'share', 'verifySignatures', open],
    ['seal', 'share', 'sealElement', editable], ['unseal', 'share', 'openSealed', editable], ['contacts', 'tools', 'knownTeams', () => true],
  ];
  for (const [name, group, does, when] of actions) {
    registerAction({ id: `${group}-${name}`, label: `action-${name}`, group, when, run: async (editor) => (await import('./keys/action.ts'))[does](editor) });
  }
  registerAction({
    id: 'share-encrypt', label: 'action-encrypt', group: 'share', when: open,
    run: async (editor) => (await import('./openpgp/action.ts')).encryptDocument(editor),
  });
  registerAction({
    id: 'file-decrypt', label: 'action-decrypt', group: 'file',
    run: async (editor) => (await import('./openpgp/action.ts')).decryptFile(editor, host.open),
  });
}
