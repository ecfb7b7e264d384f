import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { profileOf, zipfCorpus } from '../../test/oracles/corpus.ts';
import type { Example, Origin } from '../corpus/example.ts';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import { NearIndex } from '../quality/duplicates/near-index.ts';
import { encodeNearIndex } from '../quality/duplicates/near-index-codec.ts';
import { signatureOf } from '../quality/duplicates/signature.ts';
import type { MixAnchor } from './anchor.ts';
import { buildPrepared, prepareMix } from './mix.ts';
import { DEFAULT_POLICY, type Policy } from './policy.ts';

const disk = scratch();
const shape = { vocabulary: 3000, length: [20, 40] as const };
const holdout = zipfCorpus({ seed: 'holdout', examples: 400, prefix: 'h', ...shape });
const reservoir = zipfCorpus({ seed: 'reservoir', examples: 400, prefix: 'r', ...shape });
const generated = zipfCorpus({ seed: 'generated', examples: 300, prefix: 'g', ...shape, vocabulary: 300 });

const rowsOf = (examples: readonly Example[], origin: Origin) =>
  jsonl(examples.map(({ id, text }) => ({ id, text, provenance: { origin } })));
const human = disk.write('human.jsonl', rowsOf([...reservoir, ...holdout.slice(0, 10)], 'human'));
const synthetic = disk.write('synthetic.jsonl', rowsOf(generated, 'synthetic'));
const spec = { inputs: [human, synthetic] };

function anchorOf(): MixAnchor {
  const index = new NearIndex();
  for (const { id, text } of holdout) index.add(id, signatureOf(text));
  return {
    holdout: profileOf(holdout),
    reservoir: profileOf(reservoir),
    guard: encodeNearIndex(index),
    digest: createHash('sha256').update('holdout').digest('hex'),
    reservoirCorpus: { inputs: [disk.write('reservoir.jsonl', rowsOf(reservoir, 'human'))] },
  };
}

const prepare = (policy: Partial<Policy>, anchor?: MixAnchor) =>
  prepareMix(
    spec,
    { ...DEFAULT_POLICY, ...policy },
    { workers: 0, ...(anchor === undefined ? {} : { anchor }) },
  );

describe('prepareMix', () => {
  it('plans a mix of a corpus without an anchor', async () => {
    const { plan, survey } = await prepare({ size: { examples: 500 } });
    expect(plan.possible).toBe(true);
    expect(survey.candidates.size).toBe(710);
    expect(plan.composition.examples).toBe(500);
  });

  it.each([
    [{ tail: { minimum: 0.1 } }, 'tail.minimum'],
    [{ earned: 0.5 }, 'earned'],
  ])('refuses what only an anchor can tell: %o', async (policy, where) => {
    await expect(prepare(policy)).rejects.toMatchObject({
      code: 'E_POLICY',
      where,
      hint: expect.stringContaining('--anchor'),
    });
  });

  it('lets nothing of the holdout in', async () => {
    const { plan } = await prepare({}, anchorOf());
    expect(plan.fateCounts.guarded).toBe(10);
    expect([...plan.fates.subarray(400, 410)]).toEqual(new Array(10).fill(1));
  });

  it('looks for the tail and for merit only where the policy asks for them', async () => {
    const anchor = anchorOf();
    const plain = await prepare({}, anchor);
    expect(plain.survey.candidates.tail.every((types) => types === 0)).toBe(true);
    const tail = await prepare({ tail: { minimum: 0.1 } }, anchor);
    expect(tail.survey.candidates.tail.some((types) => types > 0)).toBe(true);
    expect(tail.survey.candidates.merit.every(Number.isNaN)).toBe(true);
    const { survey, plan } = await prepare({ earned: 0.5 }, anchor);
    const merit = [...survey.candidates.merit];
    expect(merit.slice(0, 410).every(Number.isNaN)).toBe(true);
    expect(merit.slice(410).some(Number.isNaN)).toBe(false);
    expect(plan.fateCounts['not-earned']).toBe(150);
    // What stays adds as much as what goes, or more.
    const of = (code: number) =>
      merit.slice(410).filter((_, i) => (plan.fates[410 + i] === 7) === (code === 7));
    expect(Math.min(...of(0))).toBeGreaterThanOrEqual(Math.max(...of(7)));
  });
});

describe('buildPrepared', () => {
  it('holds the finished set against the anchor, and names the holdout by its digest', async () => {
    const anchor = anchorOf();
    const prepared = await prepare({ size: { examples: 400 }, human: { minimum: 0.3, share: 0.5 } }, anchor);
    const output = join(disk.folder, 'anchored.jsonl');
    const { manifest } = await buildPrepared(prepared, { output, workers: 0 });
    expect(manifest.anchor).toEqual({ holdout: anchor.digest });
    expect(manifest.verdict?.verdict).toMatch(/^(healthy|narrow|early|late|shifted|inconclusive)$/);
    const held = new Set(holdout.map(({ text }) => text));
    const lines = readFileSync(output, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(400);
    for (const line of lines) expect(held).not.toContain((JSON.parse(line) as { text: string }).text);
  });

  it('has no verdict and no anchor without one', async () => {
    const output = join(disk.folder, 'plain.jsonl');
    const { manifest } = await buildPrepared(await prepare({ size: { examples: 50 } }), {
      output,
      workers: 0,
    });
    expect(manifest.verdict).toBeUndefined();
    expect(manifest.anchor).toBeUndefined();
  });
});
