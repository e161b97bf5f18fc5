import { describe, expect, it } from 'vitest';
import { TurnQueue } from '../../src/lib/node/index.ts';

/** Works that end when they are told to, and the order in which they were begun. */
function office(queue: TurnQueue) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const come = (address: string, name: string) =>
    queue.run(address, () => {
      begun.push(name);
      return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
    });
  const end = async (name: string) => {
    ends.get(name)!();
    await new Promise(setImmediate);
  };
  return { begun, come, end };
}

const a = '192.0.2.1';
const b = '192.0.2.2';

describe('whose turn it is', () => {
  it('two are under way, and one more waits', async () => {
    const queue = new TurnQueue();
    const { begun, come, end } = office(queue);
    const all = [come(a, 'a1'), come(a, 'a2'), come(a, 'a3')];
    expect({ begun, underWay: queue.underWay, waiting: queue.waiting }).toEqual({
      ...{ begun: ['a1', 'a2'], underWay: 2, waiting: 1 },
    });
    await end('a1');
    expect(begun).toEqual(['a1', 'a2', 'a3']);
    await end('a2');
    await end('a3');
    expect(await Promise.all(all)).toEqual(['a1', 'a2', 'a3']);
    expect(queue.underWay).toBe(0);
  });

  it('an address that has little to do is not behind all of one that has much', async () => {
    const { begun, come, end } = office(new TurnQueue({ atOnce: 1 }));
    void ['a1', 'a2', 'a3', 'a4'].map((name) => come(a, name));
    void come(b, 'b1');
    for (const name of ['a1', 'a2', 'b1', 'a3']) await end(name);
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3', 'a4']);
  });

  it('addresses of one /64 share a turn, and others do not', async () => {
    const { begun, come, end } = office(new TurnQueue({ atOnce: 1 }));
    void come('2001:db8::1', 'first');
    void ['2001:db8::2', '2001:db8::3', '2001:db8:0:1::1'].map((address, i) => come(address, `${i}`));
    for (const name of ['first', '0', '2']) await end(name);
    expect(begun).toEqual(['first', '0', '2', '1']);
  });

  it('where nobody more may wait, the newcomer goes', async () => {
    const { come } = office(new TurnQueue({ atOnce: 1, waiting: 2 }));
    void ['a1', 'a2', 'a3'].map((name) => come(a, name));
    expect(await come(a, 'a4')).toBe('no room');
  });

  it('one from another address takes a place of the one with the most', async () => {
    const { begun, come, end } = office(new TurnQueue({ atOnce: 1, waiting: 2 }));
    const [, , last] = ['a1', 'a2', 'a3'].map((name) => come(a, name));
    void come(b, 'b1');
    expect(await last).toBe('no room');
    for (const name of ['a1', 'a2']) await end(name);
    expect(begun).toEqual(['a1', 'a2', 'b1']);
  });

  it('a work that fails gives its place on', async () => {
    const queue = new TurnQueue({ atOnce: 1 });
    const failing = queue.run(a, () => Promise.reject(new Error('out of order')));
    const next = queue.run(a, () => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('out of order');
    expect(await next).toBe('done');
    expect(queue.underWay).toBe(0);
  });

  it.each([[{ atOnce: 0 }], [{ atOnce: 1.5 }], [{ waiting: -1 }], [{ waiting: NaN }]])(
    'refuses %o',
    (limits) => {
      expect(() => new TurnQueue(limits)).toThrow(TypeError);
    },
  );
});
