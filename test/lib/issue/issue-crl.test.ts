import { describe, expect, it } from 'vitest';
import { issueCrl, type CrlSettings } from '../../../src/lib/issue/index.ts';
import { checkRevocation } from '../../../src/lib/public/validation.ts';
import { issueCertificate, serialHex } from '../../../src/lib/issue/index.ts';
import { findExtension } from '../../../src/lib/x509/extensions.ts';
import { issuedAt, makeCas, profile, requestFor } from '../../support/private-ca.ts';

const nextUpdate = new Date('2026-12-30T10:00:00Z');
const later = (minutes: number): Date => new Date(issuedAt.getTime() + minutes * 60_000);

const list = async (settings: Partial<CrlSettings> = {}) =>
  issueCrl((await makeCas()).issuing, { revoked: [], at: issuedAt, nextUpdate, ...settings });

const numberOf = (crl: Awaited<ReturnType<typeof list>>) => findExtension(crl.extensions, 'cRLNumber')!.value;

describe('a revocation list', () => {
  it.each([
    ['of a key that was lost', 'keyCompromise'],
    ['of a certificate that has a successor', 'superseded'],
    ['without a reason', undefined],
  ] as const)('revokes what is on it, and nothing else: %s', async (_, reason) => {
    const { issuing } = await makeCas();
    const takenSerials = new Set<string>();
    const issue = async () => {
      const certificate = await issueCertificate(await requestFor(), issuing, profile({ takenSerials }));
      takenSerials.add(serialHex(certificate.serialNumber));
      return certificate;
    };
    const [lost, kept] = [await issue(), await issue()];
    const serialNumber = serialHex(lost.serialNumber);
    const crl = await list({ revoked: [{ serialNumber, at: issuedAt, ...(reason && { reason }) }] });
    const statusOf = async (certificate: typeof lost) =>
      checkRevocation(certificate, issuing.certificate, { crls: [crl] }, { at: later(1) });
    expect(await statusOf(kept)).toMatchObject({ status: 'good' });
    expect(await statusOf(lost)).toMatchObject({ status: 'revoked', reason: reason ?? 'unspecified' });
  });

  it('has a number that grows from list to list, whatever else was issued', async () => {
    const first = await list();
    const second = await list({ previous: first, at: later(1) });
    const third = await list({ previous: second, above: 41n, at: later(2) });
    const fourth = await list({ previous: third, above: 1n, at: later(3) });
    expect([first, second, third, fourth].map(numberOf)).toEqual([1n, 2n, 42n, 43n]);
  });

  it.each<[string, Partial<CrlSettings>, string]>([
    [
      'that is over before it begins',
      { nextUpdate: issuedAt },
      'settings.nextUpdate: expected a moment after',
    ],
    [
      'with a serial number that is none',
      { revoked: [{ serialNumber: '0xAB', at: issuedAt }] },
      'lower-case hex',
    ],
    ['without entries to iterate over', { revoked: 'all' as never }, 'settings.revoked: expected a list'],
  ])('is a mistake of the caller: %s', async (_, settings, message) => {
    await expect(list(settings)).rejects.toThrow(TypeError);
    await expect(list(settings)).rejects.toThrow(message);
  });

  it('is not older than the one before it', async () => {
    const previous = await list({ at: later(5) });
    await expect(list({ previous })).rejects.toThrow('settings.at: expected a moment not before');
  });
});
