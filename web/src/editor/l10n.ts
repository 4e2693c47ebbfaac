// Text of the interface: Fluent bundles that are loaded when their language is chosen, over English.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { defaultSources, type Sources } from './l10n-sources.ts';

export type Arguments = Record<string, FluentVariable>;

/** Messages that are loaded on demand, by language. */
export type Messages = Record<string, () => Promise<string>>;

/** Languages whose script runs from right to left. */
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

export class L10n {
  locale = 'en';
  #bundles: FluentBundle[] = [];
  #loaded = new Map<string, FluentBundle>();
  #parts = new Map<Messages, Promise<unknown>>();
  readonly #sources: Sources;

  constructor(sources: Sources = defaultSources) {
    this.#sources = sources;
    const english = this.#bundle('en', sources.english);
    this.#bundles = [english];
  }

  get available(): string[] {
    return ['en', ...Object.keys(this.#sources.others).sort()];
  }

  get direction(): 'ltr' | 'rtl' {
    return directionOf(this.locale);
  }

  /** Switches to the nearest language there is; "fr-CA" takes "fr", what is unknown takes English. */
  async use(locale: string): Promise<void> {
    const chosen = [locale, locale.split('-')[0] ?? ''].find((tag) => this.available.includes(tag)) ?? 'en';
    const english = this.#loaded.get('en') as FluentBundle;
    if (chosen === 'en') {
      this.#bundles = [english];
    } else {
      const load = this.#sources.others[chosen];
      let bundle = this.#loaded.get(chosen);
      if (!bundle) {
        bundle = this.#bundle(chosen, load ? await load() : []);
        for (const messages of this.#parts.keys()) await add(messages, bundle, chosen);
      }
      this.#bundles = [bundle, english];
    }
    this.locale = chosen;
  }

  /** Adds messages: in the languages that are loaded now, and in each that is chosen later. */
  async add(messages: Messages): Promise<void> {
    let loading = this.#parts.get(messages);
    if (!loading) {
      loading = Promise.all([...this.#loaded].map(([locale, bundle]) => add(messages, bundle, locale)));
      this.#parts.set(messages, loading);
    }
    await loading;
  }

  /** The text; an id that no language has is shown as itself, so that it is seen. */
  text(id: string, args?: Arguments): string {
    return this.find(id, args)?.text ?? id;
  }

  /** The text and the language it was found in, for `lang` and `dir`; undefined when there is none. */
  find(id: string, args?: Arguments): { text: string; locale: string; direction: 'ltr' | 'rtl' } | undefined {
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

  #bundle(locale: string, resources: string[]): FluentBundle {
    // Isolation marks would end up in values that people copy.
    const bundle = new FluentBundle(locale, { useIsolating: false });
    for (const resource of resources) bundle.addResource(new FluentResource(resource));
    this.#loaded.set(locale, bundle);
    return bundle;
  }
}

async function add(messages: Messages, bundle: FluentBundle, locale: string): Promise<void> {
  const load = messages[locale];
  if (load) bundle.addResource(new FluentResource(await load()));
}

export function directionOf(locale: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}
