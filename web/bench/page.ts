// The page of the comparison: run.ts asks it, one measurement a call.
import { ENGINES, MAIN_SCHEMA, start, type Engine, type EngineName } from './peers.ts';

const sources = import.meta.glob<string>('../../modules/iodef/schemas/*.xsd', { query: '?raw', import: 'default', eager: true });
const schemas = Object.fromEntries(Object.entries(sources).map(([path, text]) =>
  [path.slice(path.lastIndexOf('/') + 1), new TextEncoder().encode(text)]));
if (!schemas[MAIN_SCHEMA]) throw new Error(`${MAIN_SCHEMA} is not in the page`);

/** Rounds that are not counted: until the code is compiled for speed. */
const WARMING = 3;
/** So many rounds are needed for a figure, even when they are long. */
const LEAST_ROUNDS = 5;

export interface Bench {
  /** Milliseconds from nothing to the first verdict. The page must be fresh. */
  cold(engine: EngineName, document: string): Promise<number>;
  /** Milliseconds of each round, by turns. */
  warm(document: string, rounds: number, seconds: number): Promise<Record<EngineName, number[]>>;
  /** Octets of memory after one document, in a fresh worker. */
  memory(engine: EngineName, document: string): Promise<number | undefined>;
  /** Faults that each finds in a document that has one. */
  refuse(document: string): Promise<Record<EngineName, number>>;
}

const bench: Bench = {
  async cold(name, document) {
    const bytes = await load(document);
    const begin = performance.now();
    const engine = start(name, schemas);
    await accept(engine, bytes, name);
    const end = performance.now();
    engine.close();
    return end - begin;
  },

  async warm(document, rounds, seconds) {
    const bytes = await load(document);
    const engines = ENGINES.map((name) => ({ name, engine: start(name, schemas), times: [] as number[] }));
    const deadline = performance.now() + seconds * 1000;
    for (let round = -WARMING; round < rounds; round++) {
      if (round >= LEAST_ROUNDS && performance.now() > deadline) break;
      // Forwards and backwards by turns: each follows each other equally often, since what one leaves to
      // be done, such as the end of its worker, falls to the next.
      const isBackwards = (round + WARMING) % 2 === 1;
      for (let turn = 0; turn < engines.length; turn++) {
        const each = engines[isBackwards ? (engines.length - turn) % engines.length : turn];
        if (!each) continue;
        const begin = performance.now();
        await accept(each.engine, bytes, each.name);
        if (round >= 0) each.times.push(performance.now() - begin);
      }
    }
    for (const { engine } of engines) engine.close();
    return Object.fromEntries(engines.map(({ name, times }) => [name, times])) as Record<EngineName, number[]>;
  },

  async memory(name, document) {
    const engine = start(name, schemas);
    await accept(engine, await load(document), name);
    const octets = await engine.memory();
    engine.close();
    return octets;
  },

  async refuse(document) {
    const text = new TextDecoder().decode(await load(document));
    const spoiled = new TextEncoder().encode(text.replace('category="ipv4-addr"', 'category="ipv5-addr"'));
    const found: Partial<Record<EngineName, number>> = {};
    for (const name of ENGINES) {
      const engine = start(name, schemas);
      found[name] = await engine.validate(spoiled);
      engine.close();
    }
    return found as Record<EngineName, number>;
  },
};

async function load(document: string): Promise<Uint8Array> {
  const response = await fetch(document);
  if (!response.ok) throw new Error(`${document}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function accept(engine: Engine, bytes: Uint8Array, name: string): Promise<void> {
  const problems = await engine.validate(bytes);
  if (problems !== 0) throw new Error(`${name} finds ${problems} faults in a valid document`);
}

Object.assign(globalThis, { bench });
