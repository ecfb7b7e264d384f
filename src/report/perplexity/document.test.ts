import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { readTextScore } from '../../lm/read-text-score.ts';
import type { TextScore } from '../../lm/text-score.ts';
import { cellWidth } from '../terminal/cells.ts';
import { type DocumentOptions, perplexityDocument, scoreRow } from './document.ts';
import { perplexityTerminal } from './terminal.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../../schemas/perplexity.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(schema);

function scores(count: number): TextScore[] {
  const rng = new Rng('scores');
  return Array.from({ length: count }, (_, i) => {
    const logprobs = Float64Array.from({ length: 5 + rng.int(20) }, () => -0.1 - 4 * rng.next());
    const total = logprobs.reduce((a, b) => a + b, 0);
    const size = { words: logprobs.length - 2, bytes: 5 * logprobs.length };
    return { id: `t${i}`, group: `t${i}`, total, tokens: logprobs.length, logprobs, ...size };
  });
}

const OPTIONS: DocumentOptions = {
  version: '1.2.3',
  source: { kind: 'endpoint', endpoint: 'http://h/v1', protocol: 'vllm', model: 'm' },
  window: { size: 2048, stride: 1024, unit: 'tokens' },
  alpha: 0.05,
  cached: 3,
  findings: [],
};
const bare = (all: TextScore[]) => all.map(({ id, group, total, tokens }) => ({ id, group, total, tokens }));

describe('a document of perplexity', () => {
  it('keeps to its schema, with all that may be there and with the least', () => {
    const sources: DocumentOptions['source'][] = [
      OPTIONS.source,
      { kind: 'logprobs', files: ['a'] },
      { kind: 'onnx', folder: 'f' },
    ];
    for (const source of sources) {
      for (const texts of [scores(100), bare(scores(100)), scores(1)]) {
        validate(JSON.parse(JSON.stringify(perplexityDocument(texts, { ...OPTIONS, source, window: null }))));
        expect(validate.errors ?? []).toEqual([]);
      }
    }
    expect(validate({ ...perplexityDocument(scores(2), OPTIONS), more: 1 })).toBe(false);
  });

  it('says perplexity a token, a word and a byte of the same surprise', () => {
    const texts = scores(100);
    const { perplexity, bitsPerByte, surprise } = perplexityDocument(texts, OPTIONS);
    const total = -texts.reduce((sum, score) => sum + score.total, 0);
    for (const unit of ['token', 'word', 'byte'] as const) {
      const { value, units, interval } = perplexity[unit]!;
      expect(units * Math.log(value)).toBeCloseTo(total, 6);
      expect(interval![0] < value && value < interval![1]).toBe(true);
    }
    expect(bitsPerByte).toBeCloseTo(Math.log2(perplexity.byte!.value), 12);
    expect(Math.exp(surprise!.mean)).toBeCloseTo(perplexity.token!.value, 9);
  });

  it('tells the spread of surprise, within texts and between them', () => {
    const { surprise, burstiness, examples } = perplexityDocument(scores(400), OPTIONS);
    // Uniform on an interval of 4 nats: standard deviation 4 / sqrt(12).
    expect(surprise!.deviation).toBeCloseTo(4 / Math.sqrt(12), 1);
    expect(burstiness!.mean).toBeCloseTo(4 / Math.sqrt(12), 1);
    const values = examples.map(({ value }) => value);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(examples.map(({ q }) => q)).toEqual([0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]);
  });

  it('leaves out what is not known, and says where it is of some texts only', () => {
    const all = scores(60);
    const none = perplexityDocument(bare(all), OPTIONS);
    expect(none).toMatchObject({ bitsPerByte: null, surprise: null, burstiness: null });
    expect(Object.keys(none.perplexity)).toEqual(['token']);
    const mixed = perplexityDocument([...all.slice(1), ...bare(all.slice(0, 1))], OPTIONS);
    expect(mixed.findings.map(({ id }) => id)).toEqual([
      'perplexity.units-missing',
      'perplexity.units-missing',
    ]);
  });

  it('warns of few groups, and gives no interval for one text', () => {
    const document = perplexityDocument(scores(1), OPTIONS);
    expect(document.perplexity.token!.interval).toBeNull();
    expect(document.findings[0].id).toBe('input.few-groups');
  });
});

describe('the document on a terminal', () => {
  it('states the window and the stride', () => {
    const text = perplexityTerminal(perplexityDocument(scores(50), OPTIONS), 100);
    expect(text).toContain('m at http://h/v1 (vllm); windows of 2,048 tokens, stride 1,024');
    expect(text).toMatch(/Perplexity a byte +\d/);
    expect(text).toContain('3 from the cache');
  });

  it('keeps within the columns, whatever a server or a file is called', () => {
    const source = {
      ...OPTIONS.source,
      model: `evil\u001b[31m ${'long '.repeat(50)}`,
    } as DocumentOptions['source'];
    const text = perplexityTerminal(perplexityDocument(bare(scores(3)), { ...OPTIONS, source }), 80);
    expect(text).not.toContain('\u001b');
    for (const line of text.split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(80);
  });
});

describe('scoreRow', () => {
  it('is read again as it was written, with tokens or without', () => {
    const [one] = scores(1);
    for (const withTokens of [true, false]) {
      const found = readTextScore(JSON.parse(scoreRow(one, withTokens)));
      const score = (found as { score: TextScore }).score;
      expect(score).toMatchObject({ id: 't0', tokens: one.tokens, words: one.words, bytes: one.bytes });
      expect(score.total).toBe(one.total);
      expect(score.logprobs === undefined).toBe(!withTokens);
    }
  });
});
