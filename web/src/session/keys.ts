// Signing, verifying, sealing and opening, in a worker that is started when somebody asks for the first
// time. What goes out of here is never a key.
import type {
  CertificateInfo, ContactBook, HeldKey, KeyMethods, KeyPurpose, OpenedJws, Verification,
} from './keys-protocol.ts';
import type { Path } from './protocol.ts';
import { Caller, SessionError } from './session.ts';

const SEED_OCTETS = 32;

export interface KeyFile {
  octets: Uint8Array;
  passphrase: string;
  /** Of a file of its own, where the key file brings none. */
  certificate?: Uint8Array | undefined;
}

export class Keys {
  #caller: Caller<KeyMethods> | undefined;
  #held = new Map<KeyPurpose, HeldKey>();

  /** What is said about the key that is held. */
  held(purpose: KeyPurpose): HeldKey | undefined {
    return this.#held.get(purpose);
  }

  /** Takes a private key into the memory of the worker. The octets change hands. */
  async hold(purpose: KeyPurpose, file: KeyFile): Promise<HeldKey> {
    const passphrase = file.passphrase === '' ? null : new TextEncoder().encode(file.passphrase);
    const transfer = [file.octets.buffer, ...(passphrase ? [passphrase.buffer] : [])];
    const held = await this.#ask('hold', [purpose, file.octets, passphrase, file.certificate ?? null], transfer);
    this.#held.set(purpose, held);
    return held;
  }

  /** Ends the worker, and every private key with it. */
  forget(): void {
    this.#held.clear();
    this.#caller?.close();
    this.#caller = undefined;
  }

  certificate(octets: Uint8Array): Promise<CertificateInfo> {
    return this.#ask('certificate', [octets]);
  }

  /** The document with a signature over the whole of it inside. */
  sign(text: string, signedAt: string): Promise<string> {
    return this.#ask('sign', [text, signedAt]);
  }

  /** A signature for a file of its own; `name` is that of the signed file. */
  signDetached(octets: Uint8Array, name: string, signedAt: string): Promise<string> {
    return this.#ask('signDetached', [octets, name, signedAt]);
  }

  /** A JSON Web Signature with RFC 8727 JSON in it. */
  signJson(json: string, signedAt: string): Promise<string> {
    return this.#ask('signJson', [json, signedAt]);
  }

  verify(text: string, book: ContactBook, now = Date.now()): Promise<Verification> {
    return this.#ask('verify', [text, book, now]);
  }

  verifyDetached(signature: Uint8Array, octets: Uint8Array, book: ContactBook, now = Date.now()): Promise<Verification> {
    return this.#ask('verifyDetached', [signature, octets, book, now]);
  }

  verifyJson(text: string, book: ContactBook, now = Date.now()): Promise<OpenedJws> {
    return this.#ask('verifyJson', [text, book, now]);
  }

  /** The document with these elements sealed for the receivers of these certificates. */
  seal(text: string, paths: Path[], receivers: Uint8Array[]): Promise<string> {
    return this.#ask('seal', [text, paths, receivers, crypto.getRandomValues(new Uint8Array(SEED_OCTETS))]);
  }

  /** The document with every element in its place again that was sealed for the key that is held. */
  open(text: string): Promise<string> {
    return this.#ask('open', [text]);
  }

  async #ask<M extends keyof KeyMethods>(method: M, args: Parameters<KeyMethods[M]>, transfer: Transferable[] = []): Promise<ReturnType<KeyMethods[M]>> {
    const caller = this.#caller ??= new Caller<KeyMethods>(startWorker);
    try {
      return await caller.call(method, args, { transfer });
    } catch (error) {
      // A module that stopped in the middle of something is not asked again.
      if (this.#caller === caller && error instanceof SessionError && ['internal', 'worker'].includes(error.code)) this.forget();
      throw error;
    }
  }
}

function startWorker(): Worker {
  return new Worker(new URL('./keys-worker.ts', import.meta.url), { type: 'module', name: 'iodef-keys' });
}
