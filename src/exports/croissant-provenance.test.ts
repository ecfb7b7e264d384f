import { describe, expect, it } from 'vitest';
import { Asked } from './asked.ts';
import { croissantProvenance } from './croissant-provenance.ts';
import { croissantRai } from './croissant-rai.ts';
import type { DatasetFacts, SourceCategory } from './dataset.ts';
import { factsOf, HOSTILE, manifestOf, STATED } from './fixtures.test.support.ts';

// biome-ignore lint/suspicious/noExplicitAny: documents of an outer format
type Loose = any;

function made(of: typeof croissantProvenance, dataset: DatasetFacts, manifest = manifestOf()) {
  const asked = new Asked();
  const document: Loose = JSON.parse(JSON.stringify(of(factsOf({ dataset, manifest }), asked)));
  return { document, missing: asked.missing };
}
const provenance = (dataset: DatasetFacts = {}, manifest = manifestOf()) =>
  made(croissantProvenance, dataset, manifest);
const rai = (dataset: DatasetFacts = {}, manifest = manifestOf()) => made(croissantRai, dataset, manifest);

describe('croissantProvenance', () => {
  it('derives the set from its sources, and attributes each to whoever holds its rights', () => {
    const [press, assistant] = provenance(STATED).document['prov:wasDerivedFrom'];
    expect(press).toMatchObject({
      '@id': 'source/press',
      'prov:label': 'The press',
      'oc:category': 'crawled',
      'prov:wasAttributedTo': { '@type': 'prov:Agent', 'prov:label': 'Example Org' },
    });
    expect(assistant).not.toHaveProperty('prov:wasAttributedTo');
  });

  it('uses every input of the mix with its digest, though two bear one name', () => {
    const input = { name: 'a.jsonl', bytes: 1, sha256: 'd'.repeat(64) };
    const manifest = { ...manifestOf(), inputs: [input, { ...input, bytes: 2 }] };
    const used = provenance({}, manifest).document['prov:wasGeneratedBy'][0]['prov:used'];
    expect(used.map((one: Loose) => [one['@id'], one['prov:label'], one['contentSize']])).toEqual([
      ['input/0', 'a.jsonl', '1 B'],
      ['input/1', 'a.jsonl', '2 B'],
    ]);
  });

  it('holds the policy as text that is the policy', () => {
    const [mix] = provenance().document['prov:wasGeneratedBy'];
    expect(JSON.parse(mix['oc:policy'])).toEqual(JSON.parse(JSON.stringify(manifestOf().policy)));
    expect(mix['oc:verdict']).toBe('not stated');
  });

  it('has an activity a model and none for what no model wrote; who made a model is asked, not guessed', () => {
    const { document, missing } = provenance();
    expect(document['prov:wasGeneratedBy'].map((one: Loose) => one['@id'])).toEqual([
      'activity/mix',
      'activity/model/m1',
    ]);
    expect(JSON.stringify(document)).not.toContain('actedOnBehalfOf');
    expect(missing).toContain('dataset.models.m1.publisher');
    expect(JSON.stringify(provenance(STATED).document)).toContain('actedOnBehalfOf');
  });

  it('gives all that it speaks of ids that differ, whatever they are called', () => {
    for (const name of HOSTILE) {
      const { document } = provenance({}, manifestOf({ source: name, model: name }));
      const ids = [...JSON.stringify(document).matchAll(/"@id":"([^"]*)"/g)].map(([, id]) => id);
      expect(new Set(ids).size, name).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(/^[\w./~%-]+$/);
    }
  });
});

describe('croissantRai', () => {
  it('names every category of source in the terms of RAI, each term once and in order', () => {
    const types = (press?: SourceCategory, assistant?: SourceCategory) =>
      rai({ sources: { press: { category: press }, assistant: { category: assistant } } }).document[
        'rai:dataCollectionType'
      ];
    expect(types('user', 'crawled')).toEqual(['User-generated content data', 'Web Scraping']);
    expect(types('crawled', 'user')).toEqual(types('user', 'crawled'));
    expect(types('public', 'private')).toEqual(['Secondary Data analysis']);
    expect(types('synthetic')).toEqual(['Software Collection']);
    expect(types()).toBeUndefined();
  });

  it('tells the time of collection by the sides that are known', () => {
    const frame = (from?: string, to?: string) =>
      rai({ sources: { press: { collected: { from, to } } } }).document['rai:dataCollectionTimeframe'];
    expect(frame('2020', '2021')).toEqual(['2020', '2021']);
    expect(frame('2020')).toEqual(['2020']);
    expect(frame(undefined, '2021')).toEqual(['2021']);
    expect(frame()).toBeUndefined();
  });

  it('says how the set was chosen after what its maker did, fates in order of their names', () => {
    const manifest = { ...manifestOf(), fates: { surplus: 3, chosen: 60, duplicate: 1 } };
    expect(rai(STATED, manifest).document['rai:dataPreprocessingProtocol']).toEqual([
      'Lines without letters were dropped.',
      'Chosen under a policy of proportion by outcross 1.2.3. Candidates: chosen 60, duplicate 1, surplus 3; malformed rows 1.',
    ]);
  });

  it('tells what is synthetic and by whom, on one line whatever a model is called', () => {
    for (const model of HOSTILE) {
      const text = rai({}, manifestOf({ model })).document['rai:dataManipulationProtocol'];
      expect(text).toMatch(/^Examples by origin: human 40 \(66\.7%\), synthetic 20 \(33\.3%\)\. Models that/);
      expect(text).not.toMatch(/[\n\r\u2028\u2029\u202e\0]/);
    }
  });

  it('asks for what nobody stated, and for nothing once all is', () => {
    expect(rai().missing).toEqual(
      ['collection', 'limitations', 'biases', 'useCases', 'personalData'].map((fact) => `dataset.${fact}`),
    );
    expect(rai(STATED).missing).toEqual([]);
    expect(rai({ limitations: [], collection: '' }).missing).toEqual(rai().missing);
  });
});
