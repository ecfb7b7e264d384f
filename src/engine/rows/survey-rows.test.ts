import { describe, expect, it } from 'vitest';
import { example, profileOf } from '../../../test/oracles/corpus.ts';
import { ORIGINS } from '../../corpus/example.ts';
import { HumanModel } from '../../lm/human-model.ts';
import { tableOf } from '../../profile/profile.ts';
import { NearIndex } from '../../quality/duplicates/near-index.ts';
import { encodeNearIndex } from '../../quality/duplicates/near-index-codec.ts';
import { signatureOf } from '../../quality/duplicates/signature.ts';
import { Tokenizer } from '../../text/tokenizer.ts';
import { heard, place, recordOf } from './kernels.test.support.ts';
import { seededKey } from './seeded-key.ts';
import { type SurveySettings, type SurveySummary, surveyRows } from './survey-rows.ts';

type Given = Parameters<typeof recordOf>[0];

function surveyOf(examples: readonly Given[], settings: Partial<SurveySettings> = {}): SurveySummary {
  const whole = { seed: 'rank', ...settings };
  const records = examples.map((one, i) => recordOf(one, i + 1));
  return heard(surveyRows(whole, place()), records).summary as SurveySummary;
}

function indexOf(texts: readonly string[]): Uint8Array {
  const index = new NearIndex();
  texts.forEach((text, i) => void index.add(`n${i}`, signatureOf(text)));
  return encodeNearIndex(index);
}

const LONG = 'the men who worked at the harbour were glad that it had been quiet for most of the week';

describe('surveyRows', () => {
  it('says where each record comes from, and nothing that the record does not say', () => {
    const found = surveyOf([
      { provenance: { origin: 'human', source: 'books' } },
      { provenance: { origin: 'synthetic', source: 'api', model: 'm', generation: 3 } },
      { provenance: { origin: 'mixed', source: 'books', model: 'm' } },
      {},
    ]);
    expect([...found.origin].map((origin) => ORIGINS[origin])).toEqual([
      'human',
      'synthetic',
      'mixed',
      'unknown',
    ]);
    expect([...found.source].map((id) => found.sources[id])).toEqual(['books', 'api', 'books', '']);
    expect([...found.model].map((id) => found.models[id])).toEqual(['', 'm', 'm', '']);
    // Human data is generation 0; of the others nobody knows.
    expect([...found.generation]).toEqual([0, 3, -1, -1]);
  });

  it('takes a generation past its column for the last there is: it must not pass for an early one', () => {
    const generations = [2 ** 31, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER];
    const found = surveyOf(
      generations.map((generation) => ({ provenance: { origin: 'synthetic', generation } })),
    );
    expect([...found.generation]).toEqual([2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1]);
  });

  it('counts tokens, the end of an example as one, and ranks by id', () => {
    const found = surveyOf([
      { id: 'a', text: '' },
      { id: 'b', text: 'One two, three.' },
    ]);
    expect([...found.tokens]).toEqual([1, 6]);
    expect([...found.rank]).toEqual([seededKey('rank', 'a'), seededKey('rank', 'b')]);
  });

  it('counts different types of the tail in each record anew', () => {
    const rare = ['quokka', 'numbat', 'bilby'].flatMap((word) => [`${word} the`, `the ${word}`]);
    const common = Array.from({ length: 5 }, () => 'the the the');
    const profile = profileOf([...rare, ...common].map((text, i) => example(`p${i}`, text)));
    const found = surveyOf(
      [
        { text: 'Quokka, quokka and numbat' },
        { text: 'the the' },
        { text: 'quokka numbat bilby' },
        { text: '' },
      ],
      { words: tableOf(profile, 1).columns },
    );
    expect([...found.tail]).toEqual([2, 0, 3, 0]);
  });

  it('guards against copies and near copies, whoever made them', () => {
    const found = surveyOf(
      [
        { text: LONG.toUpperCase(), provenance: { origin: 'human' } },
        { text: `${LONG} indeed`, provenance: { origin: 'synthetic' } },
        { text: 'something that has nothing to do with it' },
        { text: '' },
      ],
      { guard: indexOf([LONG]) },
    );
    expect([...found.guarded]).toEqual([1, 1, 0, 0]);
  });

  it('lets an empty text pass a guard, unless an empty text is guarded', () => {
    expect([...surveyOf([{ text: ' ' }], { guard: indexOf([LONG]) }).guarded]).toEqual([0]);
    expect([...surveyOf([{ text: ' ' }], { guard: indexOf(['']) }).guarded]).toEqual([1]);
  });

  it('measures the merit of whatever is not human: none for a copy, one for what is like nothing', () => {
    const human = HumanModel.train([LONG, LONG, LONG], new Tokenizer()).parts;
    const worth = { human, neighbours: indexOf([LONG]) };
    const found = surveyOf(
      [
        { text: LONG, provenance: { origin: 'human' } },
        { text: LONG, provenance: { origin: 'synthetic' } },
        { text: 'a tale of another thing altogether, told in other words', provenance: { origin: 'mixed' } },
        { text: 'and one of which nobody knows who told it to whom' },
      ],
      { worth },
    );
    expect(found.merit[0]).toBeNaN();
    expect([...found.merit.subarray(1)]).toEqual([0, 1, 1]);
  });

  it('says nothing of no records, and leaves nothing of one shard in the next', () => {
    const settings = { seed: 'rank' };
    const one = [recordOf({ provenance: { origin: 'human', source: 's' } })];
    heard(surveyRows(settings, place(0)), one);
    const empty = heard(surveyRows(settings, place(1)), []).summary as SurveySummary;
    expect(empty).toMatchObject({ records: 0, sources: [''], models: [''] });
    expect(empty.rank.length).toBe(0);
  });

  it('gives names of properties of every object a number of their own', () => {
    const names = ['constructor', '__proto__', 'toString', ''];
    const found = surveyOf(names.map((source) => ({ provenance: { origin: 'human', source } })));
    expect([...found.source].map((id) => found.sources[id])).toEqual(names);
    expect(new Set(found.sources).size).toBe(4);
  });
});
