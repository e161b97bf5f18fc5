import type { PolicyMapping } from '../x509/extensions.ts';
import { anyPolicy } from './options.ts';

interface PolicyNode {
  readonly policy: string;
  /** Policies of the next certificate that would satisfy this one (expected_policy_set). */
  readonly expected: Iterable<string>;
  readonly parents: readonly PolicyNode[];
}

type Level = Map<string, PolicyNode>;

/**
 * The valid_policy_graph of RFC 9618, which replaced the tree of RFC 5280 6.1: a policy has one node per depth,
 * however many ways lead to it, so that the graph stays as small as the extensions are (CVE-2023-0464).
 *
 * Nodes without children are not deleted as they arise: the paths that matter are found from the last depth.
 */
export class PolicyGraph {
  /** Nodes of the depth reached so far by policy; empty means valid_policy_graph = NULL. */
  #level: Level;

  constructor() {
    const root: PolicyNode = { policy: anyPolicy, expected: [anyPolicy], parents: [] };
    this.#level = new Map([[anyPolicy, root]]);
  }

  get isNull(): boolean {
    return this.#level.size === 0;
  }

  /** RFC 5280 6.1.3 (e). */
  clear(): void {
    this.#level = new Map();
  }

  /** RFC 9618 5.3 (d): the next depth, from the policies a certificate names. */
  addCertificate(policies: readonly string[], anyPolicyCounts: boolean): void {
    const parentsByPolicy = this.#parentsByExpectedPolicy();
    const anyParent = this.#level.get(anyPolicy);
    const next: Level = new Map();
    for (const policy of policies) {
      const parents = parentsByPolicy.get(policy) ?? (anyParent && [anyParent]);
      if (policy !== anyPolicy && parents) next.set(policy, { policy, expected: [policy], parents });
    }
    if (anyPolicyCounts && policies.includes(anyPolicy)) {
      for (const [policy, parents] of parentsByPolicy) {
        if (!next.has(policy)) next.set(policy, { policy, expected: [policy], parents });
      }
    }
    this.#level = next;
  }

  /** RFC 9618 5.4 (b): what a CA's policies are called below it. Without permission mapped policies end here. */
  map(mappings: readonly PolicyMapping[], mappingAllowed: boolean): void {
    for (const [policy, expected] of groupMappings(mappings)) {
      if (!mappingAllowed) this.#level.delete(policy);
      else this.#mapOne(policy, expected);
    }
  }

  #mapOne(policy: string, expected: Iterable<string>): void {
    const node = this.#level.get(policy);
    // Under anyPolicy the policy is valid without having been named.
    const parents = (node ?? this.#level.get(anyPolicy))?.parents;
    if (parents) this.#level.set(policy, { policy, expected, parents });
  }

  #parentsByExpectedPolicy(): Map<string, PolicyNode[]> {
    const index = new Map<string, PolicyNode[]>();
    for (const node of this.#level.values()) {
      for (const policy of node.expected) {
        const parents = index.get(policy);
        if (parents) parents.push(node);
        else index.set(policy, [node]);
      }
    }
    return index;
  }

  /**
   * RFC 9618 5.5 (g): the policies, in the anchor's terms, that the path is good for and the user accepts.
   * anyPolicy in the result stands for every policy; an empty result is the NULL graph.
   */
  userConstrainedPolicies(initialPolicies: readonly string[]): readonly string[] {
    const authority = this.#authorityPolicies();
    const isUnrestricted = this.#level.has(anyPolicy);
    if (initialPolicies.includes(anyPolicy))
      return isUnrestricted ? [...authority, anyPolicy] : [...authority];
    return initialPolicies.filter((policy) => isUnrestricted || authority.has(policy));
  }

  /** valid_policy_node_set: policies directly under anyPolicy from which the last depth can be reached. */
  #authorityPolicies(): ReadonlySet<string> {
    const policies = new Set<string>();
    const seen = new Set(this.#level.values());
    for (const node of seen) {
      for (const parent of node.parents) {
        if (parent.policy === anyPolicy && node.policy !== anyPolicy) policies.add(node.policy);
        // Elements added to a Set while it is iterated are visited too.
        seen.add(parent);
      }
    }
    return policies;
  }
}

function groupMappings(mappings: readonly PolicyMapping[]): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const { issuerDomainPolicy, subjectDomainPolicy } of mappings) {
    const group = groups.get(issuerDomainPolicy) ?? new Set();
    groups.set(issuerDomainPolicy, group.add(subjectDomainPolicy));
  }
  return groups;
}
