// Where the languages come from. The interface in English is in the first load; everything else is
// loaded when it is needed: the words of the format when a document is opened, another language when
// it is chosen. `src/locales/<lang>.ftl` is the interface, `modules/iodef/locales/<lang>/*.ftl` are
// the words.
import english from '../locales/en.ftl?raw';

export interface Sources {
  /** The interface in English. */
  english: string;
  /** The interface in the other languages. */
  interfaces: Record<string, () => Promise<string>>;
  /** The words of the format: classes, attributes, values, messages of rules. */
  words: Record<string, () => Promise<string[]>>;
}

const otherInterfaces = import.meta.glob<string>(['../locales/*.ftl', '!../locales/en.ftl'], {
  query: '?raw', import: 'default',
});
const otherWords = import.meta.glob<string>(
  ['../../../modules/iodef/locales/*/*.ftl', '!../../../modules/iodef/locales/en/*.ftl'],
  { query: '?raw', import: 'default' },
);

const interfaces: Sources['interfaces'] = {};
const words: Sources['words'] = { en: async () => (await import('./words-en.ts')).default };
for (const [path, load] of Object.entries(otherInterfaces)) {
  const locale = /([^/]+)\.ftl$/.exec(path)?.[1] ?? '';
  const parts = Object.entries(otherWords)
    .filter(([file]) => file.includes(`/locales/${locale}/`))
    .map(([, part]) => part);
  interfaces[locale] = load;
  words[locale] = () => Promise.all(parts.map((part) => part()));
}

export const defaultSources: Sources = { english, interfaces, words };
