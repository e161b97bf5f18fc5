import type { Location } from '../../findings/finding.ts';
import { rule } from '../../findings/rule.ts';

/** Certificates of labs outside a lab, each once. */
export interface LabFacts {
  readonly met: readonly {
    readonly subject: string;
    /** Day, in UTC. */
    readonly notAfter: string;
    readonly isCa: boolean;
    readonly locations: readonly [Location, ...Location[]];
  }[];
}

export const labCa = rule({
  code: 'trust/lab-ca',
  severity: 'error',
  what: 'The CA of a rehearsal, or a certificate of one, is outside its lab.',
  why: 'It was made for one rehearsal, and its key was not kept: nothing of it can be renewed or revoked, and all of it ends within 30 days.',
  typical: 'A trusted-CA list of a rehearsal that was uploaded to a machine in use.',
  fix: [
    'Take the CA out of every trusted-CA list, on machines too, and replace the certificates that it has issued.',
    'Where this is the folder of a lab: check it alone, with the lab.json that was written into it.',
  ],
  notHitBy: 'the folder of a lab, checked alone; a private CA that was made to stay',
  citations: [
    {
      source: 'rfc',
      ref: '5280 section 4.2.1.4: the policy says for what purposes the certificate may be used',
    },
  ],
  bears: { nothing: 'Machines take it as any other CA; that is why it must not stay.' },
  message: ({ subject, notAfter, isCa }: { subject: string; notAfter: string; isCa: boolean }) =>
    `${subject} is ${isCa ? 'the CA' : 'a certificate'} of a lab, not for production; it ends on ${notAfter}`,
  *check({ met }: LabFacts) {
    for (const { locations, ...detail } of met)
      yield { subject: { file: locations[0].file }, detail, locations };
  },
});
