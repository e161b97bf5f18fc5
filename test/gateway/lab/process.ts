import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { echo } from '../../../examples/gateway/echo.ts';
import type { Authority } from './authority.ts';
import { startLabGateway, type LabGatewaySettings } from './gateway.ts';

export interface ProcessSettings extends Omit<LabGatewaySettings, 'authority' | 'site'> {
  /** Folder of the CA, with the certificate and key of the gateway. */
  readonly authority: string;
}

/** One of several processes with the same settings, and files of its own of the same content; tells what happens in lines. */
const number = process.env['LAB_PROCESS'] ?? '';
const { authority: folder, ...settings } = JSON.parse(process.argv[2]!) as ProcessSettings;
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const own = { chain: read('own.pem'), key: read('own.key') };
const gateway = await startLabGateway({
  ...settings,
  folder: join(settings.folder, number),
  authority: { folder, certify: () => Promise.resolve(own) } as unknown as Authority,
  site: {
    deliver: (stanza) => {
      const answer = echo(stanza);
      if (answer) gateway.send(answer).catch((error: unknown) => console.log(number, 'undelivered', error));
    },
    onEvent: ({ kind, ...rest }) => console.log(number, kind, JSON.stringify(rest)),
  },
});
console.log(number, 'listening');
