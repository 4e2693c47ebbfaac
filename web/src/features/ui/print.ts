// The report on paper: it stands in the page only while it is printed, and the rest of the page does not.
import { css, html, nothing, render, type TemplateResult } from 'lit';
import type { Report, Section } from '../export/model.ts';

const sheet = css`
  :host { display: none; }
  @media print {
    :host { display: block; color: #000; background: #fff; font: 10pt/1.45 system-ui, 'Noto Sans', sans-serif; }
    h1 { font-size: 16pt; } h2 { font-size: 13pt; } h3, h4, h5, h6 { font-size: 11pt; }
    h1, h2, h3, h4, h5, h6 { margin-block: 0.8em 0.3em; break-after: avoid; }
    section section { border-inline-start: 1.5pt solid #999; padding-inline-start: 8pt; margin-block: 6pt; }
    .marking { display: inline-block; border: 1.5pt solid #000; padding: 1pt 6pt; font-weight: 700; break-inside: avoid; }
    .note { color: #444; font-size: 9pt; }
    table { inline-size: 100%; border-collapse: collapse; }
    tr { break-inside: avoid; }
    th, td { text-align: start; vertical-align: top; padding: 2pt 4pt; border-block-end: 0.5pt solid #bbb; overflow-wrap: anywhere; white-space: pre-wrap; }
    th { inline-size: 30%; }
  }
`;

/** Everything else of the page while this is in it. */
const others = css`@media print { body > :not(.ew-print) { display: none !important; } html, body { background: #fff !important; block-size: auto !important; overflow: visible !important; } }`;

function heading(text: string, level: number): TemplateResult {
  switch (level) {
    case 2: return html`<h2>${text}</h2>`;
    case 3: return html`<h3>${text}</h3>`;
    case 4: return html`<h4>${text}</h4>`;
    case 5: return html`<h5>${text}</h5>`;
    default: return html`<h6>${text}</h6>`;
  }
}

function section(each: Section, level: number): TemplateResult {
  return html`<section>${heading(each.heading, level)}
    ${each.note === '' ? nothing : html`<p class="note">${each.note}</p>`}
    ${each.rows.length === 0 ? nothing : html`<table>${each.rows.map(({ label, value, note, language }) => html`<tr><th scope="row">${label}</th>
      <td><bdi lang=${language ?? nothing}>${value}</bdi>${note === '' ? nothing : html` <span class="note">${note}</span>`}</td></tr>`)}</table>`}
    ${each.sections.map((inner) => section(inner, level + 1))}</section>`;
}

/** Prints a report. */
export function printModel(report: Report): void {
  const host = document.createElement('div');
  host.className = 'ew-print';
  host.lang = report.language;
  host.dir = report.direction;
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet.styleSheet as CSSStyleSheet];
  const hiding = others.styleSheet as CSSStyleSheet;
  render(html`<h1>${report.title}</h1><p class="marking">${report.marking}</p>
    ${report.sections.map((each) => section(each, 2))}<p class="marking">${report.marking}</p>`, root);
  document.adoptedStyleSheets.push(hiding);
  document.body.append(host);
  // Browsers print the title of the page beside the report, and name a PDF by it.
  const { title } = document;
  document.title = report.title;
  window.addEventListener('afterprint', () => {
    host.remove();
    document.title = title;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== hiding);
  }, { once: true });
  window.print();
}
