// Files that hold a document under encryption or a signature: told by their beginning and their name.

export type Wrapping = 'openpgp' | 'jws';

const MAX_HEAD = 300;
const OPENPGP_NAME = /\.(?:asc|gpg|pgp)$/i;

/** What has to be taken away before there is a document; undefined for a plain file. */
export function wrappingOf(bytes: Uint8Array, name = ''): Wrapping | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, MAX_HEAD));
  if (/^(?:\u00ef\u00bb\u00bf)?\s*-----BEGIN PGP /.test(head) || (OPENPGP_NAME.test(name) && !/^(?:\u00ef\u00bb\u00bf)?\s*[<{]/.test(head))) return 'openpgp';
  // RFC 7515: section 7.2.2, with its members in any order, and section 7.1.
  if (/^\s*\{\s*"(?:payload|protected|signature)"\s*:\s*"/.test(head) || /^\s*eyJ[\w-]+\.[\w-]*/.test(head)) return 'jws';
  return undefined;
}
