import { describe, expect, it } from 'vitest';
import { Asked } from './asked.ts';
import { type DatasetFacts, SOURCE_CATEGORIES } from './dataset.ts';
import { euSources } from './eu-sources.ts';
import { factsOf, HOSTILE, manifestOf } from './fixtures.test.support.ts';

function section(dataset: DatasetFacts = {}, manifest = manifestOf()) {
  const asked = new Asked();
  const parts = euSources(factsOf({ dataset, manifest }), asked);
  return { parts, text: parts.join('\n\n'), missing: asked.missing };
}

/** The heading that a line stands below. */
function headingOf(text: string, line: string): string | undefined {
  return text
    .slice(0, text.indexOf(line))
    .match(/^#{3,4} [\d.]*/gm)
    ?.at(-1)
    ?.replace(/^#+ /, '');
}

describe('euSources', () => {
  it.each([
    ['public', '2.1.'],
    ['licensed', '2.2.1.'],
    ['private', '2.2.2.'],
    ['crawled', '2.3.'],
    ['user', '2.4.'],
    ['synthetic', '2.5.'],
    ['other', '2.6.'],
  ] as const)('puts a source that is %s below %s, and asks no other heading for it', (category, heading) => {
    const { text } = section({
      sources: { press: { category, title: 'The press itself' }, assistant: { category: 'other' } },
    });
    expect(headingOf(text, 'The press itself')).toBe(heading);
    expect(text.split('The press itself')).toHaveLength(2);
  });

  it('answers each question of the template with yes for what is there, and no for the rest', () => {
    for (const category of SOURCE_CATEGORIES) {
      const { text } = section({ sources: { press: { category }, assistant: { category } } });
      expect(text.match(/\| Yes \|/g), category).toHaveLength(1);
      expect(text.match(/\| No \|/g), category).toHaveLength(SOURCE_CATEGORIES.length - 1);
    }
  });

  it('has an empty overview for an empty set, without a share that is no number', () => {
    const manifest = manifestOf();
    const none = { examples: 0, tokens: 0, byOrigin: [], bySource: [], byModel: [], byGeneration: [] };
    const { text, missing } = section({}, { ...manifest, composition: none });
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
    expect(text).toContain('0 examples, 0 tokens');
    expect(missing).toEqual([]);
  });

  it('gives shares of nought where no source holds a token', () => {
    const manifest = manifestOf();
    const bySource = manifest.composition.bySource.map((row) => ({ ...row, tokens: 0 }));
    const { text } = section(
      {},
      { ...manifest, composition: { ...manifest.composition, tokens: 0, bySource } },
    );
    expect(text).toContain('| not stated | 2 | 60 | 0 | 0.0% |');
  });

  it('lists examples of no source beside sources without a category, which add up to the overview', () => {
    const manifest = manifestOf();
    const [press, { value: _, ...nameless }] = manifest.composition.bySource;
    const composition = { ...manifest.composition, bySource: [press, nameless] };
    const { parts } = section({}, { ...manifest, composition });
    expect(parts.at(-1)).toMatchInlineSnapshot(`
      "| Source | Examples | Tokens |
      | --- | --- | --- |
      | press | 40 | 360 |
      | not stated | 20 | 140 |"
    `);
    expect(parts[0]).toContain('| not stated | 1 | 60 | 500 | 100.0% |');
  });

  it('adds what is mixed to what is synthetic', () => {
    const manifest = manifestOf();
    const [human, synthetic] = manifest.composition.byOrigin;
    const byOrigin = [human, { ...synthetic, examples: 15 }, { ...synthetic, value: 'mixed', examples: 5 }];
    const { text } = section({}, { ...manifest, composition: { ...manifest.composition, byOrigin } });
    expect(text).toContain('of all sources | 20 examples, 280 tokens |');
  });

  it('has no table of models where no model is known', () => {
    const manifest = manifestOf();
    const byModel = manifest.composition.byModel.filter(({ value }) => value === undefined);
    const { text } = section({}, { ...manifest, composition: { ...manifest.composition, byModel } });
    expect(text).not.toContain('Model that made it');
  });

  it('asks for the publisher of a model by its name, one that every object has among them', () => {
    for (const model of ['m1', 'constructor', '__proto__', 'toString']) {
      const { missing, text } = section({}, manifestOf({ model }));
      expect(missing).toContain(`dataset.models.${model}.publisher`);
      expect(text).not.toContain('[object');
      expect(text).not.toContain('native code');
    }
  });

  it('keeps every table whole, whatever a source, its title and its address are called', () => {
    for (const name of HOSTILE) {
      const facts = {
        category: 'public',
        title: name,
        url: `https://example.org/${name}`,
        license: name,
      } as const;
      const sources = Object.fromEntries([
        [name, facts],
        ['assistant', { category: 'user' as const }],
      ]);
      const { parts } = section({ sources }, manifestOf({ source: name }));
      for (const part of parts.filter((one) => one.startsWith('| '))) {
        const widths = part.split('\n').map((line) => line.replaceAll(/\\./g, '').split('|').length);
        expect(new Set(widths).size, `${name}: ${part}`).toBe(1);
      }
    }
  });
});
