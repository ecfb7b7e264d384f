import { describe, expect, it } from 'vitest';
import { PRESETS } from '../quality/duplicates/settings.ts';
import { Signer } from '../quality/duplicates/signature.ts';
import { similarity } from '../sketch/minhash.ts';
import { ConstructSource } from './construct-source.ts';
import { SNIPPETS } from './snippets.test.support.ts';

const RENAMED = SNIPPETS.python
  .replace(/\b(lines|path|seen|line|handle)\b/g, 'other_$1')
  .replace(/'a.txt'/, "'b.csv'");

describe('ConstructSource', () => {
  it('makes near-duplicates of code whose names and literals alone differ', async () => {
    const source = await ConstructSource.load(['python', 'java']);
    const signer = new Signer(PRESETS.code);
    const sign = (text: string, language: 'python' | 'java') =>
      signer.sign(text, undefined, source.buffers(text, language));
    const [one, other, java] = [
      sign(SNIPPETS.python, 'python'),
      sign(RENAMED, 'python'),
      sign(SNIPPETS.java, 'java'),
    ];
    expect(one.shingles).toBeGreaterThan(50);
    expect(similarity(one.values, other.values)).toBe(1);
    expect(one.exact).not.toEqual(other.exact);
    expect(similarity(one.values, java.values)).toBeLessThan(0.05);
  });

  it('joins long sources piece by piece', async () => {
    const source = await ConstructSource.load(['python']);
    const text = 'def f(x):\n    return g(x)\n\n'.repeat(6000);
    const lengths = Array.from(source.buffers(text, 'python'), ({ length }) => length);
    expect(lengths.length).toBeGreaterThan(1);
    expect(lengths.reduce((a, b) => a + b, 0)).toBe(6000 * 11);
  });
});
