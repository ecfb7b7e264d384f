import { type Asked, placeOf } from './asked.ts';
import { type Json, licenses, organization } from './cyclonedx-builders.ts';
import { property } from './cyclonedx-properties.ts';
import { modelFacts, type SourceFacts, sourceFacts } from './dataset.ts';
import type { ExportFacts } from './facts.ts';
import { iriPart, webAddress } from './text.ts';

/** The sources of the set, each a component. */
export function cyclonedxSources({ manifest, dataset }: ExportFacts, asked: Asked): readonly Json[] {
  return manifest.composition.bySource.flatMap(({ value, examples, tokens }) => {
    if (asked.value(value, 'the source of some examples') === undefined) return [];
    const source = sourceFacts(dataset, value!);
    const place = (fact: string) => placeOf('sources', value!, fact);
    const holder = source.rightsHolder;
    return [
      {
        type: 'data',
        'bom-ref': `source/${iriPart(value!)}`,
        name: value!,
        description: source.description ?? source.title,
        supplier: holder === undefined ? undefined : organization(holder),
        licenses: licenses(asked.value(source.license, place('license'))),
        externalReferences: website(source.url),
        data: [{ type: 'dataset', name: source.title ?? value! }],
        properties: [
          property('outcross:category', asked.text(source.category, place('category'))),
          property('outcross:examples', examples),
          property('outcross:tokens', tokens),
          ...collected(source),
        ],
      },
    ];
  });
}

function collected({ collected: period }: SourceFacts) {
  const { from, to } = period ?? {};
  return [
    ...(from === undefined ? [] : [property('outcross:collected:from', from)]),
    ...(to === undefined ? [] : [property('outcross:collected:to', to)]),
  ];
}

/** The models that wrote a part of the set, each with the card that the format asks of a model. */
export function cyclonedxModels({ manifest, dataset }: ExportFacts, asked: Asked): readonly Json[] {
  return manifest.composition.byModel.flatMap(({ value, examples, tokens }) => {
    if (value === undefined) return [];
    const model = modelFacts(dataset, value);
    const place = (fact: string) => placeOf('models', value, fact);
    const publisher = asked.value(model.publisher, place('publisher'));
    const made = [property('outcross:examples', examples), property('outcross:tokens', tokens)];
    return [
      {
        type: 'machine-learning-model',
        'bom-ref': `model/${iriPart(value)}`,
        name: value,
        version: asked.value(model.version, place('version')),
        description: model.title,
        supplier: publisher === undefined ? undefined : organization(publisher),
        licenses: licenses(asked.value(model.license, place('license'))),
        externalReferences: website(model.url),
        modelCard: { properties: made },
        properties: made,
      },
    ];
  });
}

function website(url: string | undefined): readonly Json[] | undefined {
  const address = webAddress(url);
  return address === undefined ? undefined : [{ type: 'website', url: address }];
}
