import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runs } from '../../test/fixtures/thorough.ts';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { MODES } from '../mix/policy.ts';
import { type PolicySection, readPolicy } from '../mix/read-policy.ts';
import { fileName, planEarly, policyText } from './early.ts';
import { NO_STORY } from './ledger-story.ts';
import type { Situation } from './situation.ts';

const disk = scratch();

/** A line of pictures: no type of them is rare, so that nothing is read. */
function pictures(section: PolicySection = {}, more: Partial<Situation> = {}): Situation {
  const profile = { settings: { modality: 'image' } };
  const generations = [100, 300].map((tokens) => ({ tokens }));
  return {
    line: 'line',
    checked: { comparison: { human: { reservoir: { profile } }, generations }, margins: { level: 0.1 } },
    generations: [
      { name: 'g1', corpus: ['g1a', 'g1b'], verdict: 'healthy' },
      { name: 'g2', corpus: ['g2'], verdict: 'early' },
    ],
    place: 1,
    why: 'because',
    advice: '',
    story: NO_STORY,
    reservoir: { inputs: ['anchor/reservoir'] },
    anchor: 'anchor',
    policy: readPolicy(section),
    policySection: section as Situation['policySection'],
    next: { output: 'mixes/train-3', exists: false },
    mixPlace: 'outcross.yaml:1',
    ...more,
  } as unknown as Situation;
}

describe('the plan of a line whose types are no words', () => {
  it('brings back the whole reservoir, half of the next set at least, beside every generation so far', async () => {
    const folder = join(disk.folder, 'half');
    const found = await planEarly(pictures(), 0, { folder });
    expect(found.needed).toMatchObject({
      humanShare: 0.5,
      generatedTokens: 400,
      humanTokens: 400,
      keep: 0.9,
    });
    expect(found.inputs).toEqual(['anchor/reservoir', 'g1a', 'g1b', 'g2']);
    expect(found.lastHealthy?.name).toBe('g1');
    for (const key of ['selection', 'lost', 'outlook']) expect(found).not.toHaveProperty(key);
    expect(found.notes.join(' ')).toContain('the whole reservoir is named');
    expect(existsSync(join(folder, 'early-g2.jsonl'))).toBe(false);
    const { policy } = parse(readFileSync(found.policyFile!, 'utf8'));
    expect(readPolicy(policy)).toMatchObject({ mode: 'accumulate', human: { minimum: 0.5 } });
  });

  it('leaves the policy of the workspace alone where that asks for as much', async () => {
    const folder = join(disk.folder, 'enough');
    const found = await planEarly(pictures({ human: { minimum: 0.6 } }), undefined, { folder });
    expect(found.needed.humanShare).toBe(0.6);
    expect(found).not.toHaveProperty('policyFile');
    expect(found).not.toHaveProperty('lastHealthy');
    expect(found.commands[0].command).not.toContain('--policy');
    expect(existsSync(folder)).toBe(false);
  });

  it('looks at the generations up to the one that is asked about, and at none after it', async () => {
    const early = { generations: pictures().generations, place: 0 };
    const found = await planEarly(pictures({}, early), undefined, { folder: disk.folder, dryRun: true });
    expect(found.needed.generatedTokens).toBe(100);
    expect(found.inputs).toEqual(['anchor/reservoir', 'g1a', 'g1b']);
  });

  it('says figures that a document can hold, whatever the policy asks for', async () => {
    for (const minimum of [0, 0.5, 0.995, 1]) {
      const section = { human: { minimum } };
      const { needed } = await planEarly(pictures(section), 0, { folder: disk.folder, dryRun: true });
      expect(JSON.parse(JSON.stringify(needed))).toEqual(needed);
      expect(needed.humanTokens).toBeLessThan(1e6);
      expect(needed.policy).toBe(minimum);
    }
  });

  it('writes no policy of a dry run, and names where it would stand', async () => {
    const folder = join(disk.folder, 'dry');
    const found = await planEarly(pictures(), 0, { folder, dryRun: true });
    expect(found.policyFile).toBe(join(folder, 'early-g2.yaml'));
    expect(existsSync(folder)).toBe(false);
  });
});

describe('the policy of a plan', () => {
  const share = fc.integer({ min: 0, max: 100 }).map((n) => n / 100);
  const sections = fc.record(
    {
      mode: fc.constantFrom(...MODES),
      human: fc.record({ minimum: share, share }, { requiredKeys: [] }),
      tail: fc.record({ minimum: share }),
      caps: fc.constant({ model: { 'a: "b"': 0.5, __proto__: 0.1 } }),
      seed: fc.oneof(fc.integer(), fc.string({ unit: 'binary' })),
    },
    { requiredKeys: [] },
  );

  it('can be read wherever that of the workspace can, asks for the share, and keeps every other rule', () => {
    fc.assert(
      fc.property(sections, share, (section, needed) => {
        let policy: ReturnType<typeof readPolicy>;
        try {
          policy = readPolicy(section);
        } catch {
          return;
        }
        fc.pre(needed >= policy.human.minimum);
        const found = parse(policyText(pictures(section), needed)) as { policy: PolicySection };
        const { human, mode, ...rest } = readPolicy(found.policy);
        const { human: before, mode: _, ...others } = policy;
        expect([human.minimum, mode]).toEqual([needed, 'accumulate']);
        expect(human.share ?? 1).toBeGreaterThanOrEqual(before.share ?? 1);
        expect(rest).toEqual(others);
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('the name of a file of a plan', () => {
  it('is one word that every file system takes, whatever a generation is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const file = `early-${fileName(name)}.jsonl`;
        expect(file).toMatch(/^early-[\w.-]+\.jsonl$/);
        expect(Buffer.byteLength(file)).toBeLessThanOrEqual(255);
      }),
    );
  });

  it.each([
    ['第一', '第二'],
    ['a/b', 'a b'],
    ['runs/2026/g1', 'runs_2026_g1'],
    [`${'x'.repeat(120)}1`, `${'x'.repeat(120)}2`],
  ])('is another for another generation: %s and %s', (one, other) => {
    expect(fileName(one)).not.toBe(fileName(other));
  });

  it('is the name itself where that is plain', () => {
    expect(['g1', 'v1.2-rc_3'].map(fileName)).toEqual(['g1', 'v1.2-rc_3']);
  });
});
