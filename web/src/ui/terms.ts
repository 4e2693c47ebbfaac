// Words for the names of the format. `modules/iodef/locales/<lang>/terms.ftl` has them as
// `class-NAME`, `attr-CLASS-NAME` or `attr-NAME`, `value-ENUMERATION-VALUE` or `value-VALUE`, with
// `.help` and, in English, `.section`.
import type { Found, L10n } from '../editor/l10n.ts';
import type { Summary } from '../session/protocol.ts';

export interface Term {
  label: string;
  help: string | undefined;
  /** Section of RFC 7970. */
  section: string | undefined;
  /** Language of the help, when it is not that of the interface. */
  helpLocale: string | undefined;
  helpDirection: 'ltr' | 'rtl' | undefined;
}

/** Attributes whose enumeration is that of another one: version 1 named them otherwise. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['Counter-type', 'counter-unit-type'],
  ['Impact-completion', 'systemimpact-completion-type'],
  ['IntendedImpact-type', 'businessimpact-type-type'],
]);

export function classTerm(l10n: L10n, name: string): Term {
  return term(l10n, [`class-${name}`], spaced(name));
}

export function attributeTerm(l10n: L10n, className: string, name: string): Term {
  const local = name.replace(/^xml:/, '');
  return term(l10n, [`attr-${className}-${local}`, `attr-${local}`], spaced(local));
}

export function valueLabel(l10n: L10n, enumeration: string | undefined, value: string): string {
  return valueTerm(l10n, enumeration, value)?.text ?? value;
}

/** The label of a value of an attribute whose enumeration is not at hand. */
export function attributeValueLabel(l10n: L10n, className: string, attribute: string, value: string): string {
  const found = valueTerm(l10n, `${className}-${attribute}`, value) ?? valueTerm(l10n, attribute, value);
  return found?.text ?? value;
}

/** What an element is about, in the language of the interface. */
export function summaryText(l10n: L10n, className: string, { kinds, text }: Summary): string {
  const labels = kinds.map(([attribute, value]) => attributeValueLabel(l10n, className, attribute, value));
  return [...labels, text].filter(Boolean).join(' · ');
}

/** What a value means, where its label does not say it. */
export function valueHelp(l10n: L10n, enumeration: string | undefined, value: string): Found | undefined {
  return valueTerm(l10n, enumeration, value, '.help');
}

/** Where RFC 7970 defines it. */
export function sectionUrl(section: string): string {
  return `https://www.rfc-editor.org/rfc/rfc7970#section-${section}`;
}

/** "IncidentID" is "Incident ID", "observable-id" is "Observable id". */
export function spaced(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function valueTerm(l10n: L10n, enumeration: string | undefined, value: string, attribute = ''): Found | undefined {
  // A registered value may have characters that no identifier has.
  if (!/^[\w-]+$/.test(value)) return undefined;
  // An enumeration without a name of its own, as most of version 1, has that of class and attribute.
  const names = enumeration === undefined ? [] : [enumeration, `${enumeration.toLowerCase()}-type`, RENAMED.get(enumeration)];
  const id = [...names.filter((name) => name !== undefined).map((name) => `value-${name}-${value}`), `value-${value}`]
    .find((each) => l10n.find(each) !== undefined);
  return id === undefined ? undefined : l10n.find(id + attribute);
}

function term(l10n: L10n, ids: string[], fallback: string): Term {
  const id = ids.find((each) => l10n.find(each) !== undefined);
  if (!id) return { label: fallback, help: undefined, section: undefined, helpLocale: undefined, helpDirection: undefined };
  const help = l10n.find(`${id}.help`);
  return {
    label: l10n.text(id),
    help: help?.text,
    section: l10n.find(`${id}.section`)?.text,
    helpLocale: help && help.locale !== l10n.locale ? help.locale : undefined,
    helpDirection: help && help.locale !== l10n.locale ? help.direction : undefined,
  };
}
