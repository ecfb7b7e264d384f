import { describe, expect, it } from 'vitest';
import { croissant } from './croissant.ts';
import {
  column,
  exported,
  factsOf,
  fileOf,
  HOSTILE,
  manifestOf,
  SHA,
  STATED,
} from './fixtures.test.support.ts';

// biome-ignore lint/suspicious/noExplicitAny: documents of an outer format
const document = (facts = factsOf()): any => JSON.parse(exported(croissant, facts).text);

/** Every `@id` that is defined, as an object with more than the id. */
function ids(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, part]) => (key === '@context' ? [] : ids(part)));
  const own: unknown = (value as Record<string, unknown>)['@id'];
  return typeof own === 'string' && Object.keys(value).length > 1 ? [own, ...inner] : inner;
}

describe('croissant', () => {
  it('conforms to Croissant 1.1 and RAI 1.0', () => {
    expect(document().conformsTo).toEqual([
      'http://mlcommons.org/croissant/1.1',
      'http://mlcommons.org/croissant/RAI/1.0',
    ]);
  });

  it('describes the files by name, size, type and digest', () => {
    expect(document().distribution).toEqual([
      {
        '@type': 'cr:FileObject',
        '@id': 'file/train.jsonl',
        name: 'train.jsonl',
        contentUrl: 'train.jsonl',
        contentSize: '2000 B',
        encodingFormat: 'application/jsonlines',
        sha256: SHA,
      },
    ]);
    const stated = document(factsOf({ dataset: STATED, files: [fileOf({ path: 'train/part 0.jsonl' })] }));
    expect(stated.distribution[0].contentUrl).toBe('https://example.org/files/train/part%200.jsonl');
  });

  it('finds files below the address that they can be had at, wherever the document is written', () => {
    const url = (path: string, download = 'https://example.org/files') =>
      document(factsOf({ dataset: { download }, files: [fileOf({ path })] })).distribution[0].contentUrl;
    expect(url('../train.jsonl')).toBe('https://example.org/files/train.jsonl');
    expect(url('../../sets/a#b.jsonl', 'https://example.org/files//')).toBe(
      'https://example.org/files/sets/a%23b.jsonl',
    );
    expect(url('..odd/..jsonl')).toBe('https://example.org/files/..odd/..jsonl');
  });

  it('maps columns to fields with their types, and what objects hold to fields within', () => {
    const [{ field }] = document().recordSet;
    expect(field.map(({ name, dataType }: Record<string, string>) => [name, dataType])).toEqual([
      ['id', 'sc:Text'],
      ['text', 'sc:Text'],
      ['provenance', undefined],
    ]);
    expect(field[2].subField).toEqual([
      {
        '@type': 'cr:Field',
        '@id': 'records/provenance/origin',
        name: 'origin',
        dataType: 'sc:Text',
        source: {
          fileObject: { '@id': 'file/train.jsonl' },
          extract: { column: 'provenance' },
          transform: { jsonPath: 'origin' },
        },
      },
      expect.objectContaining({ name: 'generation', dataType: 'sc:Integer' }),
      expect.objectContaining({ name: 'parents', isArray: true, arrayShape: '-1' }),
    ]);
  });

  it('leaves out columns that have no one type, and says so', () => {
    const columns = [
      column('text', 'text'),
      column('odd', 'mixed'),
      column('picture', 'bytes'),
      column('turns', 'object', { list: true, fields: [column('words', 'text', { list: true })] }),
    ];
    const facts = factsOf({ dataset: STATED, files: [fileOf({ columns })] });
    const { text, missing } = exported(croissant, facts);
    expect(JSON.parse(text).recordSet[0].field).toHaveLength(1);
    expect(missing).toEqual([
      'a type of the column "odd"',
      'a type of the column "picture"',
      'a type of the column "turns"',
    ]);
  });

  it('has a record set a file, and none for a file that is not at hand', () => {
    const files = [
      fileOf(),
      fileOf({ path: 'b', name: 'b' }),
      fileOf({ path: 'c', name: 'c', columns: undefined }),
    ];
    const { text, missing } = exported(croissant, factsOf({ dataset: STATED, files }));
    expect(JSON.parse(text).recordSet.map((set: { '@id': string }) => set['@id'])).toEqual([
      'records-00000',
      'records-00001',
    ]);
    expect(missing).toEqual(['the columns of c: the file is not at hand']);
  });

  it('says where the set comes from in PROV-O: sources, the mix and the models', () => {
    const stated = document(factsOf({ dataset: STATED }));
    expect(stated['prov:wasDerivedFrom'][0]).toMatchObject({
      '@type': 'prov:Entity',
      '@id': 'source/press',
      'prov:label': 'The press',
      license: 'CC0-1.0',
      'oc:examples': 40,
      'prov:wasAttributedTo': { 'prov:label': 'Example Org' },
    });
    const [mix, model] = stated['prov:wasGeneratedBy'];
    expect(mix).toMatchObject({
      'prov:wasAssociatedWith': { 'prov:label': 'outcross 1.2.3' },
      'prov:used': [{ 'prov:label': 'a.jsonl', sha256: 'b'.repeat(64) }],
    });
    expect(model).toMatchObject({
      'oc:examples': 20,
      'prov:wasAssociatedWith': { 'prov:label': 'Model One' },
    });
  });

  it('states collection and synthetic data in the terms of RAI', () => {
    const stated = document(factsOf({ dataset: STATED }));
    expect(stated['rai:dataCollectionType']).toEqual(['Software Collection', 'Web Scraping']);
    expect(stated['rai:dataCollectionTimeframe']).toEqual(['2020-01-01', '2021-05']);
    expect(stated['rai:dataManipulationProtocol']).toContain('synthetic 20 (33.3%)');
    expect(stated['rai:dataManipulationProtocol']).toContain('m1');
    expect(stated['rai:dataPreprocessingProtocol'][1]).toContain(
      'Candidates: chosen 60, surplus 3; malformed rows 1.',
    );
  });

  it('reaches to the end of the year that a source was collected in, though another names a month', () => {
    const sources = {
      press: { collected: { from: '2020-06', to: '2021' } },
      assistant: { collected: { from: '2020-06-02', to: '2021-03' } },
    };
    const timeframe = document(factsOf({ dataset: { sources } }))['rai:dataCollectionTimeframe'];
    expect(timeframe).toEqual(['2020-06', '2021']);
  });

  it('says what nobody stated, and asks for nothing once all is', () => {
    const bare = exported(croissant, factsOf());
    expect(JSON.parse(bare.text)).toMatchObject({ description: 'not stated', license: 'not stated' });
    expect(JSON.parse(bare.text)).not.toHaveProperty('url');
    expect(JSON.parse(bare.text)['oc:notStated']).toEqual(bare.missing);
    expect(bare.missing).toContain('dataset.creators');
    expect(exported(croissant, factsOf({ dataset: STATED })).missing).toEqual([]);
  });

  it('can stand in a page of HTML, and keeps its ids apart, whatever things are called', () => {
    for (const name of HOSTILE) {
      const facts = factsOf({
        name,
        dataset: { name, description: name, sources: Object.fromEntries([[name, { license: name }]]) },
        manifest: manifestOf({ source: name, model: name }),
        files: [
          fileOf({
            path: name,
            columns: [column(name, 'text'), column('o', 'object', { fields: [column(name, 'text')] })],
          }),
        ],
      });
      const { text } = exported(croissant, facts);
      expect(text).not.toMatch(/<|\u2028|\u2029/);
      expect(text).toBe(exported(croissant, facts).text);
      const parsed = JSON.parse(text);
      expect(parsed.name).toBe(JSON.parse(JSON.stringify(name)));
      const found = ids(parsed);
      expect(found.length).toBeGreaterThan(6);
      expect(new Set(found).size).toBe(found.length);
      for (const id of found) expect(id).toMatch(/^[\w./%~-]+$/);
    }
  });
});
