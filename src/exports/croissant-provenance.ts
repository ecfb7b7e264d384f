import { type Asked, placeOf } from './asked.ts';
import { modelFacts, sourceFacts } from './dataset.ts';
import type { ExportFacts } from './facts.ts';
import { iriPart } from './text.ts';

type Json = Readonly<Record<string, unknown>>;

/** Where the set comes from, in PROV-O: sources as entities, the mix as an activity, models as software agents. */
export function croissantProvenance(facts: ExportFacts, asked: Asked): Json {
  return {
    'prov:wasDerivedFrom': sources(facts, asked),
    'prov:wasGeneratedBy': [mixing(facts), ...generations(facts, asked)],
  };
}

function sources({ manifest, dataset }: ExportFacts, asked: Asked): readonly Json[] {
  return manifest.composition.bySource.flatMap(({ value, examples, tokens }) => {
    if (asked.value(value, 'the source of some examples') === undefined) return [];
    const { title, description, url, license, rightsHolder, category } = sourceFacts(dataset, value!);
    const place = (fact: string) => placeOf('sources', value!, fact);
    return [
      {
        '@type': 'prov:Entity',
        '@id': `source/${iriPart(value!)}`,
        'prov:label': title ?? value!,
        description,
        license: asked.text(license, place('license')),
        url,
        'oc:category': asked.text(category, place('category')),
        'oc:examples': examples,
        'oc:tokens': tokens,
        ...(rightsHolder === undefined ? {} : { 'prov:wasAttributedTo': agent(rightsHolder.name) }),
      },
    ];
  });
}

function agent(name: string): Json {
  return { '@type': 'prov:Agent', 'prov:label': name };
}

function mixing({ manifest }: ExportFacts): Json {
  const { policy, rules, verdict } = manifest;
  return {
    '@type': 'prov:Activity',
    '@id': 'activity/mix',
    'prov:label': 'Mix under a policy of proportion',
    'prov:wasAssociatedWith': {
      '@type': 'prov:SoftwareAgent',
      'prov:label': `outcross ${manifest.tool.version}`,
    },
    'prov:used': manifest.inputs.map((input, index) => ({
      '@type': 'prov:Entity',
      '@id': `input/${index}`,
      'prov:label': input.name,
      sha256: input.sha256,
      contentSize: `${input.bytes} B`,
    })),
    // As text: the terms of a policy are no vocabulary of linked data.
    'oc:policy': JSON.stringify(policy),
    'oc:rules': rules.map(({ rule, asked, got, unit, short }) => ({
      'oc:rule': rule,
      'oc:asked': asked,
      'oc:got': got,
      'oc:unit': unit,
      'oc:short': short,
    })),
    'oc:verdict': verdict?.verdict ?? 'not stated',
  };
}

/** One activity a model: it wrote examples of the set. */
function generations({ manifest, dataset }: ExportFacts, asked: Asked): readonly Json[] {
  return manifest.composition.byModel.flatMap(({ value, examples, tokens }) => {
    if (value === undefined) return [];
    const { title, version, url, publisher } = modelFacts(dataset, value);
    const maker = asked.value(publisher, placeOf('models', value, 'publisher'));
    return [
      {
        '@type': 'prov:Activity',
        '@id': `activity/model/${iriPart(value)}`,
        'prov:label': 'Text generation',
        'oc:examples': examples,
        'oc:tokens': tokens,
        'prov:wasAssociatedWith': {
          '@type': 'prov:SoftwareAgent',
          '@id': `model/${iriPart(value)}`,
          'prov:label': title ?? value,
          version,
          url,
          ...(maker === undefined ? {} : { 'prov:actedOnBehalfOf': agent(maker.name) }),
        },
      },
    ];
  });
}
