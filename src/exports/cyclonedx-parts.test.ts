import { describe, expect, it } from 'vitest';
import { Asked } from './asked.ts';
import { hashes, licenses, organization } from './cyclonedx-builders.ts';
import { cyclonedxModels, cyclonedxSources } from './cyclonedx-parts.ts';
import { composition, property } from './cyclonedx-properties.ts';
import type { DatasetFacts } from './dataset.ts';
import { factsOf, HOSTILE, manifestOf, STATED } from './fixtures.test.support.ts';

// biome-ignore lint/suspicious/noExplicitAny: documents of an outer format
type Loose = any;

const plain = (value: unknown): Loose => JSON.parse(JSON.stringify(value));
function parts(of: typeof cyclonedxSources, dataset: DatasetFacts, manifest = manifestOf()) {
  const asked = new Asked();
  return { parts: plain(of(factsOf({ dataset, manifest }), asked)) as Loose[], missing: asked.missing };
}
const propertiesOf = ({ properties }: Loose) =>
  Object.fromEntries(properties.map(({ name, value }: Loose) => [name, value]));

describe('cyclonedxSources', () => {
  it('has no licence and no supplier where nobody stated one, and asks for both', () => {
    const { parts: sources, missing } = parts(cyclonedxSources, {});
    expect(sources.map(({ name }) => name)).toEqual(['press', 'assistant']);
    for (const source of sources) {
      expect(source).not.toHaveProperty('licenses');
      expect(source).not.toHaveProperty('supplier');
      expect(source).not.toHaveProperty('externalReferences');
      expect(propertiesOf(source)['outcross:category']).toBe('not stated');
    }
    expect(missing).toContain('dataset.sources.press.license');
    expect(missing).toContain('dataset.sources.assistant.category');
  });

  it('states one side of a period where the other is not known', () => {
    const [press, assistant] = parts(cyclonedxSources, STATED).parts.map(propertiesOf);
    expect(press).toMatchObject({
      'outcross:collected:from': '2020-01-01',
      'outcross:collected:to': '2021-05',
    });
    expect(assistant['outcross:collected:from']).toBe('2024');
    expect(assistant).not.toHaveProperty('outcross:collected:to');
  });

  it('leaves out examples whose source is not known, and asks for it', () => {
    const manifest = manifestOf();
    const { value: _, ...nameless } = manifest.composition.bySource[0];
    const whole = { ...manifest.composition, bySource: [nameless] };
    const found = parts(cyclonedxSources, STATED, { ...manifest, composition: whole });
    expect(found.parts).toEqual([]);
    expect(found.missing).toEqual(['the source of some examples']);
  });

  it('refers to no address that is none of the Web', () => {
    for (const url of [
      'javascript:alert(1)',
      'ftp://example.org',
      'https://',
      'press',
      'file:///etc/passwd',
    ]) {
      const [press] = parts(cyclonedxSources, { sources: { press: { url } } }).parts;
      expect(press, url).not.toHaveProperty('externalReferences');
    }
  });

  it('takes a source with a name that every object has for one of which nothing is stated', () => {
    for (const source of ['__proto__', 'constructor', 'hasOwnProperty']) {
      const [first] = parts(cyclonedxSources, STATED, manifestOf({ source })).parts;
      expect(first).toMatchObject({ name: source, 'bom-ref': `source/${source}` });
      expect(first).not.toHaveProperty('licenses');
    }
  });
});

describe('cyclonedxModels', () => {
  it('has a model a name, without the examples that no model wrote', () => {
    const { parts: models, missing } = parts(cyclonedxModels, STATED);
    expect(models).toHaveLength(1);
    expect(models[0]).toMatchObject({
      type: 'machine-learning-model',
      name: 'm1',
      version: '1',
      supplier: { name: 'Example Org' },
      licenses: [{ license: { id: 'Apache-2.0' } }],
    });
    expect(propertiesOf(models[0])).toEqual({ 'outcross:examples': '20', 'outcross:tokens': '140' });
    expect(missing).toEqual([]);
  });

  it('asks for what nobody stated of a model', () => {
    expect(parts(cyclonedxModels, {}).missing).toEqual(
      ['publisher', 'version', 'license'].map((fact) => `dataset.models.m1.${fact}`),
    );
  });

  it('keeps references apart and free of what an IRI may not hold', () => {
    const refs = HOSTILE.map(
      (model) => parts(cyclonedxModels, {}, manifestOf({ model })).parts[0]['bom-ref'],
    );
    expect(new Set(refs).size).toBe(HOSTILE.length);
    for (const ref of refs) expect(ref).toMatch(/^model\/[\w.~%-]+$/);
  });
});

describe('composition', () => {
  it('holds every row as JSON that adds up to the set', () => {
    const rows = composition(factsOf());
    for (const key of ['origin', 'source', 'model', 'generation']) {
      const own = rows.filter(({ name }) => name === `outcross:composition:${key}`);
      const sum = own.reduce((all, { value }) => all + JSON.parse(value).tokens, 0);
      expect(sum, key).toBe(500);
    }
    expect(rows.find(({ name }) => name === 'outcross:tokens')?.value).toBe('500');
  });

  it('tells a value that is not known from one that is called null', () => {
    const values = composition(factsOf({ manifest: manifestOf({ model: 'null' }) }))
      .filter(({ name }) => name === 'outcross:composition:model')
      .map(({ value }) => JSON.parse(value).value);
    expect(values).toEqual([null, 'null']);
  });

  it('has a verdict only where there was one', () => {
    const names = (facts = factsOf()) => composition(facts).map(({ name }) => name);
    expect(names()).not.toContain('outcross:verdict');
    expect(property('n', 0)).toEqual({ name: 'n', value: '0' });
  });
});

describe('the builders of CycloneDX', () => {
  it('name a licence by its identifier, by its name, or by its address too', () => {
    expect(licenses(undefined)).toBeUndefined();
    expect(licenses(' MIT ')).toEqual([{ license: { id: 'MIT' } }]);
    expect(licenses('House rules')).toEqual([{ license: { name: 'House rules' } }]);
    expect(licenses('https://example.org/l')).toEqual([
      { license: { name: 'https://example.org/l', url: 'https://example.org/l' } },
    ]);
  });

  it('have a contact of an organization only where it has an address for post', () => {
    expect(plain(organization({ name: 'A' }))).toEqual({ name: 'A' });
    expect(plain(organization({ name: 'A', url: 'mailto:a@b', email: 'a@b.example' }))).toEqual({
      name: 'A',
      contact: [{ name: 'A', email: 'a@b.example' }],
    });
    expect(hashes('ab')).toEqual([{ alg: 'SHA-256', content: 'ab' }]);
  });
});
