import type { Resolver } from 'node:dns/promises';
import type { Answer, Ask, QuestionType } from '../../lib/index.ts';

const mostAtOnce = 20;

/** Asks a resolver, UDP first and TCP where an answer is cut off (node:dns sees to it). */
export function askDns(resolver: Resolver): Ask {
  const atOnce = limited(mostAtOnce);
  return (name, type) => atOnce(() => answerOf(resolver, name, type));
}

async function answerOf(resolver: Resolver, name: string, type: QuestionType): Promise<Answer> {
  try {
    return { is: 'there', ...empty, ...(await questions[type](resolver, name)) };
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
    if (isAbsent(code)) return { is: 'absent' };
    return { is: 'not answered', because: reasons[code] ?? code };
  }
}

type There = Omit<Extract<Answer, { is: 'there' }>, 'is'>;
const empty: There = { targets: [], addresses: [], names: [], caa: [] };

const reasons: Readonly<Record<string, string>> = {
  ESERVFAIL: 'SERVFAIL',
  EREFUSED: 'REFUSED',
  ENOTIMP: 'NOTIMP',
  EFORMERR: 'FORMERR',
  ETIMEOUT: 'no answer in time',
  ECONNREFUSED: 'connection refused',
  EBADRESP: 'an answer that cannot be read',
  EBADNAME: 'no name that can be asked for',
};

const questions: Readonly<
  Record<QuestionType, (resolver: Resolver, name: string) => Promise<Partial<There>>>
> = {
  SRV: async (resolver, name) => ({
    targets: (await resolver.resolveSrv(name)).map(({ name: target, port, priority, weight }) => ({
      ...{ priority, weight, port, target: withoutDot(target) },
    })),
  }),
  A: (resolver, name) => addresses(resolver, name, () => resolver.resolve4(name)),
  AAAA: (resolver, name) => addresses(resolver, name, () => resolver.resolve6(name)),
  PTR: async (resolver, name) => ({ names: (await resolver.resolvePtr(name)).map(withoutDot) }),
  CAA: async (resolver, name) => ({
    caa: (await resolver.resolveCaa(name)).flatMap(({ critical: _critical, ...tags }) =>
      Object.entries(tags).flatMap(([tag, value]) => (typeof value === 'string' ? [{ tag, value }] : [])),
    ),
  }),
};

async function addresses(
  resolver: Resolver,
  name: string,
  ask: () => Promise<string[]>,
): Promise<Partial<There>> {
  const found = await ask();
  const canonical = await canonicalOf(resolver, name);
  return { addresses: found, ...(canonical !== undefined && { canonical }) };
}

const longestAliasChain = 8;

/** Where the aliases lead in the end; undefined where the name is none. */
async function canonicalOf(resolver: Resolver, name: string): Promise<string | undefined> {
  let last: string | undefined;
  for (let step = 0; step < longestAliasChain; step++) {
    const [next] = await resolver.resolveCname(last ?? name).catch(noneIfAbsent);
    if (next === undefined) break;
    last = withoutDot(next);
  }
  return last;
}

/** Who fails to say whether there is an alias has not said that there is none. */
function noneIfAbsent(error: unknown): string[] {
  if (isAbsent(codeOf(error))) return [];
  throw error;
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;

const isAbsent = (code: string | undefined): boolean => code === 'ENOTFOUND' || code === 'ENODATA';

const withoutDot = (name: string): string => name.replace(/\.$/, '');

function limited(most: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let free = most;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free === 0) await new Promise<void>((start) => waiting.push(start));
    else free -= 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
