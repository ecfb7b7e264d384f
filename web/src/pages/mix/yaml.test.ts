import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formOf, sectionOf } from './form.ts';
import { POLICY, policies } from './policies.test.support.ts';
import { yamlOf } from './yaml.ts';

describe('yamlOf', () => {
  it('writes what one would type', () => {
    const section = sectionOf(
      formOf({ ...POLICY, size: { examples: 9000 }, caps: { model: { 'gpt-x': 0.2 } }, seed: 'spring 2' }),
    );
    expect(yamlOf(section)).toBe(
      [
        'policy:',
        '  mode: accumulate',
        '  size:',
        '    examples: 9000',
        '  human:',
        '    minimum: 0.3',
        '  caps:',
        '    model:',
        '      gpt-x: 0.2',
        '  seed: "spring 2"',
        '',
      ].join('\n'),
    );
  });

  it('quotes words that YAML would take for something else', () => {
    for (const name of [
      'no',
      'TRUE',
      'null',
      '1',
      '1e3',
      '- a',
      'a: b',
      '#c',
      '',
      ' ',
      '"',
      '\u2028',
      '\u0085',
      '*x',
      '{}',
    ]) {
      const section = { mode: 'accumulate', human: { minimum: 0.3 }, seed: name } as const;
      expect(parse(yamlOf(section)).policy.seed).toBe(name);
    }
  });

  it('is read back as the same section, for any policy', () => {
    fc.assert(
      fc.property(policies, (policy) => {
        const section = sectionOf(formOf(policy));
        expect(parse(yamlOf(section))).toEqual({ policy: section });
      }),
    );
  });
});
