import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { UnscorableText } from '../scorer.ts';
import { OnnxScorer } from './onnx-scorer.ts';

const disk = scratch();

/**
 * Stands in for the optional peer: letters are tokens, "^" opens a text, and the next letter of the alphabet is e times as
 * probable as any other of the 27.
 */
const STANDIN = `
export const env = { allowRemoteModels: true, localModelPath: '' };
export const calls = [];
export class Tensor { constructor(type, data, dims) { Object.assign(this, { type, data, dims }); } }
const LETTERS = '^abcdefghijklmnopqrstuvwxyz';
export const AutoTokenizer = { from_pretrained: async (id, options) => {
  if (options.local_files_only !== true || env.allowRemoteModels) throw new Error('it would fetch');
  return {
    encode: (text) => Array.from(text, (letter) => LETTERS.indexOf(letter)),
    decode: (ids) => ids.map((i) => (i === 0 ? '' : LETTERS[i])).join(''),
  };
} };
export const AutoModelForCausalLM = { from_pretrained: async (id, options) => {
  if (options.dtype === 'q1') throw new Error('no such weights');
  const model = async ({ input_ids }) => {
    const ids = Array.from(input_ids.data, Number);
    if (ids.includes(-1)) return { logits: new Tensor('float32', new Float32Array(27 * ids.length).fill(NaN), [1, ids.length, 27]) };
    const logits = new Float32Array(27 * ids.length);
    ids.forEach((id, at) => { logits[27 * at + ((id + 1) % 27)] = 1; });
    return { logits: new Tensor('float32', logits, [1, ids.length, 27]) };
  };
  model.config = { max_position_embeddings: 8 };
  return model;
} };
`;
disk.write(
  join('room', 'node_modules', '@huggingface', 'transformers', 'package.json'),
  '{"name":"@huggingface/transformers","version":"0.0.0","type":"module","exports":"./index.js"}',
);
disk.write(join('room', 'node_modules', '@huggingface', 'transformers', 'index.js'), STANDIN);
disk.write(join('model', 'config.json'), '{}');
disk.write(join('model', 'onnx', 'model.onnx'), 'weights');
const from = join(disk.folder, 'room');
const model = join(disk.folder, 'model');
const open = (options = {}) => OnnxScorer.open(model, { from, ...options });

const NEXT = 1 - Math.log(Math.E + 26);
const OTHER = -Math.log(Math.E + 26);

describe('a model in ONNX', () => {
  it('scores each token after the first by what stands before it', async () => {
    const { logprobs, unscoredBytes } = await (await open()).score('abcz');
    const expected = [NEXT, NEXT, OTHER];
    expect(logprobs).toHaveLength(3);
    logprobs.forEach((logprob, i) => {
      expect(logprob).toBeCloseTo(expected[i], 6);
    });
    expect(unscoredBytes).toBe(1);
  });

  it('scores the first letter too where the tokenizer opens the text', async () => {
    expect(await (await open()).score('^abc')).toMatchObject({ logprobs: { length: 3 }, unscoredBytes: 0 });
  });

  it('reads a text longer than the model’s context in windows, the same number as whole', async () => {
    const scorer = await open();
    expect(scorer.window).toEqual({ size: 8, stride: 4, unit: 'tokens' });
    const { logprobs } = await scorer.score('abcdefghijklmnopqrstuvwxyz');
    expect(logprobs).toHaveLength(25);
    for (const logprob of logprobs) expect(logprob).toBeCloseTo(NEXT, 6);
  });

  it('tells texts apart that have no score: of one token, and where the model gives none', async () => {
    const scorer = await open();
    await expect(scorer.score('a')).rejects.toThrow(UnscorableText);
    await expect(scorer.score('aéb')).rejects.toThrow('no finite number');
    expect(await scorer.score('ab')).toMatchObject({ logprobs: { length: 1 } });
  });

  it('knows weights apart, and windows', async () => {
    const one = (await open()).identity;
    expect((await open()).identity).toBe(one);
    expect((await open({ window: 4 })).identity).not.toBe(one);
    expect((await open({ dtype: 'q8' })).identity).not.toBe(one);
  });

  it('asks nothing on a network, and costs no request', async () => {
    expect((await open()).cost(400)).toMatchObject({ requests: 0 });
  });

  it.each([
    ['a window beyond the model’s context', { window: 9 }, 'E_OPTION'],
    ['weights that are not there', { dtype: 'q1' }, 'E_FORMAT'],
    ['a peer that is not installed', { from: '/' }, 'E_PEER'],
  ])('refuses %s', async (_, options, code) => {
    await expect(open(options)).rejects.toMatchObject({ code });
  });

  it('refuses a folder that is none, or holds no model', async () => {
    await expect(OnnxScorer.open(join(disk.folder, 'nothing'), { from })).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
    await expect(OnnxScorer.open(from, { from })).rejects.toMatchObject({ code: 'E_FORMAT' });
  });

  it('says how the peer is installed', async () => {
    await expect(open({ from: '/' })).rejects.toMatchObject({
      hint: expect.stringContaining('npm install @huggingface/transformers'),
    });
  });
});
