import { describe, expect, it } from 'vitest';
import { example, zipfCorpus } from '../../../test/oracles/corpus.ts';
import type { Example } from '../../corpus/example.ts';
import { ProfileAccumulator } from '../../profile/accumulator.ts';
import { blockFindings, inputFindings, troubleFindings } from './input-findings.ts';

const examples = zipfCorpus({ seed: 'findings', examples: 60, vocabulary: 30 });

function profile(from: readonly Example[], malformed = 0, invalid = 0) {
  const accumulator = new ProfileAccumulator();
  for (const one of from) accumulator.add(one);
  for (let row = 1; row <= malformed; row++)
    accumulator.badRow({ file: 'a.jsonl', row, reason: 'the row is no valid JSON' });
  for (let i = 0; i < invalid; i++) accumulator.invalidEncoding();
  return accumulator.finish();
}

describe('inputFindings', () => {
  it('finds nothing in what is whole', () => {
    expect(inputFindings('g1', profile(examples))).toEqual([]);
  });

  it('names the first five malformed rows and counts the rest', () => {
    const [found, ...rest] = inputFindings('g1', profile(examples, 9));
    expect(rest).toEqual([]);
    expect(found).toMatchObject({ id: 'input.malformed-rows', severity: 'warning', measure: 9, where: 'g1' });
    expect(found.message).toMatch(
      /^9 malformed rows of g1 were left out: a\.jsonl:1 the row is no valid JSON; a\.jsonl:2/,
    );
    expect(found.message).toMatch(/a\.jsonl:5 [^;]+; and 4 more$/);
  });

  it('speaks of one row as one', () => {
    const [found] = troubleFindings('g1', profile(examples, 1));
    expect(found.message).toBe('1 malformed row of g1 was left out: a.jsonl:1 the row is no valid JSON');
  });

  it('tells of texts that were not UTF-8', () => {
    expect(troubleFindings('g1', profile(examples, 0, 3))).toEqual([
      expect.objectContaining({ id: 'input.invalid-encoding', measure: 3, where: 'g1' }),
    ]);
  });

  it('warns of too few groups to tell an error by, however many examples they hold', () => {
    const grouped = (groups: number) =>
      examples.map((one, i) => example(one.id, one.text, { group: `g${i % groups}` }));
    const [found] = blockFindings('g1', profile(grouped(3)));
    expect(found).toMatchObject({ id: 'input.few-groups', measure: 3, where: 'g1' });
    expect(found.message).toContain('60 examples');
    expect(blockFindings('g1', profile(grouped(40)))).toEqual([]);
  });
});
