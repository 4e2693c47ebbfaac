// Files from the person's own dialog.

/** What a document may come in. */
export const DOCUMENTS = '.xml,.iodef,.json,application/xml,text/xml,application/json';

/** Resolves with undefined when the person chose none. */
export async function chooseFile(accept = ''): Promise<File | undefined> {
  return (await choose(accept, false))[0];
}

/** None when the person chose none. */
export function chooseFiles(accept: string): Promise<File[]> {
  return choose(accept, true);
}

function choose(accept: string, multiple: boolean): Promise<File[]> {
  const input = document.createElement('input');
  Object.assign(input, { type: 'file', accept, multiple });
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...input.files ?? []]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}
