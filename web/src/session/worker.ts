// Owns the core. Every request of session.ts is one call of the wasm Session, or of the second module,
// which is loaded when a document goes out or comes in for the first time.
import loadCore, { Session } from '../../pkg/iodef.js';
import loadExchange, * as exchange from '../../pkg/exchange.js';
import coreAddress from '../../pkg/iodef_bg.wasm?url';
import exchangeAddress from '../../pkg/exchange_bg.wasm?url';
import type { Converted, Method, Opened, Request, Response, State } from './protocol.ts';

type Call = (...args: unknown[]) => unknown;

const core = loadCore({ module_or_path: new URL(coreAddress, import.meta.url) }).then(() => new Session());
let second: Promise<unknown> | undefined;

/** Requests are answered in the order in which they came, those that wait for the second module too. */
let last: Promise<void> = Promise.resolve();

core.then(() => reply({ ready: true }), () => undefined);

self.addEventListener('message', (event: MessageEvent<Request>) => {
  last = last.then(() => answer(event.data));
});

async function answer({ id, method, args }: Request): Promise<void> {
  try {
    const session = await core;
    const result = await perform(session, id, method, args);
    reply({ id, result }, result instanceof Uint8Array ? [result.buffer] : []);
  } catch (error) {
    reply({ id, error: describe(error) });
  }
}

async function perform(session: Session, id: number, method: Method, args: unknown[]): Promise<unknown> {
  switch (method) {
    case 'open': return open(session, id, args[0] as Uint8Array);
    case 'importJson':
      await exchangeLoaded();
      return exchange.importJson(args[0] as string);
    case 'exportJson': case 'convertV1': case 'redact': case 'compare': {
      await exchangeLoaded();
      const convert = exchange[method] as Call;
      return convert(session.text(), ...args);
    }
    case 'applyAt':
      if ((session.state() as State).version !== args[0]) throw { code: 'changed', message: 'the document was changed meanwhile' };
      return session.apply(args[1]);
    default: {
      const call = (session as unknown as Record<string, Call>)[method];
      if (typeof call !== 'function') throw new Error(`the core has no ${method}`);
      return call.apply(session, args);
    }
  }
}

/** RFC 8727 JSON becomes XML first. */
async function open(session: Session, id: number, bytes: Uint8Array): Promise<Opened> {
  reply({ id, stage: 'parse', done: 0, total: 2 });
  const first = bytes.find((octet) => octet > 0x20);
  if (first !== 0x7b) return session.open(bytes) as Opened;
  await exchangeLoaded();
  const converted = exchange.importJson(new TextDecoder().decode(bytes)) as Converted;
  const opened = session.open(new TextEncoder().encode(converted.text)) as Opened;
  return { ...opened, kind: 'json', report: converted.report };
}

function exchangeLoaded(): Promise<unknown> {
  second ??= loadExchange({ module_or_path: new URL(exchangeAddress, import.meta.url) });
  return second;
}

function describe(error: unknown): { message: string; code: string } {
  if (typeof error === 'object' && error !== null && 'code' in error && 'message' in error) {
    return { message: String(error.message), code: String(error.code) };
  }
  return { message: error instanceof Error ? error.message : String(error), code: 'internal' };
}

function reply(response: Response, transfer: Transferable[] = []): void {
  self.postMessage(response, { transfer });
}
