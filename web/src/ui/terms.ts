// Words for the names of the format. `modules/iodef/locales/<lang>/terms.ftl` has them as
// `class-NAME`, `attr-CLASS-NAME` or `attr-NAME`, `value-ENUMERATION-VALUE`, each with `.help` and `.section`.
import type { L10n } from '../editor/l10n.ts';
import type { Form } from '../session/protocol.ts';

export interface Term {
  label: string;
  help: string | undefined;
  /** Section of RFC 7970. */
  section: string | undefined;
  /** Language of the help, when it is not that of the interface. */
  helpLocale: string | undefined;
  helpDirection: 'ltr' | 'rtl' | undefined;
}

export function classTerm(l10n: L10n, name: string): Term {
  return term(l10n, [`class-${name}`], spaced(name));
}

export function attributeTerm(l10n: L10n, className: string, name: string): Term {
  return term(l10n, [`attr-${className}-${name}`, `attr-${name}`], spaced(name));
}

export function valueLabel(l10n: L10n, enumeration: string | undefined, value: string): string {
  return l10n.find(`value-${enumeration}-${value}`)?.text ?? l10n.find(`value-${value}`)?.text ?? value;
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

/** What a form is of, for its heading. */
export function formTitle(l10n: L10n, form: Form): string {
  return classTerm(l10n, form.class).label;
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
