// Handing a file to the person, or a text to the clipboard. Nothing else leaves the page.

/** A file name made of a title: no path, no hidden file, no reserved name, at most 120 characters. */
export function fileName(title: string, extension: string): string {
  const safe = title.normalize('NFC')
    .replace(/[\\/:*?"<>|\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, '-')
    .replace(/\s+/g, '-').replace(/-{2,}/g, '-').replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, 120);
  const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(safe);
  return `${safe === '' || reserved ? `incident${reserved ? `-${safe}` : ''}` : safe}.${extension}`;
}

/** Offers bytes for saving. */
export function download(content: BlobPart, type: string, name: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has its own hold on the data once the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
