import { describe, expect, it } from 'vitest';
import { explicit } from '../../../src/lib/asn1/tags.ts';
import { integer, oid, sequence, setOf, tlv } from '../../../src/lib/asn1/der-writer.ts';
import { pkcsId } from '../../../src/lib/asn1/oids.ts';
import { check } from '../../../src/lib/check/check.ts';
import { corp, filesOf, handover, issue, judgedAt, type Folder } from '../../support/handover.ts';

const expe1 = 'expe1.example.com';
const made = issue(corp());
const pem = made[expe1]!.pem;
const der = Uint8Array.from(Buffer.from(pem.replace(/-----[^-]+-----|[^\w+/=]/g, ''), 'base64'));

const p7b = sequence(
  oid(pkcsId.signedData),
  tlv(explicit(0), sequence(integer(1), setOf(), sequence(oid(pkcsId.data)), tlv(explicit(0), der), setOf())),
);

async function judged(folder: Folder) {
  const files = filesOf({ ...handover(corp(), made), [`issued/${expe1}.pem`]: undefined, ...folder });
  const { items, findings } = await check(files, corp(), { at: judgedAt });
  return {
    judged: items.find(({ kind, peer }) => kind === 'certificate' && peer === expe1)?.file,
    repeated: items.filter(({ kind }) => kind === 'repeated-certificate').map(({ file }) => file),
    codes: findings.filter(({ subject }) => subject.peer === expe1).map(({ code }) => code),
  };
}

describe('of a certificate that is in several files', () => {
  it.each<[string, Folder, string]>([
    ['a PEM file rather than the PKCS#7 file before it', { 'a.p7b': p7b, 'b.pem': pem }, 'b.pem'],
    ['a PEM file rather than the same in DER', { 'a.cer': der, 'b.pem': pem }, 'b.pem'],
    ['the file of its own', { 'a.pem': `${pem}${made.issuing!.pem}`, 'b.pem': pem }, 'b.pem'],
    ['the first of two alike', { 'a.pem': pem, 'b.pem': pem }, 'a.pem'],
  ])('%s is judged', async (_, folder, file) => {
    const outcome = await judged(folder);
    expect(outcome.judged).toBe(file);
    expect(outcome.repeated).toContain(Object.keys(folder).find((name) => name !== file));
    expect(outcome.codes).not.toContain('cert/not-pem');
    expect(outcome.codes).not.toContain('chain/bundle');
  });

  it('a PKCS#7 file is judged where there is no other', async () =>
    expect(await judged({ 'a.p7b': p7b })).toMatchObject({ judged: 'a.p7b', repeated: [] }));
});
