// Colours, spaces and the look of native controls, shared by every element's shadow root. A host page
// overrides the custom properties on `iodef-editor`.
import { css } from 'lit';

export const tokens = css`
  :host {
    color-scheme: light dark;
    --ew-accent: light-dark(#1b5f93, #7cc0f0);
    --ew-accent-strong: light-dark(#124a75, #a7d6f7);
    --ew-on-accent: light-dark(#ffffff, #0b1a26);
    --ew-accent-soft: light-dark(#e4f0f9, #17324a);
    --ew-page: light-dark(#f4f6f8, #11161b);
    --ew-surface: light-dark(#ffffff, #181f26);
    --ew-raised: light-dark(#f8fafb, #1e262e);
    --ew-line: light-dark(#d9e0e6, #303b46);
    --ew-control-line: light-dark(#7d8b98, #7b8a98);
    --ew-text: light-dark(#17212b, #e6ecf1);
    --ew-muted: light-dark(#52606d, #a3b0bc);
    --ew-error: light-dark(#b3261e, #ff9a91);
    --ew-error-soft: light-dark(#fdecea, #3d1d1b);
    --ew-warning: light-dark(#8a5300, #f3bf6b);
    --ew-warning-soft: light-dark(#fdf3e0, #382a12);
    --ew-good: light-dark(#1f6f43, #7fd0a2);
    --ew-radius: 8px;
    --ew-font: system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif;
    --ew-mono: ui-monospace, 'SFMono-Regular', 'DejaVu Sans Mono', Consolas, monospace;
  }
`;

export const base = css`
  *, *::before, *::after { box-sizing: border-box; }
  :host {
    color: var(--ew-text);
    font: 400 0.9375rem/1.45 var(--ew-font);
  }
  [hidden] { display: none !important; }
  h1, h2, h3, p { margin: 0; }
  a { color: var(--ew-accent); }
  .turned:dir(rtl) { transform: scaleX(-1); }
  :focus-visible {
    outline: 2px solid var(--ew-accent);
    outline-offset: 2px;
  }
  .visually-hidden {
    position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; padding: 0;
    overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0;
  }
  @media (prefers-reduced-motion: reduce) {
    * { transition: none !important; animation: none !important; }
  }
`;

export const controls = css`
  button, select, input, textarea { font: inherit; color: inherit; }
  button {
    display: inline-flex; align-items: center; justify-content: center; gap: 0.375rem;
    min-block-size: 2rem; min-inline-size: 2rem; padding: 0.1875rem 0.625rem;
    border: 1px solid var(--ew-line); border-radius: 6px;
    background: var(--ew-surface); cursor: pointer;
  }
  button:hover:not(:disabled) { border-color: var(--ew-accent); background: var(--ew-accent-soft); }
  button:disabled { color: var(--ew-muted); cursor: default; opacity: 0.65; }
  button[aria-pressed='true'], button[aria-selected='true'] {
    background: var(--ew-accent-soft); border-color: var(--ew-accent); color: var(--ew-accent-strong);
  }
  button.primary { background: var(--ew-accent); border-color: var(--ew-accent); color: var(--ew-on-accent); font-weight: 600; }
  button.primary:hover:not(:disabled) { background: var(--ew-accent-strong); }
  button.quiet { border-color: transparent; background: transparent; }
  button.quiet:hover:not(:disabled) { background: var(--ew-accent-soft); }
  button.danger:hover:not(:disabled) { border-color: var(--ew-error); color: var(--ew-error); background: var(--ew-error-soft); }
  button svg { flex: none; }
  input:not([type='checkbox'], [type='radio']), select, textarea {
    inline-size: 100%; min-block-size: 2.125rem; padding: 0.25rem 0.5625rem;
    border: 1px solid var(--ew-control-line); border-radius: 6px; background: var(--ew-surface);
  }
  textarea { min-block-size: 4.5rem; resize: vertical; line-height: 1.45; }
  input::placeholder, textarea::placeholder { color: var(--ew-muted); opacity: 1; }
  input:read-only, textarea:read-only { background: var(--ew-raised); }
  [aria-invalid='true'] { border-color: var(--ew-error) !important; box-shadow: 0 0 0 1px var(--ew-error); }
  .mono { font-family: var(--ew-mono); font-size: 0.875em; }
  .muted { color: var(--ew-muted); }
  .badge {
    display: inline-flex; align-items: center; gap: 0.25rem; padding: 0 0.4375rem; border-radius: 999px;
    font-size: 0.75rem; font-weight: 600; line-height: 1.25rem; white-space: nowrap;
    background: var(--ew-raised); color: var(--ew-muted); border: 1px solid var(--ew-line);
  }
  .badge.error { background: var(--ew-error-soft); color: var(--ew-error); border-color: transparent; }
  .badge.warning { background: var(--ew-warning-soft); color: var(--ew-warning); border-color: transparent; }
`;

export const shared = [base, controls];
