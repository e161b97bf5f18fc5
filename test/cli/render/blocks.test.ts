import { describe, expect, it } from 'vitest';
import type { View } from '../../../src/cli/program/report.ts';
import { findingBlocks } from '../../../src/cli/render/finding-blocks.ts';
import { toText } from '../../../src/cli/render/line.ts';
import { questionLines } from '../../../src/cli/render/question-lines.ts';
import type { Finding, OwnWay } from '../../../src/lib/index.ts';
import { finding } from '../../support/report.ts';

const style = { colour: false, ascii: false };
const view = (rest: Partial<View> = {}): View => ({
  ...{ style, quiet: false, verbose: false, verdicts: [] },
  call: { command: 'check' },
  waiverOf: () => undefined,
  ...rest,
});

const peers = (count: number): string[] => [...Array(count).keys()].map((at) => `expe${at + 1}.example.com`);
/** Of one rule, about one peer. */
const about = (peer: string, rest: Partial<Finding> = {}): Finding =>
  finding({
    code: 'cert/wildcard',
    subject: { peer },
    message: 'DNS:*.example.com is a wildcard',
    fix: ['List each name.', 'Have it signed.'],
    locations: [{ file: `${peer.split('.')[0]}.pem` }],
    ...rest,
  });
const blocks = (findings: readonly Finding[], rest?: Partial<View>): string[] =>
  toText(
    findingBlocks(findings, ({ subject }) => subject.peer ?? '', view(rest)),
    style,
  )
    .trimEnd()
    .split('\n');

const explain = '    expcert explain cert/wildcard';

describe('findings of one rule', () => {
  it.each<[string, readonly Finding[], readonly string[]]>([
    [
      'about one peer are as they were',
      [about('expe1.example.com')],
      [
        '✗ error cert/wildcard   expe1.example.com',
        '    DNS:*.example.com is a wildcard.',
        '    fix: List each name.   (expe1.pem)',
        explain,
      ],
    ],
    [
      'that say the same of several are one block, with its remedy once',
      peers(2).map((peer) => about(peer)),
      [
        '✗ error cert/wildcard (2)   expe1.example.com, expe2.example.com',
        '    DNS:*.example.com is a wildcard   (expe1.pem, expe2.pem)',
        '    fix: List each name.',
        explain,
      ],
    ],
    [
      'that name each its own peer are said with a word for it',
      peers(2).map((peer) => about(peer, { message: `DNS:${peer} is missing`, fix: [`Ask for ${peer}.`] })),
      [
        '✗ error cert/wildcard (2)   expe1.example.com, expe2.example.com',
        '    DNS:PEER is missing   (expe1.pem, expe2.pem)',
        '    fix: Ask for PEER.',
        explain,
      ],
    ],
    [
      'that say the same of several and want other things done are told apart',
      [
        about('expc.example.com', { fix: ['Use a private CA.'] }),
        about('expe1.example.com', { fix: ['Upgrade.'] }),
        about('expe2.example.com', { fix: ['Upgrade.'] }),
      ],
      [
        '✗ error cert/wildcard (3)   expc.example.com, expe1.example.com, expe2.example.com',
        '    expc.example.com: DNS:*.example.com is a wildcard   (expc.pem)',
        '    fix: Use a private CA.',
        '    DNS:*.example.com is a wildcard: expe1.example.com, expe2.example.com',
        '    fix: Upgrade.',
        explain,
      ],
    ],
    [
      'that say two things of each list whom under each',
      peers(2).flatMap((peer) => [about(peer), about(peer, { message: 'DNS:a.example.com is missing' })]),
      [
        '✗ error cert/wildcard (4)   expe1.example.com, expe2.example.com',
        '    DNS:*.example.com is a wildcard: expe1.example.com, expe2.example.com',
        '    DNS:a.example.com is missing: expe1.example.com, expe2.example.com',
        '    fix: List each name.',
        explain,
      ],
    ],
    [
      'with several remedies stand with theirs',
      [
        about('expe1.example.com'),
        about('expe2.example.com', { message: 'another', fix: ['Do another thing.'] }),
      ],
      [
        '✗ error cert/wildcard (2)   expe1.example.com, expe2.example.com',
        '    expe1.example.com: DNS:*.example.com is a wildcard   (expe1.pem)',
        '    fix: List each name.',
        '    expe2.example.com: another   (expe2.pem)',
        '    fix: Do another thing.',
        explain,
      ],
    ],
  ])('%s', (_, findings, lines) => expect(blocks(findings)).toEqual(lines));

  it('that somebody has accepted stand by themselves, last, with the reason once', () => {
    const waived = { until: '2027-01-01', reason: 'ticket' };
    const [first, second, third] = peers(3).map((peer) => about(peer));
    expect(blocks([{ ...first!, waived }, second!, { ...third!, waived }])).toEqual([
      '✗ error cert/wildcard   expe2.example.com',
      '    DNS:*.example.com is a wildcard.',
      '    fix: List each name.   (expe2.pem)',
      explain,
      '– waived cert/wildcard (2)   expe1.example.com, expe3.example.com',
      '    error: DNS:*.example.com is a wildcard   (expe1.pem, expe3.pem)',
      '    waived until 2027-01-01: ticket',
    ]);
  });

  describe('about many', () => {
    const many = peers(200).map((peer, at) => about(peer, { message: `name ${at} is missing` }));

    it('are told by the first few, and counted', () => {
      const lines = blocks(many);
      expect(lines[0]).toBe(
        '✗ error cert/wildcard (200)   expe1.example.com, expe2.example.com, expe3.example.com, expe4.example.com and 196 more',
      );
      expect(lines.slice(1, 7).map((line) => line.trim().slice(0, 23))).toEqual(
        [...peers(5).map((peer) => `${peer}: name`), 'fix: List each name.'].map((line) => line.slice(0, 23)),
      );
      expect(lines[7]).toBe('    … 195 more (all: -v)');
    });

    it.each<[string, Partial<View>]>([
      ['--verbose', { verbose: true }],
      ['--quiet', { quiet: true }],
    ])('are all told with %s', (_, rest) =>
      expect(blocks(many, rest).filter((line) => line.includes('is missing'))).toHaveLength(200),
    );
  });
});

