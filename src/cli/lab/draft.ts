import {
  labFolders,
  labProducts,
  labTrustLists,
  productNames,
  isClientStoreCopied,
  requestName,
  unplannedClientRequest,
} from '../../lib/front.ts';
import {
  csrContent,
  type CsrContent,
  type Deployment,
  type KeyKind,
  type Plan,
  type RequestPlan,
} from '../../lib/index.ts';

/** Who signs: the issuing CA, itself, or a CA that is in no list and no folder. */
export type Signer = 'issuing' | 'other issuing' | 'stranger' | 'itself';

/** A certificate of a lab before it is made, and its request. */
export interface DraftCertificate {
  /** `expe1.example.com`, `unified-cm/cucm1-tomcat`: what its files are called after. */
  readonly stem: string;
  /** An Expressway's; absent: in the place of another product. */
  readonly request?: RequestPlan;
  /** `tomcat` of another product. */
  readonly role?: string;
  /** What the request asks for. */
  readonly asked: CsrContent;
  readonly key: KeyKind;
  /** Where the certificate is other than its request: then no CA would sign it. */
  readonly odd: Partial<Omit<CsrContent, 'hash' | 'commonName'>> & {
    readonly commonName?: string | undefined;
    readonly signer?: Signer;
    readonly days?: number;
    readonly crlUrls?: readonly string[];
  };
  /** The request is given with a certificate that is other than it. */
  readonly isRequestGiven?: true;
}

/** File by its path from the folder of the lab. */
export type LabFiles = Map<string, string | Uint8Array>;

export interface Draft {
  readonly plan: Plan;
  certificates: DraftCertificate[];
}

/** Certificates that an Expressway-C meets, by the names that the products give them. */
const rolesOfProduct: Readonly<Record<keyof typeof labFolders, readonly string[]>> = {
  unifiedCm: ['tomcat', 'CallManager'],
  imp: ['tomcat', 'cup-xmpp', 'cup'],
  unityConnection: ['tomcat'],
  meetingServer: ['callbridge'],
  webex: ['webex'],
};

/** What Unified CM and its like make; an EC key is that of a second certificate beside it. */
const keyOfProducts = { type: 'rsa', bits: 2048 } as const satisfies KeyKind;

/** Of the kind that the deployment has, as far as CAs may have it. */
export function keyOfCas({ peers }: Plan): KeyKind {
  const [first] = peers;
  return first?.request.key.type === 'ec' ? { type: 'ec', curve: 'P-256' } : keyOfProducts;
}

/** Everything that a sound lab of the deployment has. */
export const draftOf = (plan: Plan): Draft => ({
  plan,
  certificates: [
    ...requestsOf(plan).map((request): DraftCertificate => ({
      stem: requestName(request),
      request,
      asked: csrContent(request),
      key: request.request.key,
      odd: {},
    })),
    ...labProducts(plan.deployment).flatMap((product) =>
      hostsOf(product, plan.deployment).flatMap((host) =>
        rolesOfProduct[product].map((role) => ofProduct(product, host, role, plan)),
      ),
    ),
  ],
});

/** Both stores of each peer, whatever the deployment file says of the second. */
const requestsOf = ({ peers, requests }: Plan): RequestPlan[] =>
  peers.flatMap((peer) => {
    const planned = requests.filter((each) => each.peer === peer.peer);
    if (planned.length > 1 || isClientStoreCopied(peer)) return planned;
    return [...planned, ...[unplannedClientRequest(peer) ?? []].flat()];
  });

function ofProduct(
  product: keyof typeof labFolders,
  host: string,
  role: string,
  plan: Plan,
): DraftCertificate {
  const { registrationDomains, federationDomains } = plan.deployment;
  const domains = role === 'cup-xmpp' ? [...registrationDomains, ...federationDomains] : [];
  const names = new Set([host, ...domains.map(({ name }) => name)]);
  return {
    stem: `${labFolders[product]}/${host.split('.')[0]}-${role}`,
    role,
    asked: {
      commonName: host,
      subject: [{ type: 'O', value: `${productNames[product]} of a lab` }],
      names: [...names].map((value) => ({ type: 'DNS', value })),
      extendedKeyUsage: ['serverAuth', 'clientAuth'],
      hash: 'sha256',
    },
    key: keyOfProducts,
    odd: {},
  };
}

/** Of a cloud nobody lists hosts; of the others the rehearsal knows some. */
function hostsOf(product: keyof typeof labFolders, { nodes }: Deployment): string[] {
  const listed = product === 'webex' ? [] : nodes[product].map(({ name }) => name);
  return listed.length > 0 ? listed : [`${product.toLowerCase()}.example.com`];
}

export const listsOf = ({ plan }: Draft): string[] => labTrustLists(plan.deployment);
