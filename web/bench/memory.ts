// In a worker, before anything else: notes the memory of each WebAssembly module that is made, and
// answers `{ memory: true }` with its octets.
const memories = new Set<WebAssembly.Memory>();

function note(made: WebAssembly.Instance | WebAssembly.WebAssemblyInstantiatedSource): void {
  const { exports } = made instanceof WebAssembly.Instance ? made : made.instance;
  for (const each of Object.values(exports)) if (each instanceof WebAssembly.Memory) memories.add(each);
}

for (const name of ['instantiate', 'instantiateStreaming'] as const) {
  const original = WebAssembly[name] as (...args: unknown[]) => Promise<WebAssembly.WebAssemblyInstantiatedSource>;
  Object.defineProperty(WebAssembly, name, {
    value: async (...args: unknown[]) => {
      const made = await original.apply(WebAssembly, args);
      note(made);
      return made;
    },
  });
}

self.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (typeof event.data !== 'object' || event.data === null || !('memory' in event.data)) return;
  event.stopImmediatePropagation();
  self.postMessage({ memory: [...memories].reduce((sum, each) => sum + each.buffer.byteLength, 0) });
});

export {};
