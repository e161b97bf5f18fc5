import { describe, expect, it } from 'vitest';
import { ca } from '../../../fixtures/recipes/certificates.ts';
import { checkTrustList } from '../../../src/lib/check/trust-list.ts';
import { listOf } from '../../support/handover-revocation.ts';
import { readCrl } from '../../../src/lib/x509/crl.ts';
import { corp, issue, judgedAt } from '../../support/handover.ts';

const made = issue(corp(), {
  tomcat: {
    key: 'rsa-3072',
    subject: [['commonName', 'cucm1.example.com']],
    names: ['DNS:cucm1.example.com'],
    keyUsage: [0, 2, 5],
    ca: true,
  },
  callManager: {
    key: 'rsa-2056',
    subject: [['commonName', 'cucm1.example.com']],
    names: ['DNS:cucm1.example.com'],
    keyUsage: [0, 2, 5],
    ca: true,
  },
  namesake: ca({ key: 'rsa-2056', issuer: 'root', subject: [['commonName', 'Corp Issuing CA 2']] }),
});
const entries = (...names: readonly string[]) =>
  names.map((name, i) => ({ certificate: made[name]!.certificate, file: 'trust/core.pem', entry: i + 1 }));
const need = (name: string) => ({ certificate: made[name]!.certificate, place: { file: `${name}.pem` } });

const expe1Status = 'revocation of CN=expe.example.com,O=Example Corp,C=GB';

describe('checkTrustList', () => {
  it.each([
    ['root and intermediate', ['root', 'issuing'], 'expe1.example.com', 'yes', []],
    ['the root alone', ['root'], 'expe1.example.com', 'no', ['trust/issuer-missing']],
    [
      'the intermediate alone, whose root an Expressway wants too',
      ['issuing'],
      'expe1.example.com',
      'no',
      ['trust/issuer-missing'],
    ],
    ['another root', ['otherRoot'], 'expe1.example.com', 'no', ['trust/issuer-missing']],
    ['a self-signed certificate that is an entry itself', ['tomcat'], 'tomcat', 'yes', []],
    ['a self-signed certificate that is not', ['root'], 'tomcat', 'no', ['trust/issuer-missing']],
    [
      'a namesake above the CA, which hides it from a search by name and not from OpenSSL',
      ['root', 'namesake', 'issuing'],
      'expe1.example.com',
      'unknown',
      ['trust/duplicate-subject'],
    ],
    [
      'a namesake below the CA',
      ['root', 'issuing', 'namesake'],
      'expe1.example.com',
      'yes',
      ['trust/duplicate-subject'],
    ],
    [
      'a self-signed namesake above the certificate itself',
      ['callManager', 'tomcat'],
      'tomcat',
      'unknown',
      ['trust/duplicate-self-signed-cn'],
    ],
  ])('says with %s whether it can verify what it needs to', async (_, list, needed, expected, codes) => {
    const { needs, findings } = await checkTrustList(entries(...list), {
      at: judgedAt,
      needs: [need(needed)],
    });
    expect(needs.map(({ canBeVerified }) => canBeVerified)).toEqual([expected]);
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });

  it('says which entries lead to what it can verify', async () => {
    const { needs } = await checkTrustList(entries('otherRoot', 'issuing', 'root', 'tomcat'), {
      at: judgedAt,
      needs: ['expe1.example.com', 'tomcat', 'callManager'].map(need),
    });
    expect(needs.map(({ verifiedBy }) => verifiedBy)).toEqual([[2, 3], [4], []]);
  });

  it.each<[string, string, string | undefined, string | undefined]>([
    ['the role that its file name says', 'cucm1-tomcat.pem', undefined, 'tomcat from the file name'],
    ['none where its file name says nothing', 'cucm1.pem', undefined, undefined],
    [
      'the one that the comment in the list says, where both do',
      'cucm1-tomcat.pem',
      'CallManager',
      'CallManager from the comment',
    ],
  ])('gives an entry that is needed %s', async (_, file, comment, expected) => {
    const [ca, server] = entries('root', 'tomcat');
    const { entries: judged } = await checkTrustList([ca!, { ...server!, ...(comment && { comment }) }], {
      at: judgedAt,
      needs: ['tomcat', 'root'].map((name) => ({ ...need(name), place: { file } })),
    });
    expect(judged.map(({ role }) => role && `${role.role} from the ${role.from}`)).toEqual([
      undefined,
      expected,
    ]);
  });

  it.each<[string, 'root' | 'issuing', readonly string[], readonly string[], readonly string[]]>([
    ['a CA in it revoked', 'root', ['issuing'], ['trust/needed-refused', 'trust/revoked'], [expe1Status]],
    [
      'what it verifies revoked',
      'issuing',
      ['expe1.example.com'],
      ['trust/needed-refused'],
      ['revocation of entry 2'],
    ],
    ['nothing revoked', 'root', [], [], [expe1Status]],
  ])('finds %s', async (_, issuer, revoked, codes, open) => {
    const { findings, notChecked } = await checkTrustList(entries('root', 'issuing'), {
      at: judgedAt,
      needs: [need('expe1.example.com')],
      crls: [
        readCrl(
          listOf(
            issuer,
            revoked.map((name) => made[name]!),
          ),
        ),
      ],
    });
    expect(findings.map(({ code }) => code)).toEqual(codes);
    expect(notChecked.map(({ what }) => what)).toEqual(open);
  });

  it('names the issuer that is missing, and the cluster whose list it is', async () => {
    const { findings } = await checkTrustList(entries('root'), {
      at: judgedAt,
      cluster: 'core',
      needs: [need('expe1.example.com')],
    });
    expect(findings[0]).toMatchObject({
      subject: { cluster: 'core', file: 'trust/core.pem' },
      params: { issuer: 'CN=Corp Issuing CA 2' },
      locations: [{ file: 'expe1.example.com.pem' }],
    });
  });

  it('of an empty list has nothing to say', async () => {
    expect(await checkTrustList([], { at: judgedAt })).toEqual({
      findings: [],
      needs: [],
      entries: [],
      revoked: [],
      notChecked: [],
    });
  });

  it('tells wrong use', async () => {
    await expect(checkTrustList([], { at: new Date(NaN) })).rejects.toThrow(
      new TypeError('at is not a valid date'),
    );
  });
});
