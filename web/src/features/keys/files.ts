// Files of keys and certificates: small, or none.

/** As the module has it (`MAX_KEY_OCTETS`). */
export const MAX_KEY_OCTETS = 1_048_576;

export class KeyFileError extends Error {
  readonly code = 'too_large';

  constructor() {
    super(`more than ${MAX_KEY_OCTETS} octets are no key or certificate`);
    this.name = 'KeyFileError';
  }
}

export async function readSmall(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > MAX_KEY_OCTETS) throw new KeyFileError();
  return new Uint8Array(await file.arrayBuffer());
}
