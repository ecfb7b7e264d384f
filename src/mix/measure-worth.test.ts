import { describe, expect, it } from 'vitest';
import { zipfCorpus } from '../../test/oracles/corpus.ts';
import type { Example } from '../corpus/example.ts';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import { HumanModel } from '../lm/human-model.ts';
import { decodeNearIndex } from '../quality/duplicates/near-index-codec.ts';
import { signatureOf } from '../quality/duplicates/signature.ts';
import { Tokenizer } from '../text/tokenizer.ts';
import { worthMeasures } from './measure-worth.ts';

const disk = scratch();
const reservoir = zipfCorpus({
  seed: 'reservoir',
  examples: 400,
  prefix: 'r',
  vocabulary: 3000,
  length: [20, 40],
});
const rowsOf = (examples: readonly Example[]) =>
  jsonl(examples.map(({ id, text }) => ({ id, text, provenance: { origin: 'human' } })));

describe('worthMeasures', () => {
  it('are the same for the same reservoir, however many files it stands in', async () => {
    const one = disk.write('one.jsonl', rowsOf(reservoir));
    const two = [
      disk.write('two/a.jsonl', rowsOf(reservoir.slice(0, 150))),
      disk.write('two/b.jsonl', rowsOf(reservoir.slice(150))),
    ];
    const whole = await worthMeasures({ inputs: [one] });
    const parted = await worthMeasures({ inputs: two });
    expect(parted.neighbours).toEqual(whole.neighbours);
    expect(parted.human).toEqual(whole.human);
  });

  it('pass malformed rows over', async () => {
    const path = disk.write('bad.jsonl', `${rowsOf(reservoir.slice(0, 30))}no json\n`);
    const clean = disk.write('clean.jsonl', rowsOf(reservoir.slice(0, 30)));
    const { neighbours } = await worthMeasures({ inputs: [path] });
    expect(neighbours).toEqual((await worthMeasures({ inputs: [clean] })).neighbours);
  });

  it('know every text of the reservoir again, by its id', async () => {
    const { neighbours } = await worthMeasures({ inputs: [disk.write('all.jsonl', rowsOf(reservoir))] });
    const index = decodeNearIndex(neighbours);
    expect(index.length).toBe(reservoir.length);
    for (const { id, text } of reservoir.slice(0, 50)) {
      expect(index.nearest(signatureOf(text))).toEqual({ id, similarity: 1, exact: true });
    }
  });

  it('find words of the reservoir less surprising than words that it never held', async () => {
    const { human } = await worthMeasures({ inputs: [disk.write('known.jsonl', rowsOf(reservoir))] });
    const model = new HumanModel(human);
    const tokenizer = new Tokenizer();
    const known = model.surprise(reservoir[0].text, tokenizer)!;
    expect(model.surprise('zyx wvu tsr qpo nml kji', tokenizer)!).toBeGreaterThan(known);
  });

  it('read texts from the field that the corpus names', async () => {
    const body = disk.write('body.jsonl', jsonl([{ id: 'a', body: 'one two three', text: 'another thing' }]));
    const { neighbours } = await worthMeasures({ inputs: [body], textField: 'body' });
    const index = decodeNearIndex(neighbours);
    expect(index.nearest(signatureOf('One two three'))?.id).toBe('a');
    expect(index.nearest(signatureOf('another thing'))).toBeUndefined();
  });
});
