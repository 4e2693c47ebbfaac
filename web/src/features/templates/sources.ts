// The text of each template, as a chunk of its own that is loaded when it is chosen.

const sources = import.meta.glob<string>('./xml/*.xml', { query: '?raw', import: 'default' });

export async function templateXml(id: string): Promise<string> {
  const load = sources[`./xml/${id}.xml`];
  if (!load) throw new RangeError(`there is no template ${id}`);
  return load();
}
