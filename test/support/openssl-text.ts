import { runProgram } from './programs.ts';

type Command = 'x509' | 'req' | 'crl';

export interface OpensslOutput {
  /** What -text prints, with the rest. */
  readonly text: string;
  /** `subject`, `issuer`, `serial`, `notBefore`, `Fingerprint` … as they are printed. */
  readonly fields: Readonly<Record<string, string>>;
  /** The PEM block of -pubkey. */
  readonly publicKey: string | undefined;
}

/** One call of openssl, which must accept the input; names as RFC 2253 has them, UTF-8 left alone. */
export function opensslOutput(command: Command, der: Uint8Array, ...flags: readonly string[]): OpensslOutput {
  const nameForm = ['-nameopt', 'RFC2253,utf8,-esc_msb'];
  const args = [command, '-inform', 'DER', '-noout', '-text', ...nameForm, ...flags];
  const { status, stdout, stderr } = runProgram('openssl', args, der);
  if (status !== 0) throw new Error(`openssl ${command}: ${stderr}`);
  const fields: Record<string, string> = {};
  for (const [, label, value] of stdout.matchAll(/^(?:sha256 |SHA2-256 )?(\w+)=(.*)$/gm))
    fields[label!] = value!;
  return {
    text: stdout,
    fields,
    publicKey: /-----BEGIN PUBLIC KEY-----[^]*-----END PUBLIC KEY-----/.exec(stdout)?.[0],
  };
}

/** `Nov 22 21:24:43 2026 GMT` → `2026-11-22T21:24:43Z` */
export function isoTime(text: string): string {
  return new Date(text).toISOString().replace('.000Z', 'Z');
}

export interface TextExtension {
  readonly critical: boolean;
  /** Its lines without their indentation. */
  readonly lines: readonly string[];
}

/** Extensions of a text by their title (`X509v3 Key Usage`), in its order. */
export function textExtensions(text: string, heading: string): Map<string, TextExtension> {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.trim() === heading);
  const found = new Map<string, TextExtension>();
  if (start < 0) return found;
  const indent = indentOf(lines[start + 1]!);
  if (indent <= indentOf(lines[start]!)) return found;
  let title: string | undefined;
  for (const line of lines.slice(start + 1)) {
    if (indentOf(line) < indent) break;
    const heading = indentOf(line) === indent ? /^\s*(.+?): ?(critical)?\s*$/.exec(line) : null;
    if (heading) {
      title = heading[1]!;
      found.set(title, { critical: heading[2] === 'critical', lines: [] });
    } else if (title !== undefined) {
      const { critical, lines: before } = found.get(title)!;
      found.set(title, { critical, lines: [...before, line.trim()] });
    }
  }
  return found;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;
