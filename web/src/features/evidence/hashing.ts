// SHA-256 of a file of any size. WebCrypto takes whole buffers only, so large files go through
// @noble/hashes piece by piece and never stand in memory as a whole.
import { sha256 as incremental } from '@noble/hashes/sha2.js';
import { toHex } from '../hex.ts';

/** Files up to this size are hashed by WebCrypto in one piece. */
export const ONE_PIECE = 16 * 1024 * 1024;
/** Some ten milliseconds of work: the page stays alive between two of them. */
const CHUNK = 1024 * 1024;

/** What hashing needs of a file. */
export type Hashable = Pick<Blob, 'size' | 'slice' | 'arrayBuffer'>;

/** The digest in hexadecimal. Reports progress, and stops when the signal says so. */
export async function sha256(file: Hashable, progress: (done: number, total: number) => void = () => {}, signal?: AbortSignal): Promise<string> {
  if (file.size <= ONE_PIECE) {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    signal?.throwIfAborted();
    progress(file.size, file.size);
    return toHex(new Uint8Array(digest));
  }
  const hash = incremental.create();
  for (let at = 0; at < file.size; at += CHUNK) {
    signal?.throwIfAborted();
    hash.update(new Uint8Array(await file.slice(at, at + CHUNK).arrayBuffer()));
    progress(Math.min(at + CHUNK, file.size), file.size);
  }
  return toHex(hash.digest());
}
