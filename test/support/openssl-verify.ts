/** What `openssl verify` says of each file that it refuses; of the others it prints `FILE: OK`. */
export function refusedFiles(stderr: string): ReadonlyMap<string, string> {
  const errors = new Map<string, string>();
  // Below the errors of a certificate stands its file, with the word that it failed.
  let found: string[] = [];
  for (const line of stderr.split('\n')) {
    const failed = /^error (.*): verification failed$/.exec(line);
    if (failed) {
      errors.set(failed[1]!, found.join('; ') || 'failed');
      found = [];
    } else if (line.startsWith('error')) found.push(line);
  }
  return errors;
}
