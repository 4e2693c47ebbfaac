// Owns the core. Every request of session.ts is one call of the wasm Session.
import init, { Session } from '../../pkg/iodef.js';
import wasm from '../../pkg/iodef_bg.wasm?url';
import type { Method, Request, Response } from './protocol.ts';

type Call = (...args: unknown[]) => unknown;

const loaded = init({ module_or_path: new URL(wasm, import.meta.url) }).then(() => {
  const session = new Session();
  reply({ ready: true });
  return session;
});

self.addEventListener('message', (event: MessageEvent<Request>) => void answer(event.data));

async function answer({ id, method, args }: Request): Promise<void> {
  try {
    const session = await loaded;
    const call = (session as unknown as Record<Method, Call>)[method];
    if (typeof call !== 'function') throw new Error(`the core has no ${method}`);
    const result = call.apply(session, args);
    reply({ id, result }, result instanceof Uint8Array ? [result.buffer] : []);
  } catch (error) {
    reply({ id, error: describe(error) });
  }
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
