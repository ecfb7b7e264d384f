import { describe, expect, it } from 'vitest';
import { dta } from './dta.ts';
import { exported, factsOf, HOSTILE, manifestOf, STATED } from './fixtures.test.support.ts';

// biome-ignore lint/suspicious/noExplicitAny: documents of an outer format
const document = (facts = factsOf()): any => JSON.parse(exported(dta, facts).text);

/** Field names of the published schema, data-provenance-standards-1.0.0, and those that it requires. */
const FIELDS = {
  source: ['version', 'title', 'id', 'location', 'issuer', 'description'],
  provenance: [
    'source',
    'origin',
    'origin-geography',
    'date',
    'previous-date',
    'generation-period',
    'generation-method',
    'format',
  ],
  use: [
    'classification',
    'consents',
    'privacy-enhancing',
    'processing-included',
    'processing-excluded',
    'storage-allowed',
    'storage-forbidden',
    'license',
    'intended-purpose',
    'copyright',
    'patent',
    'trademark',
  ],
} as const;

const REQUIRED = {
  source: ['version', 'title', 'id', 'issuer', 'description'],
  provenance: ['origin-geography', 'date', 'generation-method'],
  use: ['intended-purpose'],
} as const;

describe('dta', () => {
  it('has the 26 fields of the standard in their three groups, where all is stated', () => {
    const stated = document(factsOf({ dataset: STATED }));
    expect(Object.keys(stated)).toEqual(Object.keys(FIELDS));
    for (const [group, fields] of Object.entries(FIELDS))
      expect(Object.keys(stated[group]).sort()).toEqual([...fields].sort());
    expect(exported(dta, factsOf({ dataset: STATED })).missing).toEqual([]);
  });

  it('has every required field where nothing is, and says so in it', () => {
    const bare = document();
    for (const [group, fields] of Object.entries(REQUIRED))
      for (const field of fields) expect(bare[group]).toHaveProperty([field]);
    expect(bare.source.issuer).toEqual([{ name: 'not stated' }]);
    expect(bare.provenance['origin-geography']).toEqual([{ country: 'not stated' }]);
    expect(bare.use['intended-purpose']).toEqual([{ code: 'not stated', description: 'not stated' }]);
    expect(exported(dta, factsOf()).missing).toContain('dataset.geography');
  });

  it('tells countries from parts of them', () => {
    expect(document(factsOf({ dataset: STATED })).provenance['origin-geography']).toEqual([
      { country: 'DE' },
      { country: 'US', state: 'CA' },
    ]);
  });

  it('takes the period of generation from all sources', () => {
    expect(document(factsOf({ dataset: STATED })).provenance['generation-period']).toEqual({
      start: '2020-01-01',
      end: '2021-05',
    });
  });

  it('lists methods by origin and by source', () => {
    const codes = document(factsOf({ dataset: STATED })).provenance['generation-method'].map(
      ({ code }: { code: string }) => code,
    );
    expect(codes).toEqual(['origin-human', 'origin-synthetic', 'crawled', 'synthetic']);
  });

  it('has an id that follows from the manifest', () => {
    expect(document().source.id).toBe(document(factsOf({ dataset: STATED })).source.id);
    expect(document().source.id).not.toBe(document(factsOf({ manifestDigest: 'd'.repeat(64) })).source.id);
  });

  it('keeps names as they are', () => {
    for (const name of HOSTILE) {
      const parsed = document(factsOf({ dataset: { name }, manifest: manifestOf({ source: name }) }));
      const stored = JSON.parse(JSON.stringify(name));
      expect(parsed.source.title).toBe(stored);
      expect(parsed.provenance['generation-method'][2].description).toContain(stored);
    }
  });
});
