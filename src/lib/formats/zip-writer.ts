import { concat, type Bytes } from '../bytes.ts';
import { crc32 } from './crc32.ts';
import { signature } from './zip-directory.ts';

const version = 20;
const utf8Names = 0x800;
/** 1 January 1980, the first day that the format knows: the same files give the same archive. */
const firstDay = 0x21;

/** A zip archive of files as they are, not packed (APPNOTE 6.3.10). Names are paths with `/` between folders. */
export function storedZip(files: Readonly<Record<string, Uint8Array>>): Bytes {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [path, content] of Object.entries(files)) {
    const name = new TextEncoder().encode(path);
    // From the version to the length of the extra field, as both headers have it.
    const shared: Field[] = [
      [version, 2],
      [utf8Names, 2],
      [0, 4],
      [firstDay, 2],
      [crc32(content), 4],
      [content.length, 4],
      [content.length, 4],
      [name.length, 2],
      [0, 2],
    ];
    const local = octetsOf([[signature.local, 4], ...shared]);
    parts.push(local, name, content);
    const rest: Field[] = [
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [offset, 4],
    ];
    directory.push(octetsOf([[signature.central, 4], [version, 2], ...shared, ...rest]), name);
    offset += local.length + name.length + content.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const count = directory.length / 2;
  const end = octetsOf([
    [signature.end, 4],
    [0, 4],
    [count, 2],
    [count, 2],
    [size, 4],
    [offset, 4],
    [0, 2],
  ]);
  return concat(...parts, ...directory, end);
}

type Field = readonly [value: number, octets: 2 | 4];

/** Numbers, the least octet first. */
function octetsOf(fields: readonly Field[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [, octets]) => sum + octets, 0)));
  let at = 0;
  for (const [value, octets] of fields) {
    if (octets === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += octets;
  }
  return new Uint8Array(view.buffer);
}
