import type { NotChecked, OwnWay } from '../report.ts';

/** What can be open. With whom it is about, it is the id of a question. */
export type QuestionKind =
  | 'certificate'
  | 'client-certificate'
  | 'which-certificate'
  | 'file'
  | 'private-key'
  | 'which-request'
  | 'key-file'
  | 'trusted-ca-list'
  | 'chain'
  | 'self-signature'
  | 'key-kind'
  | 'subject'
  | 'names'
  | 'names-of-service'
  | 'usages'
  | 'revocation'
  | 'other-role'
  | 'trust-by-other-expressway'
  | 'trust-by-unified-cm'
  | 'trust-by-imp'
  | 'certificates-of-unified-cm'
  | 'certificates-of-imp'
  | 'certificates-of-unity'
  | 'certificates-of-meeting-server'
  | 'certificates-of-webex'
  | 'node-names'
  | 'trust-of-other-product'
  | 'trust-from-outside'
  | 'absent-certificates'
  | 'request'
  | 'list-entry'
  | 'list-reader'
  | 'unread-entry';

export interface Question {
  readonly kind: QuestionKind;
  readonly what: string;
  readonly why: string;
  /** How to answer it, one way a line. */
  readonly answer: readonly string[];
  readonly ownWay?: OwnWay;
  /** FQDN of the peer it is about. */
  readonly peer?: string;
  readonly file?: string;
  /** What tells it from others of its kind about the same peer: a cluster, a service, a product. */
  readonly about?: string;
}

/** Questions as they are asked, each once. */
export class Questions {
  readonly #asked = new Map<string, NotChecked>();

  /** The id of the question. */
  ask({ kind, what, why, answer, ownWay, peer, file, about }: Question): string {
    const whom = [peer, about].filter((each) => each !== undefined).join(' ');
    const id = whom === '' ? `${kind}@${file ?? 'deployment'}` : `${kind}@${whom}`;
    if (!this.#asked.has(id)) {
      this.#asked.set(id, {
        id,
        what,
        why,
        answer,
        ...(ownWay && { ownWay }),
        ...(peer !== undefined && { peer }),
        ...(file !== undefined && { file }),
      });
    }
    return id;
  }

  get asked(): NotChecked[] {
    return [...this.#asked.values()];
  }
}
