import { describe, expect, it } from 'vitest';
import type { DatasetFacts } from './dataset.ts';
import { euSummary } from './eu-summary.ts';
import { exported, factsOf, HOSTILE, manifestOf, STATED } from './fixtures.test.support.ts';

const summary = (dataset: DatasetFacts = {}, manifest = manifestOf()) =>
  exported(euSummary, factsOf({ dataset, manifest })).text;

/** The answer that stands beside a question. */
function answer(text: string, question: string): string | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`| ${question}`));
  return line?.split(' | ').at(-1)?.replace(/ \|$/, '');
}

const CRAWLERS = 'Were crawlers used';
const SYNTHETIC = 'Was synthetic AI-generated data created';

describe('euSummary', () => {
  it('has the sections of the template, in their order', () => {
    expect(
      summary()
        .match(/^#+ [\d.]+.*$/gm)
        ?.map((line) => line.replace(/^#+ ([\d.]+?)\.? .*/, '$1')),
    ).toEqual([
      ...['1', '1.1', '1.2', '1.3', '2', '2.1', '2.2', '2.2.1', '2.2.2', '2.3', '2.4', '2.5', '2.6'],
      ...['3', '3.1', '3.2', '3.3'],
    ]);
  });

  it('says not stated wherever nobody stated a fact, and lists it', () => {
    const { text, missing } = exported(euSummary, factsOf());
    expect(answer(text, 'Provider name')).toBe('not stated');
    expect(missing).toContain('dataset.summary.provider');
    expect(missing).toContain('dataset.sources.press.category');
    expect(exported(euSummary, factsOf({ dataset: STATED })).missing).toEqual([]);
  });

  it('answers yes by the category of a source, and no only where every category is stated', () => {
    expect(answer(summary(STATED), CRAWLERS)).toBe('Yes');
    expect(answer(summary(STATED), SYNTHETIC)).toBe('Yes');
    expect(answer(summary(STATED), 'Was data from user interactions')).toBe('No');
    const half = summary({ sources: { press: { category: 'public' } } });
    expect(answer(half, 'Have you used publicly available datasets')).toBe('Yes');
    expect(answer(half, CRAWLERS)).toBe('not stated');
    expect(half).toContain(
      '### Sources whose category is not stated\n\n| Source | Examples | Tokens |\n| --- | --- | --- |\n| assistant | 20 | 140 |',
    );
  });

  it('counts what is labelled synthetic, whatever the category of its source', () => {
    expect(answer(summary(), 'Examples of the set that are synthetic')).toBe('20 examples, 140 tokens');
    expect(summary(STATED)).toContain('| Model One | 1 | Example Org | 20 | 140 |');
  });

  it('sums sizes by category', () => {
    expect(summary(STATED)).toContain(
      '| crawled | 1 | 40 | 360 | 72.0% |\n| synthetic | 1 | 20 | 140 | 28.0% |',
    );
    expect(summary()).toContain('| not stated | 2 | 60 | 500 | 100.0% |');
  });

  it('counts examples of no known source to no category', () => {
    const manifest = manifestOf();
    const [{ value: _, ...nameless }, rest] = manifest.composition.bySource;
    const text = summary(STATED, {
      ...manifest,
      composition: { ...manifest.composition, bySource: [nameless, rest] },
    });
    expect(text).toContain('| not stated | 0 | 40 | 360 | 72.0% |');
    expect(answer(text, CRAWLERS)).toBe('not stated');
  });

  it('tells the range of the template that a number of tokens lies in', () => {
    const range = (tokens: number) => {
      const manifest = manifestOf();
      const text = summary({}, { ...manifest, composition: { ...manifest.composition, tokens } });
      return /\| Text \| (.*?) \(/.exec(text)?.[1];
    };
    expect(range(999_999_999)).toBe('Less than 1 billion tokens');
    expect(range(1e9)).toBe('1 billion to 10 trillion tokens');
    expect(range(2e13)).toBe('More than 10 trillion tokens');
  });

  it('lists the top tenth of domains by size, the largest first', () => {
    const domains = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`d${i}.example`, i * 1000]));
    const press = { ...STATED.sources!['press'], domains };
    const text = summary({ ...STATED, sources: { ...STATED.sources, press } });
    expect(text).toContain(
      '(3 of 21):\n\n| Domain | Bytes |\n| --- | --- |\n| d20.example | 20,000 |\n| d19.example | 19,000 |\n| d18.example | 18,000 |\n\n',
    );
    expect(text).not.toContain('d17.example');
  });

  it('lists all domains where their sizes are not stated, and says so', () => {
    const press = { ...STATED.sources!['press'], domains: ['b.example', 'a.example', 'b.example'] };
    const { text, missing } = exported(
      euSummary,
      factsOf({ dataset: { ...STATED, sources: { ...STATED.sources, press } } }),
    );
    expect(text).toContain('all 2 domain names are listed: a.example, b.example');
    expect(missing).toEqual(['dataset.sources.press.domains (the bytes of each)']);
  });

  it('keeps its tables whole, whatever things are called', () => {
    for (const name of HOSTILE) {
      const facts: DatasetFacts = {
        name,
        summary: { content: name, reservations: name, models: [name] },
        sources: Object.fromEntries([
          [
            name,
            { category: 'crawled' as const, description: name, domains: [name], crawler: { names: [name] } },
          ],
        ]),
      };
      const text = summary(facts, manifestOf({ source: name, model: name }));
      const plain = summary(
        { ...facts, name: 'x', sources: { x: Object.values(facts.sources!)[0] } },
        manifestOf({ source: 'x', model: 'x' }),
      );
      expect(text.split('\n').length).toBe(plain.split('\n').length);
      expect(text).not.toMatch(/(?<!\\)<|(?!\n)[\p{Cc}\p{Cf}]/u);
      for (const line of text.split('\n').filter((one) => one.startsWith('|')))
        expect(line).toMatch(/^\| .* \|$/);
    }
  });
});
