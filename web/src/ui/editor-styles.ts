// Layout of the editor: three panes where there is room, one at a time where there is not.
import { css } from 'lit';
import { controls, base, tokens } from './theme.ts';

const layout = css`
  :host { display: block; block-size: 100%; min-block-size: 24rem; background: var(--ew-page); container-type: inline-size; }
  .frame { display: flex; flex-direction: column; block-size: 100%; min-block-size: inherit; position: relative; background: var(--ew-page); }
  .panes { flex: 1; min-block-size: 0; display: grid; grid-template-columns: 15rem minmax(0, 1fr) minmax(20rem, 27rem); }
  .frame[data-side=''] .panes { grid-template-columns: 15rem minmax(0, 1fr); }
  .frame[data-side='source'] .panes { grid-template-columns: 15rem minmax(0, 1fr) minmax(20rem, 1fr); }
  .frame[data-side=''] .side { display: none; }
  .banners { flex: none; max-block-size: 50%; overflow: auto; background: var(--ew-surface); border-block-end: 1px solid var(--ew-line); }
  .ew-notice { display: flex; flex-wrap: wrap; align-items: center; gap: 0.375rem 0.75rem; padding: 0.5rem 1rem; background: var(--ew-warning-soft); color: var(--ew-warning); font-size: 0.875rem; }
  .ew-notice span { flex: 1 1 16rem; overflow-wrap: anywhere; }
  .stop { animation: 0.2s steps(2, jump-none) appear; }
  @keyframes appear { from { visibility: hidden; } }
  .outline, .form, .panel { contain: content; }
  .outline { min-block-size: 0; overflow: auto; background: var(--ew-surface); border-inline-end: 1px solid var(--ew-line); }
  .form { min-block-size: 0; overflow: auto; }
  .side { min-block-size: 0; min-inline-size: 0; display: flex; flex-direction: column; background: var(--ew-surface); border-inline-start: 1px solid var(--ew-line); }
  .tabs, .tabs > [role='tablist'] { display: flex; gap: 0.25rem; }
  .tabs { gap: 0.25rem; padding: 0.375rem 0.5rem; border-block-end: 1px solid var(--ew-line); }
  .tabs .close { margin-inline-start: auto; color: var(--ew-muted); }
  .panel { flex: 1; min-block-size: 0; overflow: auto; }
  .panel > * { block-size: 100%; }
  .status { display: flex; align-items: center; gap: 0.75rem; padding: 0.125rem 0.5rem; min-block-size: 2.25rem; background: var(--ew-surface); border-block-start: 1px solid var(--ew-line); font-size: 0.8125rem; }
  .verdict { font-size: 0.8125rem; font-weight: 600; flex: none; }
  .verdict.good { color: var(--ew-good); } .verdict.error { color: var(--ew-error); } .verdict.warning { color: var(--ew-warning); }
  .announcement { flex: 1; min-inline-size: 0; color: var(--ew-muted); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .switches { display: none; }
  .empty { padding: 3rem 1.5rem; text-align: center; color: var(--ew-muted); }
  .drop { position: absolute; inset: 0.5rem; display: grid; place-items: center; border: 2px dashed var(--ew-accent); border-radius: var(--ew-radius); background: color-mix(in srgb, var(--ew-accent-soft) 92%, transparent); font-size: 1.25rem; font-weight: 600; color: var(--ew-accent-strong); pointer-events: none; }

  @container (max-width: 72rem) {
    .panes, .frame[data-side='source'] .panes { grid-template-columns: 13rem minmax(0, 1fr) minmax(17rem, 20rem); }
    .frame[data-side='source'] .panes { grid-template-columns: 0 minmax(0, 1fr) minmax(0, 1fr); }
    .frame[data-side='source'] .outline { display: none; }
    .frame[data-side='source'] .panes { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  }
  @container (max-width: 56rem) {
    .panes, .frame[data-side] .panes { grid-template-columns: minmax(0, 1fr); }
    .outline, .form, .side, .frame[data-side='source'] .outline { display: none; border: 0; }
    .frame[data-pane='outline'] .outline { display: block; }
    .frame[data-pane='form'] .form { display: block; }
    .frame:is([data-pane='issues'], [data-pane='source']) .side { display: flex; }
    .tabs { display: none; }
    .status { flex-wrap: wrap; gap: 0.125rem 0.5rem; padding-block-end: 0.25rem; }
    .switches { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); inline-size: 100%; gap: 0.25rem; }
    .switches button { min-block-size: 2.5rem; padding-inline: 0.25rem; font-size: 0.75rem; }
    .switches button span { overflow: hidden; text-overflow: ellipsis; }
  }
  @container (max-width: 26rem) {
    .switches button { flex-direction: column; gap: 0; min-block-size: 2.75rem; }
  }
`;

const dialogs = css`
  .ew-dialog { inline-size: min(32rem, calc(100vw - 1.5rem)); max-block-size: calc(100vh - 3rem); padding: 1.25rem; color: var(--ew-text);
    background: var(--ew-surface); border: 1px solid var(--ew-line); border-radius: 12px; box-shadow: 0 16px 48px rgb(0 0 0 / 30%); overflow: auto; }
  .ew-dialog.wide { inline-size: min(52rem, calc(100vw - 1.5rem)); }
  .ew-dialog::backdrop { background: rgb(10 18 26 / 45%); }
  .ew-dialog h2 { font-size: 1.125rem; margin-block-end: 0.5rem; }
  .ew-dialog p { margin-block-end: 0.75rem; }
  .ew-buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; justify-content: flex-end; margin-block-start: 1rem; }
  .ew-choices { list-style: none; padding: 0; margin: 0.75rem 0; display: grid; gap: 0.5rem; }
  .ew-choices button { inline-size: 100%; display: grid; justify-content: start; text-align: start; gap: 0; padding: 0.5rem 0.75rem; }
  .ew-choices span { color: var(--ew-muted); font-size: 0.875rem; }
  .ew-keys { border-collapse: collapse; inline-size: 100%; }
  .ew-keys th { text-align: start; font-weight: 400; padding: 0.1875rem 0.75rem; padding-inline-start: 0; white-space: nowrap; }
  .ew-keys kbd { font: 0.8125rem var(--ew-mono); padding: 0.0625rem 0.375rem; border: 1px solid var(--ew-line); border-radius: 4px; background: var(--ew-raised); }
  .ew-search { margin-block-end: 0.5rem; }
  .ew-search input { font-size: 1.0625rem; min-block-size: 2.5rem; }
  .ew-hits { list-style: none; padding: 0; margin: 0; max-block-size: 50vh; overflow: auto; }
  .ew-hits button { inline-size: 100%; justify-content: flex-start; text-align: start; border: 0; }
  .ew-hits span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-inline-size: 0; }
`;

export const editorStyles = [tokens, base, controls, layout, dialogs];