describe('open questions', () => {
  const lines = (
    questions: Parameters<typeof questionLines>[0],
    command = 'check',
    verbose = false,
  ): string[] =>
    toText(questionLines(questions, view({ call: { command }, verbose })), style)
      .trimEnd()
      .split('\n');
  const noList = (peer: string) =>
    ({
      ...{ what: 'trusted CA list', why: 'no list of edge given', peer },
      answer: ['give the trusted CA list of edge'],
      ownWay: { what: 'trust-list', of: 'edge' },
    }) as const;

  it('are told once, with whom they are about and how to answer them', () =>
    expect(lines(peers(2).map(noList))).toEqual([
      '  – not checked  trusted CA list (no list of edge given): expe1.example.com, expe2.example.com',
      '             → give the trusted CA list of edge',
      '             → with this call: --trust edge=FILE',
    ]));

  it.each<[string, string, OwnWay, string | undefined]>([
    [
      'check',
      'a list whose file is there',
      { what: 'trust-list', of: 'edge', file: 'a b.pem' },
      "--trust edge='a b.pem'",
    ],
    ['trust check', 'a list, where no flag takes one', { what: 'trust-list', of: 'edge' }, undefined],
    ['csr check', 'a peer', { what: 'peer' }, '--peer FQDN'],
    ['cert check', 'the peer', { what: 'peer', peer: 'expe1.example.com' }, '--peer expe1.example.com'],
    ['trust check', 'a peer, where no flag takes one', { what: 'peer' }, undefined],
    ['check', 'the deployment file', { what: 'deployment-file' }, '-d FILE'],
    ['cert check', 'a file that the page does not take', { what: 'write-parts' }, '--write-parts DIR'],
    ['check', 'such a file, where nothing is written', { what: 'write-parts' }, undefined],
  ])('%s names the flag for %s', (command, _, ownWay, flag) =>
    expect(lines([{ what: 'x', why: 'y', ownWay }], command)).toEqual([
      '  – not checked  x (y)',
      ...(flag === undefined ? [] : [`             → with this call: ${flag}`]),
    ]),
  );

  it('of many are counted, and their answers are said once, with a word for the peer', () => {
    const missing = peers(9).map((peer) => ({
      ...{ what: 'certificate', why: 'none given', peer, answer: [`give the certificate of ${peer}`] },
    }));
    expect(lines(missing)).toEqual([
      '  – not checked  certificate (none given): 9 of them',
      '             → give the certificate of PEER',
    ]);
    expect(lines(missing, 'check', true).join(' ')).toContain('expe9.example.com');
  });
});
