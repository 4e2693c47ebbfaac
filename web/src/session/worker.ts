// Owns the core. Every request of session.ts is one call of the wasm Session, or of the second module,
// which is loaded when a document goes out or comes in for the first time.
import loadCore, { Session } from '../../pkg/iodef.js';
import loadExchange, * as exchange from '../../pkg/exchange.js';
import coreAddress from '../../pkg/iodef_bg.wasm?url';
import exchangeAddress from '../../pkg/exchange_bg.wasm?url';
import { describe } from './describe.ts';
import type { Request, Response } from './envelope.ts';
import type { Converted, Counted, Fault, Method, Opened, Page, State, Statistics } from './protocol.ts';

type Call = (...args: unknown[]) => unknown;

const core = loadCore({ module_or_path: new URL(coreAddress, import.meta.url) }).then(() => new Session());
let second: Promise<unknown> | undefined;
/** What was under way in a second module that stopped: collected, it would free memory of the next one. */
const stopped: object[] = [];
/** The source is JSON that could not be taken. */
let json = false;

/** When the document is judged, and which team received it. */
let judged: [now?: number | undefined, receivedBy?: string | undefined] = [];

/** Requests are answered in the order in which they came, those that wait for the second module too. */
let last: Promise<void> = Promise.resolve();

core.then(() => reply({ ready: true }), () => undefined);

self.addEventListener('message', (event: MessageEvent<Request<Method>>) => {
  last = last.then(() => answer(event.data));
});

async function answer({ id, method, args }: Request<Method>): Promise<void> {
  try {
    const session = await core;
    const result = await perform(session, id, method, args);
    reply({ id, result }, result instanceof Uint8Array ? [result.buffer] : []);
  } catch (error) {
    forgetStopped(error);
    reply({ id, error: describe(error) });
  }
}

async function perform(session: Session, id: number, method: Method, args: unknown[]): Promise<unknown> {
  if (json) await exchangeLoaded();
  switch (method) {
    case 'open':
      judged = [args[2] as number | undefined, args[3] as string | undefined];
      return open(session, id, args[0] as Uint8Array, args[1] as boolean | undefined);
    case 'openJson': return openJson(session, id, session.text());
    case 'check':
      reply({ id, stage: 'check', done: 1, total: 2 });
      return session.check();
    case 'importJson':
      await exchangeLoaded();
      return exchange.importJson(args[0] as string);
    case 'exportJson': case 'convertV1': case 'redact': case 'compare': case 'mark': case 'split': {
      reply({ id, stage: 'convert', done: 0, total: 1 });
      await exchangeLoaded();
      const convert = exchange[method] as Call;
      return convert(session.text(), ...args);
    }
    case 'apply': return changed(session, session.apply(args[0]), args[1] as Page | undefined);
    case 'applyAt': return changed(session, applyAt(session, args[0] as number, args[1]), args[2] as Page | undefined);
    case 'undo': case 'redo': return changed(session, session[method](), args[0] as Page | undefined);
    case 'merge': case 'count':
      await exchangeLoaded();
      return method === 'merge' ? merge(id, args[0] as Uint8Array[]) : count(id, args[0] as Uint8Array[]);
    default: {
      const call = (session as unknown as Record<string, Call>)[method];
      if (typeof call !== 'function') throw new Error(`the core has no ${method}`);
      return followJson(session, call.apply(session, args));
    }
  }
}

/** A step of its own, of the version that was meant. */
function applyAt(session: Session, version: number, command: unknown): unknown {
  if ((session.state() as State).version !== version) throw { code: 'changed', message: 'the document was changed meanwhile' };
  session.endStep();
  const applied: unknown = session.apply(command);
  session.endStep();
  return applied;
}

/** What a change did, with what is wrong after it: nobody has to ask again. */
function changed(session: Session, applied: unknown, page: Page | undefined): unknown {
  if (applied === null) return null;
  const diagnostics: unknown = page ? session.diagnostics(page.from, page.count) : [];
  return { ...followJson(session, applied) as object, diagnostics };
}

/** RFC 8727 JSON becomes XML first. */
async function open(session: Session, id: number, bytes: Uint8Array, later?: boolean): Promise<Opened> {
  json = false;
  reply({ id, stage: 'parse', done: 0, total: 2 });
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const first = bytes.subarray(isMarked ? 3 : 0).find((octet) => octet > 0x20);
  if (first !== 0x7b) return session.open(bytes, later, ...judged) as Opened;
  const opened = session.open(bytes, false, ...judged) as Opened;
  try {
    return await openJson(session, id, new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    // It stays as source, with what is wrong with it as JSON.
    forgetStopped(error);
    json = true;
    const fault = faultOf(error);
    return { ...opened, error: fault, state: { ...opened.state, fault, json } };
  }
}

async function openJson(session: Session, id: number, text: string): Promise<Opened> {
  reply({ id, stage: 'convert', done: 1, total: 2 });
  await exchangeLoaded();
  const converted = exchange.importJson(text) as Converted;
  json = false;
  const opened = session.open(new TextEncoder().encode(converted.text), false, ...judged) as Opened;
  return { ...opened, kind: 'json', report: converted.report };
}

/** While the source is JSON, its fault is the one that it has as JSON. */
function followJson(session: Session, result: unknown): unknown {
  if (!json || typeof result !== 'object' || result === null) return result;
  if ('parsed' in result) return asJson(session, result as State);
  return 'state' in result ? { ...result, state: asJson(session, result.state as State) } : result;
}

function asJson(session: Session, state: State): State {
  json = !state.parsed;
  if (!json) return state;
  const { fault: _, ...rest } = state;
  try {
    exchange.importJson(session.text());
    return { ...rest, json };
  } catch (error) {
    forgetStopped(error);
    return { ...rest, json, fault: faultOf(error) };
  }
}

function faultOf(error: unknown): Fault {
  const place = { line: 1, column: 1, offset: 0 };
  return { ...place, ...(typeof error === 'object' ? error : undefined), message: describe(error).message };
}

function merge(id: number, documents: Uint8Array[]): unknown {
  const collection = new exchange.Collection();
  return unlessStopped(collection, () => {
    each(id, documents, (bytes) => collection.add(bytes));
    return collection.merge();
  });
}

function count(id: number, documents: Uint8Array[]): Counted {
  const counter = new exchange.Counter();
  const refused: Counted['refused'] = [];
  each(id, documents, (bytes, document) => {
    try {
      unlessStopped(counter, () => counter.add(bytes));
    } catch (error) {
      if (isStop(error)) throw error;
      refused.push({ document, message: describe(error).message });
    }
  });
  return { statistics: counter.figures() as Statistics, refused };
}

/** Says how far it is. */
function each(id: number, documents: Uint8Array[], work: (bytes: Uint8Array, index: number) => void): void {
  documents.forEach((bytes, index) => {
    reply({ id, stage: 'documents', done: index, total: documents.length });
    work(bytes, index);
  });
}

/** Whether a module stopped in the middle of something; in V8, endless recursion is a RangeError. */
function isStop(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

/** A module that stopped in the middle of something is not asked again: the next question loads it anew. */
function forgetStopped(error: unknown): void {
  if (!isStop(error) || !second) return;
  second = undefined;
  exchange.forget();
}

function unlessStopped<T>(object: object, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (isStop(error)) stopped.push(object);
    throw error;
  }
}

function exchangeLoaded(): Promise<unknown> {
  second ??= loadExchange({ module_or_path: new URL(exchangeAddress, import.meta.url) });
  return second;
}

function reply(response: Response, transfer: Transferable[] = []): void {
  self.postMessage(response, { transfer });
}
