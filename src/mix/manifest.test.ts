import { describe, expect, it } from 'vitest';
import { candidatesOf, many } from './candidates.test.support.ts';
import { type BuildFacts, MANIFEST_SCHEMA, manifestOf } from './manifest.ts';
import { plan } from './plan.ts';
import { DEFAULT_POLICY } from './policy.ts';

const PLAN = plan(
  candidatesOf([
    ...many(4, { origin: 'human', source: 'books' }),
    ...many(9, { origin: 'synthetic', model: 'm' }),
  ]),
  { ...DEFAULT_POLICY, size: { examples: 10 } },
);
const file = (name: string) => ({
  name,
  path: `/srv/data/${name}`,
  bytes: 3,
  sha256: 'ab',
  records: 10,
});
const FACTS: BuildFacts = {
  version: '1.2.3',
  inputs: [{ name: 'in.jsonl', bytes: 5, sha256: 'cd' }],
  outputs: [file('mix.jsonl')],
  malformed: 2,
};

describe('manifestOf', () => {
  it('says what went in, under which policy, and what became of every candidate', () => {
    const made = manifestOf(PLAN, FACTS);
    expect(made).toMatchObject({
      schema: MANIFEST_SCHEMA,
      tool: { name: 'outcross', version: '1.2.3' },
      policy: { size: { examples: 10 }, human: { minimum: 0.3 } },
      fates: { chosen: 10, surplus: 3 },
      malformedRows: 2,
    });
    expect(made.composition.byOrigin.map(({ value, examples }) => [value, examples])).toEqual([
      ['synthetic', 6],
      ['human', 4],
    ]);
    expect(made.rules.every(({ short }) => short === 0)).toBe(true);
  });

  it('names files without their place', () => {
    const made = manifestOf(PLAN, { ...FACTS, rejects: file('out.jsonl') });
    expect(JSON.stringify(made)).not.toContain('somebody');
    expect(made.outputs).toEqual([{ name: 'mix.jsonl', bytes: 3, sha256: 'ab', records: 10 }]);
    expect(made.rejects?.name).toBe('out.jsonl');
  });

  it('has no key for what was not asked', () => {
    const keys = Object.keys(manifestOf(PLAN, FACTS));
    for (const key of ['anchor', 'rejects', 'verdict']) expect(keys).not.toContain(key);
    const verdict = { verdict: 'healthy', decided: [] };
    const made = manifestOf(PLAN, { ...FACTS, holdout: 'ef', verdict });
    expect(made).toMatchObject({ anchor: { holdout: 'ef' }, verdict });
  });

  it('is the same bytes for the same plan and facts, and holds nothing that JSON would lose', () => {
    const text = JSON.stringify(manifestOf(PLAN, FACTS));
    expect(JSON.stringify(manifestOf(PLAN, { ...FACTS }))).toBe(text);
    expect(JSON.parse(text)).toEqual(manifestOf(PLAN, FACTS));
  });
});
