// The page: one editor, the start screen, files by drop and paste.
import { registerAction } from './editor/actions.ts';
import { registerFeatureActions } from './features/actions.ts';
import { registerFileActions } from './features/files.ts';
import { IodefEditor } from './ui/iodef-editor.ts';
import './ui/start.ts';

const element = new IodefEditor();
element.mirror = false;
element.locale = preferredLocale();

const openFile = async (content: Blob | Uint8Array, name?: string): Promise<void> =>
  (await import('./features/import/open.ts')).openFile(element, content, name);

/** A document that begins here and came from nobody; false when the person keeps the one there is. */
const openNew = async (text: string, name: string): Promise<boolean> => {
  if (element.editor.unsaved && !(await (await import('./ui/confirm.ts')).confirm(element.editor, 'replace'))) return false;
  await element.open(new TextEncoder().encode(text), name);
  return true;
};

const startNew = async (): Promise<void> => {
  const { newDocument } = await import('./features/templates/empty.ts');
  if (!(await openNew(newDocument(element.editor), 'incident.xml'))) return;
  element.editor.select('0', 'app');
  element.editor.focusSoon('0/0', 'name');
};

registerAction({ id: 'file-new', label: 'action-new', group: 'file', shortcut: 'Alt+N', run: startNew });
registerFileActions(openFile);
registerFeatureActions({
  openNew: async (text, name) => {
    if (await openNew(text, name)) element.editor.focusSoon('0/0');
  },
  open: openFile,
});
registerAction({
  id: 'view-language', label: 'action-language', group: 'view',
  run: async (editor) => (await import('./ui/language.ts')).chooseLanguage(editor),
});
registerAction({
  id: 'view-keys', label: 'action-keys', group: 'view', shortcut: 'Shift+F1',
  run: async (editor) => (await import('./ui/keys.ts')).showKeys(editor),
});

element.storage = true;

const start = document.createElement('iodef-start');
start.slot = 'start';
start.editor = element.editor;
start.addEventListener('new', () => void startNew());
element.append(start);
const main = document.createElement('main');
main.append(element);
document.body.append(main);

element.editor.on('locale', (locale) => {
  document.documentElement.lang = locale;
  document.documentElement.dir = element.editor.l10n.direction;
  document.title = element.editor.l10n.text('app-title');
});
element.editor.on('state', (state) => {
  const name = element.editor.l10n.text('app-title');
  document.title = state.title ? `${state.title} · ${name}` : name;
});

document.addEventListener('paste', (event) => {
  // Into a field it is text like any other.
  const target = event.composedPath()[0];
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable)) return;
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (text === '') return;
  event.preventDefault();
  void import('./features/import/open.ts').then(({ openPasted }) => openPasted(element, text)).then(async (opened) => {
    if (!opened && element.editor.state.parsed) await (await import('./features/paste/action.ts')).pasteAnything(element.editor, text);
  });
});

// While nothing has the focus, keys are for the only editor of the page.
document.addEventListener('keydown', (event) => {
  if (event.target === document.body) element.handleKey(event);
});

// Drafts and the offline copy come after the first paint.
requestIdleCallback(() => {
  // What the first document needs. Opening it asks again for words that could not be loaded, and says so.
  void Promise.all([element.editor.l10n.loadWords(), import('./features/import/open.ts'), import('./features/purpose/purpose.ts')]).catch(() => undefined);
  void import('./features/handover/action.ts').then(({ rememberReceived }) => rememberReceived(element.editor));
  void import('./features/drafts/action.ts').then(({ startKeeping }) => startKeeping(element.editor)).catch((error: Error) =>
    element.editor.announce(element.editor.l10n.text('drafts-failed', { reason: error.message })));
  void import('./features/ui/standing.ts').then(({ showStanding }) => showStanding(element, element.editor));
  void import('./features/offline/site.ts').then(({ goOffline }) => goOffline(element.editor));
});

window.addEventListener('beforeunload', (event) => {
  if (element.editor.unsaved) event.preventDefault();
});

function preferredLocale(): string {
  const asked = new URLSearchParams(location.search).get('lang');
  return asked ?? navigator.languages.find((each) => element.editor.l10n.available.includes(each.split('-')[0] ?? '')) ?? 'en';
}
