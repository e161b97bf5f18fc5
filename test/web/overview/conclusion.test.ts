import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../../src/lib/front.ts';
import { check, planDeployment, waiveFindings, type Deployment } from '../../../src/lib/index.ts';
import { conclusionOf } from '../../../src/web/overview/conclusion.ts';
import { answeredCorp, answeredFolder, unifiedCmList } from '../../support/answered.ts';
import { failures } from '../../support/failures.ts';
import { corp, filesOf, handover, issue, judgedAt, type Folder } from '../../support/handover.ts';

const expe1 = 'expe1.example.com';
/** Whatever a verdict asks for. */
const sound = answeredFolder();
const lacking = answeredFolder({ odd: { [expe1]: { names: [`DNS:${expe1}`, 'DNS:expe.example.com'] } } });

async function conclude(folder: Folder, deployment: Deployment | null = answeredCorp()) {
  const options = { at: judgedAt, trustLists: [unifiedCmList] };
  const report = await check(filesOf(folder), deployment ?? undefined, options);
  const plan = deployment ? planDeployment(deployment) : undefined;
  return { report, plan, conclusion: conclusionOf(report, plan) };
}

const works = ['ok', 'All 4 peers have all planned names, and every service will work on them.'];
const open = ['unknown', 'No error was found in what was looked at. Not everything could be checked.'];

describe('what it comes to', () => {
  it('is good where everything was given and every verdict is yes', async () => {
    const { report, conclusion } = await conclude(sound);
    expect(new Set(report.services.map(({ verdict }) => verdict))).toEqual(new Set(['yes']));
    expect(conclusion).toEqual(works);
  });

  it.each([
    ['the certificate of Unified CM', 'cucm/tomcat.pem'],
    ['the list of Unified CM', unifiedCmList.file],
    ['a certificate of a peer', 'issued/expe1.example.com.pem'],
    ['a key', 'keys/expe2.example.com.key.pem'],
    ['the list of a cluster', 'trust/core.pem'],
  ])('is open without %s', async (_, file) => {
    const { conclusion } = await conclude({ ...sound, [file]: undefined });
    expect(conclusion ?? open).toEqual(open);
  });

  it('is nothing at all where something is wrong', async () =>
    expect((await conclude(lacking)).conclusion).toBeUndefined());

  it('is nothing at all where a no was accepted', async () => {
    const { report, plan } = await conclude(lacking);
    const waivers = [{ rule: 'cert/name-missing', reason: 'renewed in spring', until: '2027-03-31' }];
    const { findings } = waiveFindings(report.findings, waivers, { at: judgedAt });
    expect(conclusionOf({ ...report, findings }, plan)).toBeUndefined();
  });

  it('is open without a deployment file, whatever the certificates are', async () =>
    expect((await conclude(sound, null)).conclusion?.[0]).not.toBe('ok'));

  it('is open where there is no certificate', async () =>
    expect((await conclude({}, null)).conclusion).toEqual(['unknown', 'No certificate could be judged.']));

  it('is never good on a folder in which a name or verdict is anything but good', async () => {
    for (const { row, name, deployment = corp(), odd, all, folder = () => ({}), options } of failures) {
      const cas = issue(deployment, odd, all);
      const files = filesOf({ ...handover(deployment, cas), ...folder(cas) });
      const report = await check(files, deployment, { at: judgedAt, ...options });
      const plan = planDeployment(deployment);
      const { names, services } = coverageOf(plan, report);
      const isGood =
        names.every(({ cells }) => cells.every(({ state }) => state === 'has' || state === 'not needed')) &&
        services.every(({ verdicts }) =>
          verdicts.every((verdict) => verdict === undefined || verdict === 'yes'),
        );
      const [status] = conclusionOf(report, plan) ?? [];
      expect(status === 'ok' && !isGood, `${row} ${name}`).toBe(false);
    }
  });
});
