/** Hands a file to the browser to save. */
export function saveFile(
  name: string,
  content: string | Uint8Array,
  type = 'application/octet-stream',
): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  link.download = name;
  link.click();
  // The browser has taken the content by then; kept longer, it would stay in memory as long as the page.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
