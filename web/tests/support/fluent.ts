// Fluent files as tests look at them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentResource } from '@fluent/bundle';

const ROOT = join(import.meta.dirname, '../../..');

export type Kind = 'interface' | 'keys' | 'exchange' | 'rules' | 'terms';

export const KINDS: readonly Kind[] = ['interface', 'keys', 'exchange', 'rules', 'terms'];

/** The pattern of a message or an attribute, as the runtime's parser has it. */
type Pattern = FluentResource['body'][number]['value'];

export interface Read {
  text: string;
  /** Lines that are no part of a message. */
  junk: string[];
  /** `id` and `id.attribute`, in the order of the file. */
  patterns: Map<string, NonNullable<Pattern>>;
  twice: string[];
}

export function fileOf(kind: Kind, language: string): string {
  if (kind === 'interface') return join(ROOT, `web/src/locales/${language}.ftl`);
  return kind === 'keys' || kind === 'exchange' ? join(ROOT, `web/src/features/${kind}/locales/${language}.ftl`) : join(ROOT, `modules/iodef/locales/${language}/${kind}.ftl`);
}

export function read(file: string): Read {
  const text = readFileSync(file, 'utf8');
  const patterns: Read['patterns'] = new Map();
  const found: string[] = [];
  for (const { id, value, attributes } of new FluentResource(text).body) {
    for (const [key, pattern] of [[id, value], ...Object.entries(attributes).map(([name, each]) => [`${id}.${name}`, each])] as [string, Pattern][]) {
      found.push(key);
      if (pattern !== null) patterns.set(key, pattern);
    }
  }
  // The parser leaves out what it cannot read: every line that begins a pattern has to be found again.
  const begun: string[] = [];
  const junk: string[] = [];
  let message = '';
  for (const line of text.split('\n')) {
    const start = /^([A-Za-z][\w-]*) *=/.exec(line)?.[1];
    const attribute = /^ +\.([A-Za-z][\w-]*) *=/.exec(line)?.[1];
    if (start !== undefined) begun.push(message = start);
    else if (attribute !== undefined) begun.push(`${message}.${attribute}`);
    else if (/^[^\s#}]/.test(line)) junk.push(line);
  }
  junk.push(...begun.filter((key) => !patterns.has(key)), ...found.filter((key) => !begun.includes(key)));
  return { text, junk, patterns, twice: begun.filter((key, index) => begun.indexOf(key) !== index) };
}

interface Expression {
  type: string;
  name?: string;
  value?: unknown;
  selector?: Expression;
  variants?: { key: { type: string; value: unknown }; value: Pattern }[];
  star?: number;
  args?: unknown[];
}

function* expressions(pattern: Pattern): Generator<Expression> {
  if (!Array.isArray(pattern)) return;
  for (const element of pattern as (string | Expression)[]) {
    if (typeof element === 'string') continue;
    yield element;
    if (element.selector) yield element.selector;
    for (const argument of element.args ?? []) yield argument as Expression;
    for (const variant of element.variants ?? []) yield* expressions(variant.value);
  }
}

/** Names of the arguments that a pattern uses. */
export function argumentsOf(pattern: Pattern): string[] {
  const names = [...expressions(pattern)].filter(({ type }) => type === 'var').map(({ name }) => name ?? '');
  return [...new Set(names)].sort();
}

/** Kinds of expression in it: "var", "select", "str", … */
export function expressionTypes(pattern: Pattern): Set<string> {
  return new Set([...expressions(pattern)].map(({ type }) => type));
}

/** The keys of each selection by words, and the one that is the default. */
export function selections(pattern: Pattern): { keys: string[]; fallback: string }[] {
  return [...expressions(pattern)].filter(({ type }) => type === 'select').map(({ variants = [], star = 0 }) => ({
    keys: variants.filter(({ key }) => key.type === 'str').map(({ key }) => String(key.value)),
    fallback: String(variants[star]?.key.value),
  }));
}

/** The words that a person reads, without arguments. */
export function wordsOf(pattern: Pattern): string {
  if (typeof pattern === 'string') return pattern;
  return ((pattern ?? []) as (string | Expression)[]).map((each) => (typeof each === 'string' ? each : '')).join(' ');
}
