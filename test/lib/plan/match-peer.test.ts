import { describe, expect, it } from 'vitest';
import { matchPeer, type PeerEvidence } from '../../../src/lib/plan/match-peer.ts';
import { planDeployment } from '../../../src/lib/plan/plan.ts';
import { named, sound } from '../../support/deployment.ts';

const plan = planDeployment(sound);

interface Row {
  readonly name: string;
  /** DNS names. */
  readonly names?: readonly string[];
  readonly commonNames?: readonly string[];
  readonly rest?: Partial<PeerEvidence>;
  /** `names expe1`, `names expe1 also expe2`, `none`, `none expe1 expe2` */
  readonly expect: string;
}

const host = (fqdn: string): string => fqdn.split('.')[0]!;

const said = ({ names = [], commonNames = [], rest = {} }: Row, of = plan): string => {
  const match = matchPeer(of, {
    names: names.map((value) => ({ type: 'DNS', value })),
    commonNames,
    ...rest,
  });
  const peers = 'peer' in match ? [match.peer] : match.couldBe;
  const also = 'alsoFits' in match ? match.alsoFits.map(({ peer }) => `also ${host(peer)}`) : [];
  return [match.by, ...peers.map(({ peer }) => host(peer)), ...also].join(' ');
};

const both = ['expe1.example.com', 'expe2.example.com'];
const cluster = ['expe.example.com'];

describe('whose a certificate is', () => {
  it.each<Row>([
    { name: 'that of the peer whose name it has', names: ['expe2.example.com'], expect: 'names expe2' },
    { name: 'in any letter case', names: ['EXPE2.Example.com'], expect: 'names expe2' },
    {
      name: 'that of the peer who is its CN',
      commonNames: ['Expc1.example.com'],
      expect: 'names expc1',
    },
    {
      name: 'a name counts for more than a CN',
      names: ['expe2.example.com'],
      commonNames: ['expe1.example.com'],
      expect: 'names expe2',
    },
    {
      name: 'a CN decides between names',
      names: both,
      commonNames: ['expe2.example.com'],
      expect: 'names expe2',
    },
    {
      name: 'one of a peer fits no other that it names by their cluster alone',
      names: ['expe1.example.com', ...cluster],
      commonNames: cluster,
      expect: 'names expe1',
    },
    {
      name: 'one of a peer fits no other whose name it has beside a CN that is of neither',
      names: [...both, ...cluster, 'example.com', 'collab-edge.example.com'],
      commonNames: ['expe1.example.com'],
      expect: 'names expe1',
    },
    {
      name: 'one of a peer fits another of which it has all names',
      names: plan.peers.flatMap(({ peer, names }) =>
        both.includes(peer) ? names.map(({ value }) => value) : [],
      ),
      commonNames: ['expe1.example.com'],
      expect: 'names expe1 also expe2',
    },
    {
      name: 'a CN counts for more than planned names',
      names: ['expe.example.com', 'collab-edge.example.com', 'example.com'],
      commonNames: ['expc2.example.com'],
      expect: 'names expc2',
    },
    { name: 'the name of its cluster leaves it open', names: cluster, expect: 'none expe1 expe2' },
    { name: 'so does the CN of its cluster', commonNames: ['Expe.example.com'], expect: 'none expe1 expe2' },
    {
      name: 'the file that is called after one of them decides',
      names: cluster,
      rest: { path: 'issued/expe2/server.pem' },
      expect: 'names expe2',
    },
    {
      name: 'a whole name in the path counts for more than a host name',
      names: cluster,
      rest: { path: 'expe1/expe2.example.com.pem' },
      expect: 'names expe2',
    },
    {
      name: 'a file that is called after a peer of another cluster decides nothing',
      names: cluster,
      rest: { path: 'expc1.pem' },
      expect: 'none expe1 expe2',
    },
    {
      name: 'a file called after another peer does not outweigh names',
      names: ['expe1.example.com'],
      rest: { path: 'expe2.pem' },
      expect: 'names expe1',
    },
    { name: 'a domain that several clusters share says little', names: ['example.com'], expect: 'none' },
    {
      name: 'half of the planned names say enough',
      names: ['example.com', 'collab-edge.example.com', 'chatnode1.example.com'],
      expect: 'none expe1 expe2',
    },
    {
      name: 'more of the planned names decide between clusters',
      names: ['expc.example.com', 'expe.example.com', 'example.com'],
      expect: 'none expe1 expe2',
    },
    { name: 'other names are nobody’s', names: ['www.example.net'], expect: 'none' },
    {
      name: 'the owner of the key comes before names',
      names: ['expe1.example.com'],
      rest: { ownerOfKey: 'expe2.example.com' },
      expect: 'key expe2',
    },
    {
      name: 'an owner who is no peer decides nothing',
      names: ['expe1.example.com'],
      rest: { ownerOfKey: 'gone.example.com' },
      expect: 'names expe1',
    },
    {
      name: 'what the caller says comes before all',
      names: ['expe1.example.com'],
      rest: { choice: 'expc1.example.com', ownerOfKey: 'expe2.example.com' },
      expect: 'choice expc1',
    },
  ])('$name: $expect', (row) => expect(said(row)).toBe(row.expect));

  it('the name of a cluster tells it where something else asks for it too', () => {
    const [core, edge] = sound.clusters;
    const clusters = [core!, { ...edge!, additionalNames: [named('expe.example.com')] }];
    const row = { name: '', names: cluster, expect: '' };
    expect(said(row, planDeployment({ ...sound, clusters }))).toBe('none expe1 expe2');
  });

  it('nobody is called as the caller says', () =>
    expect(() => matchPeer(plan, { names: [], commonNames: [], choice: 'x.example.com' })).toThrow(
      new TypeError('no peer of the deployment is called "x.example.com"'),
    ));
});
