import type { CodeFrame } from './code-frame.ts';
import type { DnsNameFault } from '../../names/dns-name.ts';
import type { Position } from '../model.ts';

/** What the YAML reader stumbled over. */
export type SyntaxProblem =
  | 'unexpected'
  | 'indentation'
  | 'tab'
  | 'nested-colon'
  | 'key-without-colon'
  | 'unclosed-quote'
  | 'unclosed-bracket'
  | 'missing-character'
  | 'escape'
  | 'reserved-character'
  | 'tag'
  | 'unknown-alias'
  | 'circular-alias'
  | 'alias-expansion'
  | 'directive'
  | 'yaml-version'
  | 'several-documents'
  | 'too-deep'
  | 'key-not-text'
  | 'reserved-key';

/** A value of the right type that cannot be used. */
export type ValueProblem =
  | 'number-range'
  | 'text-empty'
  | 'text-one-line'
  | 'text-too-long'
  | 'release'
  | 'version'
  | 'curve'
  | 'country'
  | 'email-address'
  | 'usage-twice'
  | 'cluster-id'
  | 'suffix'
  | 'rule-code'
  | 'unknown-rule'
  | 'calendar-date'
  | 'environment-variable'
  | 'one-place'
  | 'public-key-pin'
  | 'address'
  | 'node'
  | 'ip-address';

/** What is wrong with a deployment file, as facts; the rules of rules/deployment/ word them. */
export type MistakeFacts =
  | { readonly kind: 'encoding'; readonly encoding: 'UTF-8' | 'UTF-16'; readonly isUnmarked?: boolean }
  | { readonly kind: 'too-large'; readonly unit: 'bytes' | 'pieces' | 'characters'; readonly limit: number }
  /** `unlisted`: further places of the same kind that are not reported one by one. */
  | { readonly kind: 'syntax'; readonly problem: SyntaxProblem; readonly unlisted?: number }
  | { readonly kind: 'duplicate-key'; readonly key: string; readonly firstLine: number }
  | {
      readonly kind: 'unknown-key';
      readonly key: string;
      /** What has no such key: `a cluster`. */
      readonly owner: string;
      readonly known: readonly string[];
      readonly suggestion?: string;
      readonly note?: string;
    }
  | {
      readonly kind: 'unknown-word';
      readonly word: string;
      readonly key: string;
      readonly owner: string;
      readonly offered: readonly string[];
      readonly suggestion?: string;
      readonly note?: string;
    }
  | {
      readonly kind: 'wrong-type';
      /** `clusters.core.peers`, `an entry of waivers`; empty for the file as a whole. */
      readonly path: string;
      readonly expected: string;
      readonly found: string;
      readonly suggestion?: string;
    }
  | {
      readonly kind: 'value';
      readonly path: string;
      readonly problem: ValueProblem;
      readonly value: string;
      /** Bounds where the problem is one of number or length. */
      readonly least?: number;
      readonly most?: number;
      readonly suggestion?: string;
    }
  | {
      readonly kind: 'missing-key';
      readonly key: string;
      readonly owner: string;
      readonly expected: string;
    }
  | { readonly kind: 'name'; readonly names: string; readonly written: string; readonly fault: DnsNameFault }
  | { readonly kind: 'secret'; readonly secret: 'dialback secret' | 'private key' }
  | { readonly kind: 'nothing-listed'; readonly path: string }
  | { readonly kind: 'no-service' }
  | { readonly kind: 'cluster-without-name'; readonly cluster: string; readonly peers: number }
  | { readonly kind: 'cluster-name-is-peer'; readonly cluster: string; readonly name: string }
  | {
      readonly kind: 'client-copy-and-more';
      readonly cluster: string;
      /** Keys of `client` beside `copyOfServer`. */
      readonly keys: readonly string[];
    }
  | {
      readonly kind: 'peer-twice';
      readonly peer: string;
      readonly cluster: string;
      readonly firstCluster: string;
      readonly firstLine: number;
    };

export type Mistake = MistakeFacts & {
  readonly position?: Position;
  /** The line to show; absent where none is to blame, or none may be shown. */
  readonly frame?: CodeFrame;
};

export type MistakeKind = MistakeFacts['kind'];
export type MistakeOf<Kind extends MistakeKind> = Extract<Mistake, { readonly kind: Kind }>;

/** What the rules over a deployment file judge. */
export interface DeploymentFileFacts {
  /** File name for messages; empty where the text came from elsewhere. */
  readonly file: string;
  /** In the order of the file. */
  readonly mistakes: readonly Mistake[];
}

/** What may stand around the line of the file where a mistake is shown; each as one line of text. */
export type Caption = {
  readonly frame?: CodeFrame;
  /** Beside the underlined place. */
  readonly label?: string;
  readonly found?: string;
  readonly expected?: string;
  readonly note?: string;
};

/** The caption of a mistake: only what there is, as it becomes part of a finding. */
export function captionOf(
  { frame }: Mistake,
  texts: { readonly [Name in 'label' | 'found' | 'expected' | 'note']?: string | undefined } = {},
): Caption {
  const given = Object.entries(texts).filter(([, text]) => text !== undefined && text !== '');
  return { ...(frame && { frame }), ...Object.fromEntries(given) };
}

/** Where a mistake is, as the location of a finding. */
export const placesOf = (
  file: string,
  { position }: Mistake,
): readonly (Partial<Position> & { readonly file: string })[] => [{ file, ...position }];

/** The mistakes of one kind. */
export function mistakesOf<Kind extends MistakeKind>(
  { mistakes }: DeploymentFileFacts,
  kind: Kind,
): MistakeOf<Kind>[] {
  return mistakes.filter((mistake): mistake is MistakeOf<Kind> => mistake.kind === kind);
}
