// A short text about a document for mail and chat, and the mail link. Indicators in it are defanged.
import { children, descendants, textOf, type TreeNode } from '../tree.ts';
import { indicatorRows } from './csv.ts';
import { defang } from './defang.ts';
import { marking, titleOf, type Labels } from './model.ts';

/** Mail programs cut links that are longer, each at another place. */
export const MAX_MAILTO_LENGTH = 1_900;
const MAX_INDICATORS = 50;

/** The text: what, when, how restricted, and its indicators. */
export function shareText(document: TreeNode, labels: Labels): string {
  const lines: string[] = [];
  for (const incident of descendants(document, 'Incident')) {
    lines.push(`${marking(incident)}  ${titleOf({ ...document, children: [incident] }, labels)}`);
    for (const description of children(incident, 'Description')) lines.push(defang(description.text.trim()));
    for (const name of ['DetectTime', 'StartTime', 'EndTime', 'ReportTime', 'GenerationTime']) {
      const time = textOf(incident, name);
      if (time !== '') lines.push(labels.text('report-attribute', { name: labels.classLabel(name), value: time }));
    }
    lines.push('');
  }
  const { rows, omitted } = indicatorRows(document);
  for (const { kind, value, indicator } of rows.slice(0, MAX_INDICATORS)) lines.push(`${kind} ${defang(value)} (${indicator})`);
  if (rows.length > MAX_INDICATORS) lines.push(labels.text('share-more', { count: rows.length + omitted - MAX_INDICATORS }));
  return `${lines.join('\n').trim()}\n`;
}

/** A mailto link (RFC 6068) whose body is cut to what mail programs take; a file has to be attached by hand. */
export function mailto(to: readonly string[], subject: string, body: string): { url: string; cut: boolean } {
  // RFC 6068 section 5: a line end in a header field would begin another one.
  const clean = subject.replace(/[\r\n]+/g, ' ');
  const head = `mailto:${to.map(encodeURIComponent).join(',')}?subject=${encodeURIComponent(clean)}&body=`;
  const lines = body.replace(/\r?\n/g, '\r\n');
  let length = lines.length;
  while (head.length + encodeURIComponent(lines.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')).length > MAX_MAILTO_LENGTH && length > 0) {
    length = Math.floor(length * 0.9);
  }
  return { url: head + encodeURIComponent(lines.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')), cut: length < lines.length };
}
