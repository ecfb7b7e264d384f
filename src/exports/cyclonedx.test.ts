import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv, type AnySchema } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { cyclonedx } from './cyclonedx.ts';
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

/** The schemas that the library of CycloneDX ships and validates with, compiled with the options that it compiles them with. */
const library = dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json'));
const schema = (name: string): AnySchema =>
  JSON.parse(readFileSync(join(library, 'res/schema', `${name}.SNAPSHOT.schema.json`), 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true, addUsedSchema: false });
(formats as unknown as (ajv: Ajv) => void)(ajv);
ajv.addFormat('iri-reference', true);
// Its last format, of a package that it names as optional: addresses of mail may hold any script.
ajv.addFormat('idn-email', /^[^\s@]+@[^\s@]+$/);
for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs'])
  ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
const validate = ajv.compile(schema('bom-1.7'));

function faults(document: unknown): readonly string[] {
  validate(document);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

// biome-ignore lint/suspicious/noExplicitAny: documents of an outer format
const bom = (facts = factsOf()): any => JSON.parse(exported(cyclonedx, facts).text);

describe('cyclonedx', () => {
  it('is valid by the schema of CycloneDX 1.7, with nothing stated and with everything', () => {
    expect(faults(bom())).toEqual([]);
    expect(faults(bom(factsOf({ dataset: STATED })))).toEqual([]);
  });

  it('fails the same check where it is broken', () => {
    expect(faults({ ...bom(), specVersion: 1.7 })).not.toEqual([]);
    expect(faults({ ...bom(), components: [{ name: 'of no type' }] })).not.toEqual([]);
  });

  it('is a component of type data with its digest, its files and the inputs as ancestors', () => {
    const { component } = bom(factsOf({ dataset: STATED })).metadata;
    expect(component).toMatchObject({
      type: 'data',
      name: 'River talk',
      version: '1.0.0',
      licenses: [{ license: { id: 'CC-BY-4.0' } }],
      hashes: [{ alg: 'SHA-256', content: SHA }],
      pedigree: { ancestors: [{ name: 'a.jsonl', hashes: [{ content: 'b'.repeat(64) }] }] },
      components: [{ type: 'file', name: 'train.jsonl' }],
      data: [
        {
          type: 'dataset',
          governance: {
            owners: [{ organization: { name: 'Example Org' } }],
            stewards: [{ contact: { name: 'Jane Example', email: 'jane@example.org' } }],
          },
        },
      ],
    });
    expect(component.properties).toContainEqual({
      name: 'outcross:composition:origin',
      value: '{"value":"synthetic","examples":20,"tokens":140}',
    });
  });

  it('depends on its sources and models', () => {
    const { components, dependencies, compositions } = bom(factsOf({ dataset: STATED }));
    expect(components.map(({ type, name }: { type: string; name: string }) => `${type} ${name}`)).toEqual([
      'data press',
      'data assistant',
      'machine-learning-model m1',
    ]);
    expect(dependencies[0]).toEqual({
      ref: 'dataset',
      dependsOn: ['source/press', 'source/assistant', 'model/m1'],
    });
    expect(compositions).toEqual([{ aggregate: 'complete', dependencies: ['dataset'] }]);
    expect(components[2]).toMatchObject({
      supplier: { name: 'Example Org' },
      licenses: [{ license: { id: 'Apache-2.0' } }],
    });
  });

  it('calls the list of sources incomplete where some are not known', () => {
    const manifest = manifestOf();
    const [{ value: _, ...nameless }, rest] = manifest.composition.bySource;
    const composition = { ...manifest.composition, bySource: [nameless, rest] };
    const document = bom(factsOf({ manifest: { ...manifest, composition } }));
    expect(document.compositions[0].aggregate).toBe('incomplete');
    expect(faults(document)).toEqual([]);
  });

  it('lists what nobody stated, in the document too', () => {
    const { missing, text } = exported(cyclonedx, factsOf());
    expect(missing).toContain('dataset.license');
    expect(missing).toContain('dataset.sources.press.license');
    const { metadata } = JSON.parse(text);
    expect(metadata.properties.map(({ value }: { value: string }) => value)).toEqual(missing);
    expect(metadata.component.description).toBe('not stated');
    expect(exported(cyclonedx, factsOf({ dataset: STATED })).missing).toEqual([]);
  });

  it('states a licence that SPDX does not know by its name, and its address', () => {
    const of = (license: string) => bom(factsOf({ dataset: { license } })).metadata.component.licenses;
    expect(of('Our terms')).toEqual([{ license: { name: 'Our terms' } }]);
    expect(of('https://example.org/terms')).toEqual([
      { license: { name: 'https://example.org/terms', url: 'https://example.org/terms' } },
    ]);
  });

  it('has the same serial number for the same manifest, and no time unless one is given', () => {
    const untimed = factsOf({ at: undefined });
    expect(exported(cyclonedx, untimed).text).toBe(exported(cyclonedx, untimed).text);
    expect(bom(untimed).metadata).not.toHaveProperty('timestamp');
    expect(bom().metadata.timestamp).toBe('2026-01-31T00:00:00.000Z');
    expect(bom(untimed).serialNumber).toBe(bom().serialNumber);
  });

  it('stays valid, its references unique, whatever things are called', () => {
    for (const name of HOSTILE) {
      const dataset = {
        name,
        license: name,
        sources: Object.fromEntries([[name, { license: name, title: name }]]),
      };
      const facts = factsOf({
        dataset,
        manifest: manifestOf({ source: name, model: name }),
        files: [fileOf({ path: name, columns: [column(name, 'mixed')] }), fileOf({ path: `${name}2` })],
      });
      const document = bom(facts);
      expect(faults(document)).toEqual([]);
      const refs = [...JSON.stringify(document).matchAll(/"bom-ref":"([^"]*)"/g)].map(([, ref]) => ref);
      expect(new Set(refs).size).toBe(refs.length);
      expect(document.components[0].name).toBe(JSON.parse(JSON.stringify(name)));
    }
  });
});
