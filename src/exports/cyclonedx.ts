import type { Asked } from './asked.ts';
import { contact, hashes, type Json, licenses, organization } from './cyclonedx-builders.ts';
import { cyclonedxModels, cyclonedxSources } from './cyclonedx-parts.ts';
import { composition as compositionProperties, property } from './cyclonedx-properties.ts';
import type { Party } from './dataset.ts';
import { type ExportFacts, nameOf, PRODUCER, type SetFile } from './facts.ts';
import { jsonDocument } from './json.ts';
import { iriPart, oneLine, webAddress } from './text.ts';
import { uuidOfUrl } from './uuid.ts';

/**
 * CycloneDX 1.7 as a bill of materials for machine learning (ECMA-424): the set as a component of type `data`, with its files, the
 * sources and models that it depends on, and the inputs of the mix as ancestors.
 */
export function cyclonedx(facts: ExportFacts, asked: Asked): string {
  const { manifest, manifestDigest, at } = facts;
  const component = mainComponent(facts, asked);
  const sources = cyclonedxSources(facts, asked);
  const models = cyclonedxModels(facts, asked);
  const parts = [...sources, ...models].map((part) => part['bom-ref'] as string);
  return jsonDocument({
    $schema: 'http://cyclonedx.org/schema/bom-1.7.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.7',
    serialNumber: `urn:uuid:${uuidOfUrl(`${PRODUCER}bom/${manifestDigest}`)}`,
    version: 1,
    metadata: {
      timestamp: at,
      lifecycles: [{ phase: 'build' }],
      tools: { components: [{ type: 'application', name: 'outcross', version: manifest.tool.version }] },
      component,
      properties: asked.missing.map((place) => property('outcross:not-stated', place)),
    },
    components: [...sources, ...models],
    dependencies: [{ ref: 'dataset', dependsOn: parts }, ...parts.map((ref) => ({ ref }))],
    // Parts of unknown source or model are in the set too: then the list is not whole.
    compositions: [{ aggregate: isWhole(facts) ? 'complete' : 'incomplete', dependencies: ['dataset'] }],
  });
}

function isWhole({ manifest: { composition } }: ExportFacts): boolean {
  return composition.bySource.every(({ value }) => value !== undefined);
}

function mainComponent(facts: ExportFacts, asked: Asked): Json {
  const { dataset, files, manifest } = facts;
  const { creators, publisher } = dataset;
  const description = asked.text(dataset.description, 'dataset.description');
  return {
    type: 'data',
    'bom-ref': 'dataset',
    name: nameOf(facts),
    version: asked.value(dataset.version, 'dataset.version'),
    description,
    supplier: publisher === undefined ? undefined : organization(publisher),
    authors: asked.list(creators, 'dataset.creators').map(contact),
    licenses: licenses(asked.value(dataset.license, 'dataset.license')),
    hashes: files.length === 1 ? hashes(files[0].sha256) : undefined,
    pedigree: {
      ancestors: manifest.inputs.map((input, index) => ({
        type: 'data',
        'bom-ref': `input/${index}`,
        name: input.name,
        hashes: hashes(input.sha256),
        properties: [property('outcross:bytes', input.bytes)],
      })),
      notes: `Mixed by outcross ${manifest.tool.version} under a policy of proportion; see the properties.`,
    },
    externalReferences: references(facts),
    components: files.map(fileComponent),
    data: [dataOf(facts, asked, description)],
    properties: compositionProperties(facts),
    tags: dataset.keywords,
  };
}

function dataOf({ dataset, files }: ExportFacts, asked: Asked, description: string): Json {
  const { contact: person, creators = [], publisher } = dataset;
  const owner = publisher ?? creators[0];
  const steward = asked.value(person, 'dataset.contact');
  return {
    type: 'dataset',
    name: files.length === 1 ? files[0].name : undefined,
    description,
    contents: {
      url: webAddress(dataset.download ?? dataset.url),
      properties: files.flatMap(({ name, columns = [] }) =>
        columns.map((column) =>
          property(
            `outcross:column:${oneLine(name)}`,
            `${column.name}: ${column.list ? 'list of ' : ''}${column.kind}`,
          ),
        ),
      ),
    },
    sensitiveData: asked.value(dataset.personalData, 'dataset.personalData'),
    governance: {
      owners: owner === undefined ? undefined : [responsible(owner)],
      stewards: steward === undefined ? undefined : [responsible(steward)],
    },
  };
}

function fileComponent({ path, name, sha256, bytes, records }: SetFile): Json {
  return {
    type: 'file',
    'bom-ref': `file/${path.split('/').map(iriPart).join('/')}`,
    name,
    hashes: hashes(sha256),
    properties: [
      property('outcross:bytes', bytes),
      ...(records === undefined ? [] : [property('outcross:records', records)]),
    ],
  };
}

function references({ dataset, manifestDigest }: ExportFacts): readonly Json[] | undefined {
  const url = webAddress(dataset.url);
  const download = webAddress(dataset.download);
  return [
    ...(url === undefined ? [] : [{ type: 'website', url }]),
    ...(download === undefined ? [] : [{ type: 'distribution', url: download }]),
    {
      type: 'attestation',
      url: `urn:sha256:${manifestDigest}`,
      comment: 'The manifest of the mix, by its digest',
      hashes: hashes(manifestDigest),
    },
  ];
}

function responsible(party: Party): Json {
  return party.kind === 'person' ? { contact: contact(party) } : { organization: organization(party) };
}
