// The content of a report, once for the HTML file, the printed page and the plain text.
import { tlpOf } from '../../ui/restriction.ts';
import { attribute, descendants, enumValue, textOf, type TreeNode } from '../tree.ts';

/** Labels in the person's language; each falls back to the name itself. */
export interface Labels {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  classLabel(name: string): string;
  attributeLabel(className: string, name: string): string;
  valueLabel(className: string, attributeName: string, value: string): string;
  /** Things that stand beside each other. */
  list(items: readonly string[]): string;
  text(id: string, args?: Record<string, string | number>): string;
  /** A time as people write it, beside the form in the document. */
  time(lexical: string): string | undefined;
}

export interface Row {
  readonly label: string;
  readonly value: string;
  /** Shown behind the value: attributes, the local reading of a time. */
  readonly note: string;
  /** Language of the value, where the document says so. */
  readonly language: string | undefined;
}

export interface Section {
  readonly heading: string;
  readonly note: string;
  readonly rows: readonly Row[];
  readonly sections: readonly Section[];
}

export interface Report {
  readonly title: string;
  /** The strictest mark in words: "TLP:AMBER". */
  readonly marking: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly sections: readonly Section[];
}

/** A longer text is cut in a report; the document itself has all of it. */
export const MAX_VALUE_LENGTH = 20_000;

const IODEF = 'urn:ietf:params:xml:ns:iodef-2.0';

const RANKS = ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'];

/** The classes that have a restriction without stating one (RFC 7970 sections 3.2, 3.14 and 3.15). */
const DEFAULTS: ReadonlyMap<string, string> = new Map([['Incident', 'private'], ['EventData', 'default'], ['Expectation', 'default']]);

/** Every restriction in a part of a document, stated or not. */
function* restrictions(node: TreeNode): Generator<string> {
  // Elsewhere the attribute means something else.
  const token = node.namespace.startsWith('urn:ietf:params:xml:ns:iodef-') ? enumValue(node, 'restriction') ?? DEFAULTS.get(node.name) : undefined;
  if (token !== undefined) yield token.trim().toLowerCase();
  for (const each of node.children) yield* restrictions(each);
}

/** The marking of a part of a document: the strictest restriction of anything in it; what nobody can compare is TLP:RED. */
export function marking(part: TreeNode): string {
  const marks = [...restrictions(part)].map((token) => tlpOf(token).label);
  return marks.sort((a, b) => RANKS.indexOf(b) - RANKS.indexOf(a))[0] ?? 'TLP:RED';
}

/** What stands in a document beside its incidents is private where nothing is said. */
function strictest(document: TreeNode): string {
  const beside = document.children.some((each) => each.name === 'AdditionalData' && enumValue(each, 'restriction') === undefined);
  return beside ? 'TLP:RED' : marking(document);
}

/** Names of incidents, as "csirt.example.org 4711". */
export function titleOf(document: TreeNode, labels: Labels): string {
  return labels.list([...descendants(document, 'Incident')]
    .map((incident) => {
      const id = incident.children.find(({ name }) => name === 'IncidentID');
      return id ? `${attribute(id, 'name') ?? ''} ${id.text.trim()}`.trim() : '';
    })
    .filter((title) => title !== ''));
}

const LANGUAGE_TAG = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,6}$/;

const HIDDEN = new Set(['lang', 'translation-id', 'observable-id']);

function attributes(node: TreeNode, labels: Labels): string {
  return labels.list(node.attributes
    .filter(({ name, value }) => !HIDDEN.has(name) && !name.startsWith('xmlns') && !name.startsWith('ext-') && name !== 'schemaLocation' && value !== '')
    .map(({ name, value }) => {
      const shown = value === 'ext-value' ? (enumValue(node, name) ?? value) : labels.valueLabel(node.name, name, value);
      return labels.text('report-attribute', { name: labels.attributeLabel(node.name, name), value: shown });
    }));
}

function isTime(name: string): boolean {
  return name.endsWith('Time') || name.endsWith('Date') || name === 'DateDomainWasChecked';
}

function row(node: TreeNode, labels: Labels): Row {
  const text = node.text.trim();
  const value = text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH)} ${labels.text('report-cut')}` : text;
  const language = attribute(node, 'lang') ?? '';
  const time = isTime(node.name) ? labels.time(text) : undefined;
  return {
    label: labels.classLabel(node.name), value, note: labels.list([time, attributes(node, labels)].filter((each) => each !== undefined && each !== '') as string[]),
    language: LANGUAGE_TAG.test(language) ? language : undefined,
  };
}

function section(node: TreeNode, labels: Labels): Section {
  const leaves = node.children.filter((each) => each.children.length === 0);
  const branches = node.children.filter((each) => each.children.length > 0);
  const own = node.text.trim() === '' ? [] : [{ label: labels.text('report-text'), value: node.text.trim(), note: '', language: undefined }];
  return {
    heading: node.namespace === IODEF ? labels.classLabel(node.name) : node.name,
    note: attributes(node, labels),
    rows: [...own, ...leaves.map((leaf) => row(leaf, labels))],
    sections: branches.map((branch) => section(branch, labels)),
  };
}

export function reportModel(document: TreeNode, labels: Labels): Report {
  return {
    title: titleOf(document, labels),
    marking: strictest(document),
    language: labels.language,
    direction: labels.direction,
    sections: document.children.filter(({ name }) => name === 'Incident' || name === 'AdditionalData').map((each) => {
      const made = section(each, labels);
      return each.name === 'Incident' ? { ...made, heading: `${made.heading} ${textOf(each, 'IncidentID')}`.trim() } : made;
    }),
  };
}
