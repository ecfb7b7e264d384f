import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Form, formOf, type Policy, problems, sectionOf, withRemedy } from './form.ts';
import { POLICY, policies } from './policies.test.support.ts';

const form = formOf(POLICY);

describe('formOf and sectionOf', () => {
  it('give a section of what is not by default, and always mode and minimum', () => {
    expect(sectionOf(form)).toEqual({ mode: 'accumulate', human: { minimum: 0.3 } });
  });

  it('keep every rule of a policy', () => {
    const policy: Policy = {
      mode: 'replace',
      size: { tokens: 5000 },
      human: { minimum: 0.2, share: 0.4 },
      caps: { source: 0.5, model: { m1: 0.1, __proto__x: 0.2 } },
      maxGeneration: 0,
      unknown: 'synthetic',
      tail: { minimum: 0.1 },
      earned: 0.5,
      weights: 0.7,
      order: 'input',
      seed: 'spring',
    };
    expect(sectionOf(formOf(policy))).toEqual(policy);
  });

  it('leave out what asks for nothing, and lose nothing else, for any policy', () => {
    fc.assert(
      fc.property(policies, (policy) => {
        const again = formOf({ ...POLICY, size: 'all', caps: {}, ...sectionOf(formOf(policy)) } as Policy);
        expect(sectionOf(again)).toEqual(sectionOf(formOf(policy)));
        expect({ ...POLICY, ...sectionOf(formOf(policy)) }).toEqual(policy);
      }),
    );
  });

  it('keep a seed that is text apart from a number', () => {
    expect(sectionOf(formOf({ ...POLICY, seed: '7' })).seed).toBe('7');
    expect(sectionOf(formOf({ ...POLICY, seed: 7 })).seed).toBe(7);
    expect(sectionOf({ ...form, seed: '99999999999999999999' }).seed).toBe('99999999999999999999');
  });

  it('leave out a cap by name that names nobody', () => {
    const empty: Form = { ...form, caps: { ...form.caps, model: { kind: 'named', each: 0.5, named: [] } } };
    expect(sectionOf(empty).caps).toBeUndefined();
  });
});

describe('problems', () => {
  const of = (changes: Partial<Form>) => Object.keys(problems({ ...form, ...changes }));

  it('has none with what ships, nor with any policy that can be kept', () => {
    expect(problems(form)).toEqual({});
    fc.assert(fc.property(policies, (policy) => void expect(problems(formOf(policy))).toEqual({})));
  });

  it('refuses sizes and generations that are no whole numbers', () => {
    for (const size of ['', '0', '-1', '1.5', 'ten', '1e3', '0x10', '99999999999999999999']) {
      expect(of({ sizeKind: 'examples', size })).toEqual(['size']);
    }
    expect(of({ sizeKind: 'tokens', size: ' 12 ' })).toEqual([]);
    expect(of({ maxGeneration: '-1' })).toEqual(['maxGeneration']);
    expect(of({ maxGeneration: '0' })).toEqual([]);
  });

  it('refuses replacing without a floor of human data', () => {
    expect(of({ mode: 'replace', minimum: 0 })).toEqual(['mode']);
    expect(of({ mode: 'replace', minimum: 0.01 })).toEqual([]);
  });

  it('refuses a share below its minimum, and a tail above the human share', () => {
    expect(of({ minimum: 0.5, share: 0.4 })).toEqual(['share']);
    expect(of({ share: 0.4, tail: 0.5 })).toEqual(['tail']);
    expect(of({ tail: 1 })).toEqual([]);
  });

  it('refuses that no synthetic example earns its place, and a seed of nothing', () => {
    expect(of({ earned: 0 })).toEqual(['earned']);
    expect(of({ seed: '' })).toEqual(['seed']);
  });

  it('refuses caps without a name, and names twice', () => {
    const caps = (named: [string, number][]) => ({
      caps: { ...form.caps, source: { kind: 'named' as const, each: 1, named } },
    });
    expect(of(caps([['', 0.5]]))).toEqual(['caps.source']);
    expect(
      of(
        caps([
          ['a', 0.5],
          ['a', 0.1],
        ]),
      ),
    ).toEqual(['caps.source']);
    expect(
      of(
        caps([
          ['a', 0.5],
          ['b', 0.1],
        ]),
      ),
    ).toEqual([]);
  });
});

describe('withRemedy', () => {
  const sized: Form = { ...form, sizeKind: 'examples', size: '900', share: 0.5, tail: 0.4 };

  it('changes the one field that the remedy names', () => {
    expect(withRemedy(sized, { rule: 'size', value: 700 })).toEqual({ ...sized, size: '700' });
    expect(withRemedy(sized, { rule: 'human.minimum', value: 0.21 })).toEqual({ ...sized, minimum: 0.21 });
    expect(withRemedy(sized, { rule: 'human.share', value: 0.4 })).toEqual({ ...sized, share: 0.4 });
    expect(withRemedy(sized, { rule: 'tail.minimum', value: 0.1 })).toEqual({ ...sized, tail: 0.1 });
  });

  it('takes all caps away', () => {
    const capped: Form = { ...form, caps: { ...form.caps, model: { kind: 'each', each: 0.1, named: [] } } };
    expect(sectionOf(withRemedy(capped, { rule: 'caps', value: 1 })!)).toEqual(sectionOf(form));
  });

  it('cannot make human data, nor a smaller size of all', () => {
    expect(withRemedy(form, { rule: 'human', value: 2140 })).toBeUndefined();
    expect(withRemedy(form, { rule: 'size', value: 5 })).toBeUndefined();
    expect(withRemedy(form, { rule: 'something new', value: 5 })).toBeUndefined();
  });
});
