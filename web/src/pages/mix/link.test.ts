import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formOf, problems, sectionOf } from './form.ts';
import { decoded, encoded } from './link.ts';
import { POLICY, policies } from './policies.test.support.ts';

describe('a policy in a link', () => {
  it('comes back as it was, for any policy', () => {
    fc.assert(
      fc.property(policies, (policy) => {
        expect(decoded(encoded(sectionOf(formOf(policy))), POLICY)).toEqual(policy);
      }),
    );
  });

  it('is none where the link holds no object', () => {
    for (const text of ['', '{', 'null', '[]', '3', '"x"']) expect(decoded(text, POLICY)).toBeUndefined();
  });

  it('passes over keys that are none and values of the wrong kind', () => {
    const odd = JSON.stringify({
      mode: 'destroy',
      size: { examples: -4, tokens: '9' },
      human: { minimum: 7, share: null },
      caps: { source: { a: 'x', b: 0.5 }, model: [0.1], planet: 0.2 },
      maxGeneration: 1.5,
      unknown: {},
      tail: 0.3,
      earned: 0,
      weights: 'heavy',
      order: 4,
      seed: {},
      script: '<script>',
    });
    expect(decoded(odd, POLICY)).toEqual({ ...POLICY, caps: { source: { b: 0.5 } } });
  });

  it('leaves no prototype behind, whatever it names', () => {
    const caps = decoded(
      '{"caps":{"source":{"__proto__":0.5}},"__proto__":{"mode":"replace"}}',
      POLICY,
    )!.caps;
    expect(Object.getPrototypeOf(caps.source)).toBe(Object.prototype);
    expect(Object.keys(caps.source as object)).toEqual(['__proto__']);
  });

  it('never throws, and gives a form that can be shown, for any JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const policy = decoded(text, POLICY);
        if (policy !== undefined) expect(Object.keys(problems(formOf(policy)))).toBeInstanceOf(Array);
      }),
    );
  });
});
