// What is measured, each behind the same few functions: from octets to the number of faults. All run in a
// worker, and the octets are copied to it in the same way.
import { memoryPages, validateXML } from 'xmllint-wasm';
import { Session } from '../src/session/session.ts';
import type { Profile } from '../src/session/protocol.ts';

/** All rules of meaning but those of schema A alone, which contradict them. */
const PROFILE: Profile = 'strict3067';
export const MAIN_SCHEMA = 'iodef-2.0-corrected.xsd';

export type PeerRequest =
  | { schemas: Record<string, Uint8Array>; main: string }
  | { id: number; bytes: Uint8Array };

export type PeerAnswer = { id: number; problems: number } | { id: number; error: string } | { memory: number };

/** One that was started: the first answer may wait for its code and its schema. */
export interface Engine {
  /** Faults of a document; an error when it cannot be read at all. */
  validate(bytes: Uint8Array): Promise<number>;
  /** Octets of its WebAssembly memory; unknown to those that end with each document. */
  memory(): Promise<number | undefined>;
  close(): void;
}

export const ENGINES = ['edgewarden', 'libxml2-wasm', 'xmllint-wasm'] as const;
export type EngineName = (typeof ENGINES)[number];

export function start(name: EngineName, schemas: Record<string, Uint8Array>): Engine {
  switch (name) {
    case 'edgewarden': return edgewarden();
    case 'libxml2-wasm': return libxml2(schemas);
    case 'xmllint-wasm': return xmllint(schemas);
  }
}

function edgewarden(): Engine {
  const worker = new Worker(new URL('./core-worker.ts', import.meta.url), { type: 'module' });
  const session = new Session(() => worker);
  void session.call('profile', [PROFILE]);
  return {
    async validate(bytes) {
      const { state, kind } = await session.call('open', [bytes]);
      if (kind !== 'xml2') throw new Error(`the core took the document for ${kind}`);
      return state.errors + state.warnings + state.infos;
    },
    memory: () => askMemory(worker),
    close: () => session.close(),
  };
}

function libxml2(schemas: Record<string, Uint8Array>): Engine {
  const worker = new Worker(new URL('./libxml2-worker.ts', import.meta.url), { type: 'module' });
  worker.postMessage({ schemas, main: MAIN_SCHEMA } satisfies PeerRequest);
  let last = 0;
  return {
    validate: (bytes) => new Promise((resolve, reject) => {
      const id = ++last;
      const done = (event: MessageEvent<PeerAnswer>) => {
        if (!('id' in event.data)) return;
        worker.removeEventListener('message', done);
        if ('error' in event.data) reject(new Error(event.data.error));
        else resolve(event.data.problems);
      };
      worker.addEventListener('message', done);
      worker.addEventListener('error', (event) => reject(new Error(event.message)), { once: true });
      worker.postMessage({ id, bytes } satisfies PeerRequest);
    }),
    memory: () => askMemory(worker),
    close: () => worker.terminate(),
  };
}

/** It starts a worker, compiles the schema and ends with each document: it is never warm. */
function xmllint(schemas: Record<string, Uint8Array>): Engine {
  const files = Object.entries(schemas).map(([fileName, contents]) => ({ fileName, contents }));
  return {
    async validate(bytes) {
      const { valid, errors } = await validateXML({
        xml: { fileName: 'document.xml', contents: bytes },
        schema: files.filter(({ fileName }) => fileName === MAIN_SCHEMA),
        preload: files.filter(({ fileName }) => fileName !== MAIN_SCHEMA),
        maxMemoryPages: memoryPages.GiB,
      });
      return valid ? 0 : Math.max(1, errors.length);
    },
    memory: async () => undefined,
    close: () => undefined,
  };
}

function askMemory(worker: Worker): Promise<number> {
  return new Promise((resolve) => {
    const done = (event: MessageEvent<PeerAnswer>) => {
      if (!('memory' in event.data)) return;
      worker.removeEventListener('message', done);
      resolve(event.data.memory);
    };
    worker.addEventListener('message', done);
    worker.postMessage({ memory: true });
  });
}
