/** Rows of RFC 4180 text. Throws where a quote stands where none may stand. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  let end = 0;
  for (let match = field.exec(text); match; match = field.exec(text)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
    end = field.lastIndex;
    if (end === text.length) break;
  }
  if (end !== text.length) throw new Error(`no CSV from offset ${end}: ${text.slice(end, end + 40)}`);
  return rows;
}
