// Several files at once, read through the same decoder as one, and worked on in a worker of their own: the
// document that is open stays as it is, and closing the dialog stops the work.
import { readFile } from '../import/decode.ts';

export const MAX_FILES = 1_000;

export interface ReadFiles {
  readonly names: string[];
  readonly documents: Uint8Array<ArrayBuffer>[];
  /** Those that cannot be taken, with the error. */
  readonly refused: { readonly name: string; readonly error: unknown }[];
}

/** Reads files one after another; `step` says how far it is. */
export async function readFiles(files: readonly File[], step: (done: number) => void): Promise<ReadFiles> {
  const read: ReadFiles = { names: [], documents: [], refused: [] };
  for (const [index, file] of files.slice(0, MAX_FILES).entries()) {
    step(index);
    try {
      read.documents.push((await readFile(file)).bytes);
      read.names.push(file.name);
    } catch (error) {
      read.refused.push({ name: file.name, error });
    }
  }
  return read;
}
