// Text of the interface and words of the format: Fluent bundles that are loaded when they are needed,
// each language over English.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { defaultSources, type Sources } from './l10n-sources.ts';

export type Arguments = Record<string, FluentVariable>;

/** A text, and the language it is in, for `lang` and `dir`. */
export interface Found {
  text: string;
  locale: string;
  direction: 'ltr' | 'rtl';
}

/** Messages that are loaded on demand, by language. */
export type Messages = Record<string, () => Promise<string>>;

/** Languages whose script runs from right to left. */
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

export class L10n {
  locale = 'en';
  #bundles: FluentBundle[] = [];
  #interfaces = new Map<string, Promise<FluentBundle>>();
  #words = new Map<string, Promise<void>>();
  #parts = new Map<Messages, Map<string, Promise<void>>>();
  #wantsWords = false;
  #uses = 0;
  readonly #english: FluentBundle;
  readonly #sources: Sources;

  constructor(sources: Sources = defaultSources) {
    this.#sources = sources;
    this.#english = bundleOf('en', sources.english);
    this.#interfaces.set('en', Promise.resolve(this.#english));
    this.#bundles = [this.#english];
  }

  get available(): string[] {
    return ['en', ...Object.keys(this.#sources.interfaces).sort()];
  }

  get direction(): 'ltr' | 'rtl' {
    return directionOf(this.locale);
  }

  /**
   * Switches to the nearest language there is; "fr-CA" takes "fr", what is unknown takes English. Of
   * several calls the last one counts.
   */
  async use(locale: string): Promise<void> {
    const use = ++this.#uses;
    const chosen = [locale, locale.split('-')[0] ?? ''].find((tag) => this.available.includes(tag)) ?? 'en';
    const [bundle] = await Promise.all([this.#interface(chosen), this.#wantsWords ? this.#loadWords(chosen) : undefined]);
    // They may have been asked for while the language was on its way.
    if (this.#wantsWords) await this.#loadWords(chosen);
    await Promise.all([...this.#parts.keys()].map((messages) => this.#loadPart(messages, chosen)));
    if (use !== this.#uses) return;
    this.#bundles = bundle === this.#english ? [bundle] : [bundle, this.#english];
    this.locale = chosen;
  }

  /** Loads the words of the format in this language and in English; later languages bring theirs. */
  async loadWords(): Promise<void> {
    this.#wantsWords = true;
    await Promise.all([this.#loadWords('en'), this.#loadWords(this.locale)]);
  }

  /** Adds messages: in English and this language now, and in each that is chosen later. */
  async add(messages: Messages): Promise<void> {
    if (!this.#parts.has(messages)) this.#parts.set(messages, new Map());
    await Promise.all([this.#loadPart(messages, 'en'), this.#loadPart(messages, this.locale)]);
  }

  /** The text; an id that no language has is shown as itself, so that it is seen. */
  text(id: string, args?: Arguments): string {
    return this.find(id, args)?.text ?? id;
  }

  /** The text in this language, or else in English; undefined when there is none. */
  find(id: string, args?: Arguments): Found | undefined {
    const [message, attribute] = id.split('.', 2) as [string, string | undefined];
    for (const bundle of this.#bundles) {
      const found = bundle.getMessage(message);
      const pattern = attribute ? found?.attributes[attribute] : found?.value;
      if (!pattern) continue;
      const locale = bundle.locales[0] ?? 'en';
      return { text: bundle.formatPattern(pattern, args ?? null, []), locale, direction: directionOf(locale) };
    }
    return undefined;
  }

  #interface(locale: string): Promise<FluentBundle> {
    return once(this.#interfaces, locale, async () => bundleOf(locale, await this.#sources.interfaces[locale]?.() ?? ''));
  }

  #loadPart(messages: Messages, locale: string): Promise<void> {
    return once(this.#parts.get(messages) ?? new Map<string, Promise<void>>(), locale, async () => {
      const [bundle, resource] = await Promise.all([this.#interface(locale), messages[locale]?.() ?? '']);
      bundle.addResource(new FluentResource(resource));
    });
  }

  #loadWords(locale: string): Promise<void> {
    return once(this.#words, locale, async () => {
      const [bundle, resources] = await Promise.all([this.#interface(locale), this.#sources.words[locale]?.() ?? []]);
      for (const resource of resources) bundle.addResource(new FluentResource(resource));
    });
  }
}

export function directionOf(locale: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

/** What is loaded once; what failed is tried again. */
function once<T>(loads: Map<string, Promise<T>>, locale: string, load: () => Promise<T>): Promise<T> {
  const known = loads.get(locale);
  if (known) return known;
  const loading = load();
  loads.set(locale, loading);
  loading.catch(() => loads.delete(locale));
  return loading;
}

function bundleOf(locale: string, resource: string): FluentBundle {
  // Isolation marks would end up in values that people copy.
  const bundle = new FluentBundle(locale, { useIsolating: false });
  bundle.addResource(new FluentResource(resource));
  return bundle;
}
