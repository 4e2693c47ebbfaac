// The few pictures of the interface, drawn as strokes in the colour of the text.
import { html, nothing, svg, type TemplateResult } from 'lit';

const PATHS = {
  add: 'M8 3v10M3 8h10',
  remove: 'M4 4l8 8M12 4l-8 8',
  up: 'M8 13V3M4 7l4-4 4 4',
  down: 'M8 3v10M4 9l4 4 4-4',
  open: 'M6 3h7v7M13 3 6 10M10 13H3V6',
  expand: 'M6 4l4 4-4 4',
  undo: 'M4 6h6a3 3 0 0 1 0 6H6M4 6l3-3M4 6l3 3',
  redo: 'M12 6H6a3 3 0 0 0 0 6h4M12 6 9 3M12 6 9 9',
  search: 'M7 2.500a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9M10.5 10.5 14 14',
  menu: 'M3 4h10M3 8h10M3 12h10',
  source: 'M6 4 2 8l4 4M10 4l4 4-4 4',
  issues: 'M8 2 1.5 13.500h13zM8 6.500v3.500M8 12v.2',
  outline: 'M3 3.500h4M6 8h7M6 12.500h7M4 3.500v9h2M4 8h2',
  form: 'M3 3h10v3H3zM3 10h10v3H3z',
  clock: 'M8 2a6 6 0 1 0 0 12a6 6 0 0 0 0-12M8 5v3.500l2.5 1.5',
  save: 'M8 2v8M5 7l3 3 3-3M3 13h10',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  check: 'M3 8.5 6.5 12 13 4.5',
  lock: 'M4 7h8v6H4zM5.500 7V5a2.500 2.500 0 0 1 5 0v2',
} as const;

export type IconName = keyof typeof PATHS;

/** Those that point in the direction of reading. */
const TURNED: ReadonlySet<IconName> = new Set(['undo', 'redo', 'open', 'outline']);

export function icon(name: IconName): TemplateResult {
  return html`<svg class=${TURNED.has(name) ? 'turned' : nothing} width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor"
    stroke-width=${name === 'more' ? '2.5' : '1.6'} stroke-linecap="round" stroke-linejoin="round"
    aria-hidden="true" focusable="false">${svg`<path d=${PATHS[name]}></path>`}</svg>`;
}
