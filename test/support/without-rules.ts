import { vi } from 'vitest';
import type { check } from '../../src/lib/check/check.ts';

/** Areas whose findings decide verdicts; those of paths are how a chain is judged at all. */
const decides = (code: string): boolean => /^(cert|chain|key|trust|fleet)\//.test(code);

/** check() as it would be had nobody written the rules that decide verdicts: they rest on evidence alone then. */
export async function withoutRules(): Promise<typeof check> {
  vi.resetModules(); // The mock reaches only what is imported from here on.
  vi.doMock(import('../../src/lib/findings/rule.ts'), async (original) => {
    const actual = await original();
    return {
      ...actual,
      run: (rules, facts) =>
        actual.run(
          rules.filter(({ code }) => !decides(code)),
          facts,
        ),
    };
  });
  const { check: forgetful } = await import('../../src/lib/check/check.ts');
  vi.doUnmock('../../src/lib/findings/rule.ts');
  vi.resetModules(); // Where test files share a worker, the next one must not get the mocked modules.
  return forgetful;
}
