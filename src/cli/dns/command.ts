import { isIP } from 'node:net';
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { planDns, zoneText, type DnsRecord, type DnsView } from '../../lib/index.ts';
import { loadDeployment } from '../inputs/load-deployment.ts';
import { defineCommand } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';
import { askResolver } from './ask-resolver.ts';
import { dnsLines } from './dns-text.ts';
import { recordJson } from './record-json.ts';

const places = { outside: 'external', inside: 'internal' } as const satisfies Record<string, DnsView>;

export const dns = defineCommand({
  examples: [
    ['dns -d corp.yaml', 'the records outside and inside, and what must not be there'],
    ['dns -d corp.yaml --from outside --zone-text', 'the same as text for zone files'],
    ['dns -d corp.yaml --check --from outside', 'ask the resolver of this machine, which is outside'],
    [
      'dns -d corp.yaml --check --from inside --resolver 10.0.0.53',
      'ask the name server that the Expressway-C asks',
    ],
  ],
  exitCodes: [0, 1, 2, 3],
  seeAlso: ['plan', 'federation check', 'explain'],
  declare: (command) =>
    command
      .addOption(
        new Option(
          '--from <place>',
          'only what is asked from there: the internet, or where the Expressway-C is',
        ).choices(['outside', 'inside'] as const),
      )
      .option('--zone-text', 'the records as text for zone files')
      .option('--check', 'ask a resolver for them, and judge what it answers')
      .addOption(
        new Option(
          '--resolver <address>',
          'with --check: the resolver to ask, ADDRESS or ADDRESS:PORT',
        ).argParser(resolver),
      ),
  async run(call) {
    const { from, zoneText: isZoneText = false, check: isCheck = false, resolver: asked } = call.flags;
    if (isCheck && isZoneText) throw new CommandError(2, '--zone-text and --check exclude each other');
    if (asked !== undefined && !isCheck) throw new CommandError(2, '--resolver needs --check');
    const { deployment, findings: mistakes, reference } = await loadDeployment(call);
    const all = planDns(deployment);
    const records = from ? all.filter(({ view }) => view === places[from]) : all;
    if (isCheck) {
      if (!from) {
        throw new CommandError(2, '--check needs --from: outside and inside, other records are right', {
          help: [
            'where this machine, or the resolver, is on the internet:  --from outside',
            'where it is the one that the Expressway-C asks:           --from inside',
          ],
        });
      }
      return askResolver(
        { deployment, mistakes, reference, records, view: places[from], resolver: asked },
        call,
      );
    }
    const zones = isZoneText ? zoneTextOf(records) : undefined;
    return {
      findings: mistakes,
      deployment: reference,
      parts: { dns: { records: records.map(recordJson) } },
      text: (view) => dnsLines({ records, deployment, reference }, view),
      ...(zones !== undefined && { verbatim: zones }),
    };
  },
});

/** Both views in one text are told apart by a line. */
function zoneTextOf(records: readonly DnsRecord[]): string {
  const views = (['external', 'internal'] as const).filter((view) =>
    records.some((record) => record.view === view),
  );
  return views
    .map(
      (view) =>
        `; ${view === 'external' ? 'outside' : 'inside'}\n${zoneText(records.filter((each) => each.view === view))}`,
    )
    .join('\n');
}

function resolver(text: string): string {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const address = bracketed ?? plain ?? text;
  if (isIP(address) === 0) {
    throw new InvalidArgumentError(
      'Expected an IP address, with or without port: 10.0.0.53, 10.0.0.53:5353, [2001:db8::53]:53.',
    );
  }
  const host = address.includes(':') ? `[${address}]` : address;
  return `${host}:${port ?? 53}`;
}
