// What `@edgewarden/iodef` exports: the element, and the session for those who bring an interface of their own.
export { IodefEditor } from './ui/iodef-editor.ts';
export { Editor, type EditorEvents, type EditorOptions, type Selection } from './editor/editor.ts';
export { messageId } from './editor/messages.ts';
export type { EditorPreset } from './features/preset/preset.ts';
export { registerFeatureActions, type FeatureHost } from './features/actions.ts';
export { registerAction, type Action, type ActionGroup } from './editor/actions.ts';
export { L10n } from './editor/l10n.ts';
export { Session, SessionError, type Progress } from './session/session.ts';
export { Keys, type KeyFile } from './session/keys.ts';
export type * from './session/keys-protocol.ts';
export type * from './session/protocol.ts';
