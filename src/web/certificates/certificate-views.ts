import { findingsBehind } from '../../lib/front.ts';
import type { CheckedItem, Finding, NotChecked, ServiceVerdict } from '../../lib/index.ts';
import { lookUp } from '../checks/look-up.ts';
import type { CertificateThing, Judgement } from '../state/judgement.ts';

/** A certificate with all that is to be said of it. */
export interface CertificateView {
  readonly item: CheckedItem;
  readonly thing: CertificateThing | undefined;
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
}

const known = new WeakMap<Judgement, CertificateView[]>();

/** Certificates of Expressways, and of the products beside them, in the order of the report; found out once. */
export function certificateViews(judgement: Judgement): readonly CertificateView[] {
  const views = known.get(judgement) ?? viewsOf(judgement);
  known.set(judgement, views);
  return views;
}

function viewsOf({ opened, report }: Judgement): CertificateView[] {
  const shown = report.items.filter(({ kind }) => kind === 'certificate' || kind === 'node-certificate');
  const things = lookUp(opened.recognised, ({ path }) => [path]);
  const findings = lookUp(report.findings, ({ subject, locations: [place] }) => [place?.file, subject.peer]);
  const notChecked = lookUp(report.notChecked, ({ peer, file }) => [peer ?? file]);
  return shown.map((item) => ({
    item,
    thing: things(item.file).find(
      (thing): thing is CertificateThing =>
        thing.kind === 'certificate' && (item.entry ?? thing.entry) === thing.entry,
    ),
    findings: findings(item.file, item.peer).filter((finding) => isOf(item, finding)),
    notChecked: notChecked(item.file, item.peer).filter(({ peer, file }) =>
      peer === undefined ? file === item.file : peer === item.peer && (file ?? item.file) === item.file,
    ),
  }));
}

function isOf({ file, entry, peer, store }: CheckedItem, { code, subject, locations }: Finding): boolean {
  const [place] = locations;
  if (isAboutAll(code, subject) || code.startsWith('csr/')) return false;
  if (place?.file === file) return (place.entry ?? entry) === entry;
  return subject.peer !== undefined && subject.peer === peer && store !== 'older';
}

/** What the services of a certificate's peer rest on besides what is wrong with the certificate itself. */
export function findingsElsewhere(
  { item, findings }: CertificateView,
  { services, findings: all }: Judgement['report'],
): Finding[] {
  const behind = new Set(
    servicesOf(item, services).flatMap((verdict) => (verdict.waitsFor ? [] : findingsBehind(verdict, all))),
  );
  return [...behind].filter((finding) => !findings.includes(finding));
}

/** A client certificate, or one that is out of use, decides about no service. */
export const servicesOf = (
  { peer, store }: CheckedItem,
  services: readonly ServiceVerdict[],
): ServiceVerdict[] => (store === 'server' ? services.filter((each) => each.peer === peer) : []);

/** What is about all peers together may name one of their files. */
export const isAboutAll = (code: string, { peer }: Finding['subject']): boolean =>
  code.startsWith('fleet/') && peer === undefined;

/** About lists, keys of nobody, requests and the fleet. */
export function otherFindings({ report }: Judgement, views: readonly CertificateView[]): Finding[] {
  const shown = new Set(views.flatMap(({ findings }) => findings));
  return report.findings.filter((finding) => !shown.has(finding) && !/^(csr|trust)\//.test(finding.code));
}
