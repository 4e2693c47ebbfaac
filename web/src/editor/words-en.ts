// The words of the format in English, as one chunk.
const files = import.meta.glob<string>('../../../modules/iodef/locales/en/*.ftl', {
  query: '?raw', import: 'default', eager: true,
});

export default Object.values(files);
