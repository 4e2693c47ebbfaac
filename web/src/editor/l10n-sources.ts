// Where the languages come from: English is in the first load, each other one is a chunk of its own.
// `src/locales/<lang>.ftl` is the interface, `modules/iodef/locales/<lang>/*.ftl` rules and terms.
import english from '../locales/en.ftl?raw';

export interface Sources {
  english: string[];
  others: Record<string, () => Promise<string[]>>;
}

const englishCore = import.meta.glob<string>('../../../modules/iodef/locales/en/*.ftl', {
  query: '?raw', import: 'default', eager: true,
});
const otherCore = import.meta.glob<string>(
  ['../../../modules/iodef/locales/*/*.ftl', '!../../../modules/iodef/locales/en/*.ftl'],
  { query: '?raw', import: 'default' },
);
const otherInterface = import.meta.glob<string>(['../locales/*.ftl', '!../locales/en.ftl'], {
  query: '?raw', import: 'default',
});

const others: Sources['others'] = {};
for (const [path, load] of Object.entries(otherInterface)) {
  const locale = /([^/]+)\.ftl$/.exec(path)?.[1] ?? '';
  const parts = [load, ...Object.entries(otherCore)
    .filter(([core]) => core.includes(`/locales/${locale}/`))
    .map(([, part]) => part)];
  others[locale] = () => Promise.all(parts.map((part) => part()));
}

export const defaultSources: Sources = { english: [english, ...Object.values(englishCore)], others };
