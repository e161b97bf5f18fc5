import { parseDnsName } from '../../names/dns-name.ts';
import type { DeclaredName, PhoneSecurityProfile, Position } from '../model.ts';
import type { SourceLines } from './code-frame.ts';
import { childNode, type SourceNode } from './source-node.ts';

export type Below = SourceNode | undefined;

/** Values of a valid file, each with its place. */
export class NamedValues {
  readonly lines: SourceLines;

  constructor(lines: SourceLines) {
    this.lines = lines;
  }

  name(written: string, node: Below): DeclaredName {
    const parsed = parseDnsName(written, { wildcard: true, labels: 1 });
    if (!('name' in parsed)) throw new TypeError(`${written} was not checked`);
    return { name: parsed.name, written, ...this.position(node) };
  }

  names(written: readonly string[], list: Below): DeclaredName[] {
    return written.map((each, i) => this.name(each, childNode(list, i)));
  }

  oneOrMore(written: string | readonly string[], node: Below): DeclaredName[] {
    return typeof written === 'string' ? [this.name(written, node)] : this.names(written, node);
  }

  /** Host names without a domain and IP addresses among them stay as they are written. */
  nodes(written: readonly string[], list: Below): DeclaredName[] {
    return written.map((each, i) => {
      const parsed = parseDnsName(each, { labels: 1 });
      const name = 'name' in parsed ? parsed.name : each;
      return { name, written: each, ...this.position(childNode(list, i)) };
    });
  }

  /** Entries of a list that are names, or names with a format. */
  formatted<Format extends string>(
    entries: readonly (string | { readonly name: string; readonly format: Format })[],
    list: Below,
  ): (DeclaredName & { readonly format: Format | 'DNS' })[] {
    return entries.map((entry, i) => {
      const node = childNode(list, i);
      if (typeof entry === 'string') return { ...this.name(entry, node), format: 'DNS' };
      return { ...this.name(entry.name, childNode(node, 'name')), format: entry.format };
    });
  }

  profiles(written: readonly string[], list: Below): PhoneSecurityProfile[] {
    return written.map((each, i) => {
      const parsed = parseDnsName(each, { labels: 1 });
      return {
        written: each,
        ...('name' in parsed && { name: parsed.name }),
        ...this.position(childNode(list, i)),
      };
    });
  }

  /** Of every key that is written, the place of the key. */
  positionsBelow(node: Below): Record<string, Position> {
    const entries = node?.kind === 'map' ? [...node.entries] : [];
    return Object.fromEntries(entries.map(([key, entry]) => [key, this.lines.positionOf(entry.key)]));
  }

  position(node: Below): { readonly position?: Position } {
    return node ? { position: this.lines.positionOf(node.extent) } : {};
  }
}
