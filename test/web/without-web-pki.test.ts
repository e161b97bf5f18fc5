import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pathRules } from '../../src/lib/rules/path/index.ts';
import { cutWebRules } from '../../tools/page/without-web-pki.ts';

describe('the rules over a path in the page', () => {
  it('are those without the ones for public certificates', () => {
    expect(cutWebRules("[judged('dates', a), taken('conformance', b, web), taken('policy', c, form)]")).toBe(
      "[judged('dates', a),  taken('policy', c, form)]",
    );
  });
  it('lose no rule by which an appliance judges', () => {
    const list = readFileSync('src/lib/rules/path/index.ts', 'utf8');
    const count = (code: string) => code.match(/\b(?:judged|taken)\($|\b(?:judged|taken)\(['\n]/gm)!.length;
    const ofTheWeb = pathRules.filter(
      ({ onAppliance }) =>
        onAppliance !== 'judged' && onAppliance.taken === 'asked of public certificates alone',
    );
    expect(count(list)).toBe(pathRules.length);
    expect(count(cutWebRules(list))).toBe(pathRules.length - ofTheWeb.length);
  });
  it('are not guessed at where the list has another form', () => {
    expect(() => cutWebRules("[judged('dates', a)]")).toThrow('another form');
  });
});
