import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { column, exported, factsOf, fileOf, HOSTILE, manifestOf, STATED } from './fixtures.test.support.ts';
import { hfCard } from './hf-card.ts';

/** Header and body, as the Hub parts them: by the first line of three dashes after the beginning. */
function parts(card: string): { header: string; body: string } {
  const found = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(card)!;
  return { header: found[1], body: found[2] };
}

// biome-ignore lint/suspicious/noExplicitAny: documents of an outer format
const header = (facts = factsOf()): any => parse(parts(exported(hfCard, facts).text).header);

describe('hfCard', () => {
  it('has the header that the Hub reads', () => {
    expect(header(factsOf({ dataset: STATED }))).toEqual({
      pretty_name: 'River talk',
      license: 'cc-by-4.0',
      language: ['en'],
      task_categories: ['text-generation'],
      size_categories: ['n<1K'],
      source_datasets: ['extended|example/press'],
      tags: ['rivers', 'synthetic', 'outcross', 'provenance', 'origin:human', 'origin:synthetic'],
      configs: [{ config_name: 'default', data_files: [{ split: 'train', path: ['train.jsonl'] }] }],
      dataset_info: {
        features: [
          { name: 'id', dtype: 'string' },
          { name: 'text', dtype: 'string' },
          {
            name: 'provenance',
            struct: [
              { name: 'origin', dtype: 'string' },
              { name: 'generation', dtype: 'int64' },
              { name: 'parents', sequence: 'string' },
            ],
          },
        ],
        splits: [{ name: 'train', num_bytes: 2000, num_examples: 60 }],
        download_size: 2000,
      },
    });
  });

  it('claims no licence that nobody stated', () => {
    const { text, missing } = exported(hfCard, factsOf());
    expect(parse(parts(text).header).license).toBe('unknown');
    expect(missing).toContain('dataset.license');
    expect(exported(hfCard, factsOf({ dataset: STATED })).missing).toEqual([]);
  });

  it('names a licence that the Hub does not list', () => {
    const of = (license: string) => header(factsOf({ dataset: { license } }));
    expect(of('OGL-UK-3.0')).toMatchObject({
      license: 'other',
      license_name: 'OGL-UK-3.0',
      license_link: 'https://spdx.org/licenses/OGL-UK-3.0.html',
    });
    expect(of('Our terms')).toMatchObject({ license: 'other', license_name: 'Our terms' });
    expect(of('https://example.org/t')).toMatchObject({
      license: 'other',
      license_link: 'https://example.org/t',
    });
  });

  it('tells the size category on both sides of a border', () => {
    const of = (examples: number) => {
      const manifest = manifestOf();
      return header(
        factsOf({ manifest: { ...manifest, composition: { ...manifest.composition, examples } } }),
      ).size_categories;
    };
    expect([of(999), of(1000), of(9999), of(1e6)]).toEqual([
      ['n<1K'],
      ['1K<n<10K'],
      ['1K<n<10K'],
      ['1M<n<10M'],
    ]);
    expect(of(1e12)).toEqual(['n>1T']);
  });

  it('gives no features where a column has no type, and none for Parquet, which tells its own', () => {
    const columns = [column('text', 'text'), column('odd', 'mixed')];
    const mixed = exported(hfCard, factsOf({ dataset: STATED, columns }));
    expect(parse(parts(mixed.text).header).dataset_info).not.toHaveProperty('features');
    expect(mixed.missing).toEqual(['a type of the column "odd"']);
    const parquet = exported(hfCard, factsOf({ dataset: STATED, files: [fileOf({ format: 'parquet' })] }));
    expect(parquet.missing).toEqual([]);
    expect(parse(parts(parquet.text).header).dataset_info).toEqual({
      splits: [{ name: 'train', num_examples: 60 }],
      download_size: 2000,
    });
  });

  it('shows the composition as tables', () => {
    const { body } = parts(exported(hfCard, factsOf({ dataset: STATED })).text);
    expect(body).toContain('| synthetic | 20 | 33.3% | 140 | 28.0% |');
    expect(body).toContain('| The press | CC0-1.0 | 40 | 66.7% | 360 | 72.0% |');
    expect(body).toContain('| human.minimum | 18 | 40 | examples |');
    expect(body).toContain('That a label of origin is true is a statement of whoever gave it.');
  });

  it('reads the same by YAML 1.1 and 1.2, whatever things are called', () => {
    for (const name of HOSTILE) {
      const facts = factsOf({
        dataset: { name, license: name, keywords: [name] },
        manifest: manifestOf({ source: name, model: name }),
        files: [fileOf({ path: name })],
        columns: [column(name, 'text')],
      });
      const text = parts(exported(hfCard, facts).text).header;
      const [old, now] = (['1.1', '1.2'] as const).map((version) => parse(text, { version }));
      expect(now).toEqual(old);
      const stored = name.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
      expect(now.pretty_name).toBe(stored);
      expect(now.tags[0]).toBe(stored);
      expect(now.configs[0].data_files[0].path).toEqual([stored]);
      expect(now.dataset_info.features).toEqual([{ name: stored, dtype: 'string' }]);
      expect(now.license).toBe('other');
    }
  });

  it('keeps names on one line of the text, with no markup of theirs', () => {
    for (const name of HOSTILE) {
      const facts = factsOf({
        dataset: { name, description: name },
        manifest: manifestOf({ source: name, model: name }),
      });
      const { body } = parts(exported(hfCard, facts).text);
      const plain = parts(exported(hfCard, factsOf({ dataset: { name: 'x', description: 'x' } })).text).body;
      expect(body.split('\n').length).toBe(plain.split('\n').length);
      expect(body.match(/^#+ /gm)).toEqual(plain.match(/^#+ /gm));
      expect(body).not.toMatch(/(?<!\\)<|(?<!\\)\]\(|(?!\n)[\p{Cc}\p{Cf}]/u);
    }
  });

  it('names a data set of the Hub once, however many sources are parts of it', () => {
    const url = 'https://huggingface.co/datasets/example/press';
    const sources = { press: { url }, assistant: { url: `${url}/` } };
    expect(header(factsOf({ dataset: { sources } })).source_datasets).toEqual(['extended|example/press']);
    const elsewhere = {
      press: { url: `${url}/tree/main` },
      assistant: { url: 'https://example.org/datasets/a' },
    };
    expect(header(factsOf({ dataset: { sources: elsewhere } }))).not.toHaveProperty('source_datasets');
  });

  it('shows a description and a limitation that look like lists or rules as they are', () => {
    const odd = ['- a list', '---', '1. first', '+ plus', '=== '];
    for (const description of odd) {
      const { body } = parts(exported(hfCard, factsOf({ dataset: { description, limitations: odd } })).text);
      expect(body).toContain(`\n\n${description.trim().replace(/^\d*/, '$&\\')}\n\n`);
      expect(body).toContain('\n- \\- a list\n- \\---\n- 1\\. first\n- \\+ plus\n- \\===\n');
    }
  });
});
