// The only place where private keys are. They are in the memory of this worker and go with it: to
// forget them, the worker is ended.
import loadCrypto, * as crypto from '../../pkg/crypto.js';
import cryptoAddress from '../../pkg/crypto_bg.wasm?url';
import { describe } from './describe.ts';
import type { KeyMethods, KeyPurpose } from './keys-protocol.ts';
import type { Request, Response } from './envelope.ts';

type Call = (...args: unknown[]) => unknown;

const loaded = loadCrypto({ module_or_path: new URL(cryptoAddress, import.meta.url) });
let signing: crypto.SigningKey | undefined;
let opening: crypto.OpeningKey | undefined;

self.addEventListener('message', (event: MessageEvent<Request<keyof KeyMethods>>) => void answer(event.data));

async function answer({ id, method, args }: Request<keyof KeyMethods>): Promise<void> {
  try {
    await loaded;
    reply({ id, result: perform(method, args) });
  } catch (error) {
    reply({ id, error: describe(error) });
  }
}

function perform(method: keyof KeyMethods, args: unknown[]): unknown {
  switch (method) {
    case 'hold': return hold(...(args as Parameters<KeyMethods['hold']>));
    case 'sign': case 'signDetached': case 'signJson': return call(signing, method, args);
    case 'open': return call(opening, method, args);
    default: return (crypto[method] as Call)(...args);
  }
}

function hold(purpose: KeyPurpose, octets: Uint8Array, passphrase: Uint8Array | null, certificate: Uint8Array | null): unknown {
  try {
    if (purpose === 'sign') {
      const key = crypto.SigningKey.read(octets, passphrase, certificate);
      signing?.free();
      signing = key;
      return key.about();
    }
    const key = crypto.OpeningKey.read(octets, passphrase);
    opening?.free();
    opening = key;
    return key.about();
  } finally {
    octets.fill(0);
    passphrase?.fill(0);
  }
}

function call(key: object | undefined, method: string, args: unknown[]): unknown {
  if (!key) throw { code: 'no_key', message: 'no key is held for this' };
  return (key as Record<string, Call>)[method]?.(...args);
}

function reply(response: Response): void {
  self.postMessage(response);
}
