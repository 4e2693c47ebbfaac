/**
 * Writes small pieces of IODEF XML from data. Every value passes through `escapeText` or
 * `escapeAttribute`, so that nothing that was pasted or typed can become markup.
 */

export const IODEF_NAMESPACE = 'urn:ietf:params:xml:ns:iodef-2.0';
export const ENUM_NAMESPACE = 'urn:ietf:params:xml:ns:iodef-enum-1.0';
export const DSIG_NAMESPACE = 'http://www.w3.org/2000/09/xmldsig#';

/** An element to be written: name, attributes, and either text or child elements. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyArray<readonly [string, string]>;
  readonly children: ReadonlyArray<Element>;
  readonly text: string | undefined;
}

type AttributeValues = Readonly<Record<string, string | undefined>>;
type Content = string | ReadonlyArray<Element | undefined>;

/** Builds an element. Attributes and children that are `undefined` are left out. */
export function element(name: string, attributes: AttributeValues = {}, content: Content = []): Element {
  const pairs = Object.entries(attributes).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return typeof content === 'string'
    ? { name, attributes: pairs, children: [], text: content }
    : { name, attributes: pairs, children: content.filter((child): child is Element => child !== undefined), text: undefined };
}

// XML 1.0 section 2.2: what `Char` does not contain cannot be written, not even as a reference.
const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Character data with markup escaped; what XML 1.0 cannot hold becomes U+FFFD. */
export function escapeText(value: string): string {
  return value
    .replace(NOT_XML, '\uFFFD')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\r/g, '&#13;');
}

/** An attribute value for double quotes; white space is kept by character references. */
export function escapeAttribute(value: string): string {
  return escapeText(value).replace(/"/g, '&quot;').replace(/\t/g, '&#9;').replace(/\n/g, '&#10;');
}

/** Writes an element, children indented by two spaces from `indent`, without a trailing line end. */
export function write(node: Element, indent = ''): string {
  const attributes = node.attributes.map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join('');
  const start = `${indent}<${node.name}${attributes}`;
  if (node.text !== undefined && node.text !== '') {
    return `${start}>${escapeText(node.text)}</${node.name}>`;
  }
  if (node.children.length === 0) {
    return `${start}/>`;
  }
  const inner = node.children.map((child) => write(child, `${indent}  `)).join('\n');
  return `${start}>\n${inner}\n${indent}</${node.name}>`;
}

/** A whole document: declaration, the namespaces RFC 7970 section 4 asks for, and the incidents. */
export function writeDocument(language: string, incidents: ReadonlyArray<Element>): string {
  const root = element(
    'IODEF-Document',
    {
      version: '2.00',
      'xml:lang': language,
      xmlns: IODEF_NAMESPACE,
      'xmlns:enum': ENUM_NAMESPACE,
      'xmlns:ds': DSIG_NAMESPACE,
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:schemaLocation':
        `${IODEF_NAMESPACE} https://www.iana.org/assignments/xml-registry/schema/iodef-2.0.xsd`,
    },
    incidents,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root)}\n`;
}

const PREFIXES: Readonly<Record<string, string>> = { ds: DSIG_NAMESPACE, enum: ENUM_NAMESPACE };

function prefixes(node: Element, into: Set<string>): Set<string> {
  const [prefix, local] = node.name.split(':');
  if (local !== undefined && prefix !== undefined) {
    into.add(prefix);
  }
  for (const child of node.children) {
    prefixes(child, into);
  }
  return into;
}

function prefixed(node: Element, prefix: string): Element {
  const name = node.name.includes(':') ? node.name : `${prefix}:${node.name}`;
  return { ...node, name, children: node.children.map((child) => prefixed(child, prefix)) };
}

/**
 * Writes an element for insertion in a document of others: it declares the prefixes it uses itself, and its
 * IODEF names carry `iodefPrefix`, which is empty where IODEF is the default namespace.
 */
export function writeFragment(node: Element, iodefPrefix: string): string {
  const used = [...prefixes(node, new Set())].filter((prefix) => prefix in PREFIXES).sort();
  const declared: Element = {
    ...node,
    attributes: [...used.map((prefix) => [`xmlns:${prefix}`, PREFIXES[prefix] ?? ''] as const), ...node.attributes],
  };
  return write(iodefPrefix === '' ? declared : prefixed(declared, iodefPrefix));
}
