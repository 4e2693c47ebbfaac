// Why something was refused, in the language of the interface.
import type { Found, L10n } from './l10n.ts';

/** What the core or a session says. */
export interface Reason {
  readonly message: string;
  readonly code?: string;
}

/** The text for a code; in English, and where a language has none, the core's own words, which have more details. */
export function faultText(l10n: Pick<L10n, 'locale' | 'find'>, { code, message }: Reason): Found {
  const found = code === undefined || l10n.locale === 'en' ? undefined : l10n.find(`fault-${code}`);
  return found?.locale === l10n.locale ? found : { text: message, locale: 'en', direction: 'ltr' };
}

/** `lang` and `dir` of a text that is not in the language of the interface. */
export function foreign(l10n: Pick<L10n, 'locale'>, { locale, direction }: Found): { lang?: string; dir?: 'ltr' | 'rtl' } {
  return locale === l10n.locale ? {} : { lang: locale, dir: direction };
}
