// The report as one HTML file that loads nothing and runs nothing.
import type { Report, Row, Section } from './model.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for HTML content and for quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (unit) => ENTITIES[unit] ?? unit).replace(/\0/g, '\uFFFD');
}

/** The look of the file, on screen and on paper; logical properties serve both directions. */
const STYLE = `
:root { color-scheme: light dark; font: 400 1rem/1.5 system-ui, "Noto Sans", sans-serif; }
body { max-inline-size: 60rem; margin: 0 auto; padding: 1rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin-block: 1.25em 0.5em; break-after: avoid; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.35rem; } h3 { font-size: 1.15rem; } h4, h5, h6 { font-size: 1rem; }
section section { border-inline-start: 2px solid #8888; padding-inline-start: 0.75rem; margin-block: 0.75rem; }
.marking { display: inline-block; border: 2px solid currentColor; padding: 0.1rem 0.6rem; font-weight: 700; }
.note { color: GrayText; font-size: 0.9em; }
table { inline-size: 100%; border-collapse: collapse; }
th, td { text-align: start; vertical-align: top; padding: 0.25rem 0.5rem; border-block-end: 1px solid #8884; overflow-wrap: anywhere; white-space: pre-wrap; }
th { inline-size: 30%; font-weight: 600; }
@media print {
  body { max-inline-size: none; padding: 0; font-size: 10pt; }
  tr, .marking { break-inside: avoid; }
  @page { margin: 18mm; }
}`;

function rowHtml({ label, value, note, language }: Row): string {
  const lang = language ? ` lang="${escapeHtml(language)}"` : '';
  const shown = note === '' ? '' : ` <span class="note">${escapeHtml(note)}</span>`;
  return `<tr><th scope="row">${escapeHtml(label)}</th><td><bdi${lang}>${escapeHtml(value)}</bdi>${shown}</td></tr>`;
}

function sectionHtml(section: Section, level: number): string {
  const heading = Math.min(level, 6);
  return [
    '<section>',
    `<h${heading}>${escapeHtml(section.heading)}</h${heading}>`,
    section.note === '' ? '' : `<p class="note">${escapeHtml(section.note)}</p>`,
    section.rows.length === 0 ? '' : `<table>${section.rows.map(rowHtml).join('\n')}</table>`,
    ...section.sections.map((each) => sectionHtml(each, level + 1)),
    '</section>',
  ].filter((line) => line !== '').join('\n');
}

/** The whole file. `made` says when and with what it was made. */
export function reportHtml(report: Report, made: string): string {
  return `<!DOCTYPE html>
<html lang="${escapeHtml(report.language)}" dir="${report.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(report.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escapeHtml(report.title)}</h1>
<p class="marking">${escapeHtml(report.marking)}</p>
</header>
<main>
${report.sections.map((section) => sectionHtml(section, 2)).join('\n')}
</main>
<footer><p class="note">${escapeHtml(made)}</p><p class="marking">${escapeHtml(report.marking)}</p></footer>
</body>
</html>
`;
}
