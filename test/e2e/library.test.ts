import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import * as outcross from '../../src/index.ts';

const disk = scratch();
const rng = new outcross.Rng('door');
const WORDS = Array.from({ length: 200 }, (_, i) => `w${i}`);

/** Rows of words, the first of the vocabulary more often than the last. */
function rows(name: string, vocabulary: number): string {
  const word = () => WORDS[Math.floor(vocabulary * rng.next() ** 2)];
  return disk.write(
    `${name}.jsonl`,
    jsonl(
      Array.from({ length: 120 }, (_, i) => ({
        id: `${name}${i}`,
        text: Array.from({ length: 20 }, word).join(' '),
      })),
    ),
  );
}

describe('the library', () => {
  it('does the main job through its door alone: corpora in, a report and its views out', async () => {
    const [human, first, second] = await Promise.all(
      [rows('human', 200), rows('g1', 190), rows('g2', 90)].map((path) =>
        outcross.profileCorpus({ inputs: [path] }, { workers: 0 }),
      ),
    );
    const report = outcross.check({
      against: human,
      generations: [
        { name: 'g1', profile: first },
        { name: 'g2', profile: second },
      ],
    });
    expect(outcross.VERDICTS).toContain(report.generations[1].verdict);
    expect(JSON.parse(outcross.json(report))).toMatchObject({ schema: 'outcross.report/1' });
    expect(await outcross.html(report)).toContain('<html');
    expect(outcross.markdown(report)).toContain('g2');
    expect(outcross.terminal(report, { columns: 80, colour: false })).toContain('g2');
  });

  it('keeps profiles as bytes, merges them and cuts them', async () => {
    const whole = await outcross.loadProfile({ inputs: [rows('kept', 50)] }, { workers: 0 });
    const parts = [0, 1].map((half) => outcross.restrictProfile(whole, (block) => block % 2 === half));
    const merged = outcross.mergeProfiles(parts[0], parts[1]);
    expect(merged.tally).toEqual(whole.tally);
    const again = outcross.decodeProfile(outcross.encodeProfile(whole));
    expect(again.tally).toEqual(whole.tally);
  });

  it('fits language models and draws from them', () => {
    const model = new outcross.NgramBuilder({ order: 2 }).add(Uint32Array.of(1, 2, 3)).build();
    expect(outcross.sampleSequence(model, rng, { maxTokens: 5 }).length).toBeLessThanOrEqual(5);
    expect(outcross.selfBleu(Uint32Array.of(1, 2, 1, 2), Uint32Array.of(0, 2, 4))!.mean).toBeGreaterThan(0);
    expect(outcross.tokenStrings('One, two', new outcross.Tokenizer())).toEqual(['one', ',', 'two']);
  });

  it('throws errors with a code', async () => {
    const missing = outcross.profileCorpus({ inputs: ['/no/such/file.jsonl'] });
    await expect(missing).rejects.toBeInstanceOf(outcross.OutcrossError);
    expect(() => outcross.check({ against: outcross.emptyProfile(), generations: [] })).toThrow(
      outcross.OutcrossError,
    );
  });
});
