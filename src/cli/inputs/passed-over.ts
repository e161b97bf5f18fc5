import { fileArgument } from '../../lib/front.ts';
import type { NotChecked } from '../../lib/index.ts';

/** A file of a folder that was left alone. */
export interface PassedOver {
  readonly path: string;
  /** Absent where it was read, and holds nothing that was asked for. */
  readonly why?: string;
}

/** Those whose names promise a certificate, a request, a key or a list, and in which nothing could be looked at. */
export const missedFiles = (passedOver: readonly PassedOver[]): NotChecked[] =>
  passedOver.flatMap(({ path, why }) =>
    why !== undefined && /\.(pem|crt|cer|der|p7b|pfx|p12|csr|key|crl)$/i.test(path)
      ? [
          {
            id: `passed-over@${path}`,
            what: 'contents of the file',
            why: `passed over: ${why}`,
            answer: [
              'copy it here again, or leave it out where nobody needs it',
              `look at it:  expcert show ${fileArgument(path)}`,
            ],
            file: path,
          },
        ]
      : [],
  );

/** Of a file in which nothing is known. */
export const whyPassedOver = (code: string): string =>
  code === 'empty' ? 'it is empty' : 'it holds nothing that is known here';
