import { withCa } from '../ca/folder.ts';
import { authorities, commonNameOf, type Issued } from '../ca/memory.ts';
import { defineCommand } from '../program/command.ts';

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

export const caList = defineCommand({
  examples: [
    ['ca list corp-ca', 'what was issued, until when it holds, and what is revoked'],
    ['ca list corp-ca --at 2027-06-01', 'as it will be on that day'],
  ],
  exitCodes: [0, 2, 3, 4],
  seeAlso: ['ca sign', 'ca revoke', 'ca crl'],
  declare: (command) => command.argument('<dir>', 'the folder of the CA'),
  run: (call) =>
    withCa(call.args[0], call, async ({ memory }) => {
      const at = call.settings.at.getTime();
      const lines = [
        ...authorities.map((name) => {
          const { notAfter } = memory.certificates[name];
          const list = memory.crls[name].nextUpdate!;
          const listState =
            list < at ? `its list has ended on ${day(list)}` : `its list holds until ${day(list)}`;
          return `${commonNameOf(memory.certificates[name])}   until ${day(notAfter)}, ${listState}`;
        }),
        '',
        ...memory.issued.map((each) => {
          const { certificate, serial } = each;
          return `${serial.slice(0, 8)}  ${day(certificate.notAfter)}  ${stateOf(each, at)}  ${each.for}`;
        }),
        ...(memory.issued.length === 0 ? ['nothing was issued yet'] : []),
      ];
      return { findings: [], text: () => lines };
    }),
});

function stateOf({ certificate, revoked }: Issued, at: number): string {
  if (revoked) return `revoked ${revoked.on.toISOString().slice(0, 10)} (${revoked.reason})`;
  return certificate.notAfter < at ? 'expired' : 'valid';
}
