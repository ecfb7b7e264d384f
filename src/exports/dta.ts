import { type Asked, NOT_STATED, placeOf } from './asked.ts';
import { type Party, sourceFacts, spanOf, type Term } from './dataset.ts';
import { type ExportFacts, nameOf, PRODUCER, VOCABULARY } from './facts.ts';
import { jsonDocument } from './json.ts';
import { uuidOfUrl } from './uuid.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * The metadata of the Data Provenance Standards 1.0.0 (Data & Trust Alliance, 2024), by the field names of their published JSON
 * Schema: source, provenance, use.
 */
export function dta(facts: ExportFacts, asked: Asked): string {
  const source = sourceOf(facts, asked);
  const provenance = provenanceOf(facts, asked);
  const use = useOf(facts, asked);
  return jsonDocument({ source, provenance, use });
}

function sourceOf(facts: ExportFacts, asked: Asked): Json {
  const { dataset, manifestDigest } = facts;
  const issuers = dataset.publisher === undefined ? dataset.creators : [dataset.publisher];
  const issuer = asked.list(issuers, 'dataset.publisher').map(organization);
  return {
    version: '1.0.0',
    title: nameOf(facts),
    id: uuidOfUrl(`${PRODUCER}dataset/${manifestDigest}`),
    location: asked.value(dataset.url, 'dataset.url'),
    issuer: issuer.length === 0 ? [{ name: NOT_STATED }] : issuer,
    description: asked.text(dataset.description, 'dataset.description'),
  };
}

function organization({ name, address, url, email }: Party): Json {
  const lines = [address, url, email].filter((line) => line !== undefined);
  return { name, ...(lines.length === 0 ? {} : { address: lines }) };
}

function provenanceOf(facts: ExportFacts, asked: Asked): Json {
  const { dataset, files } = facts;
  const { url, holders, from, to } = sourcesOf(facts, asked);
  const geography = asked.list(dataset.geography, 'dataset.geography').map(placeNamed);
  const kinds = [...new Set(files.map(({ format }) => format ?? 'other'))].sort();
  return {
    source: asked.value(url, 'dataset.sources (the address of a source)'),
    origin: holders,
    'origin-geography': geography.length === 0 ? [{ country: NOT_STATED }] : geography,
    date: asked.text(dataset.created ?? dataset.published, 'dataset.created'),
    'previous-date': dataset.previous,
    'generation-period': {
      start: asked.text(from, 'dataset.sources (collected.from)'),
      end: asked.text(to, 'dataset.sources (collected.to)'),
    },
    'generation-method': methods(facts, asked),
    format: kinds,
  };
}

/** `DE`, or `US-CA`: a country, and a part of it. */
function placeNamed(code: string): Json {
  const [country, state] = code.split('-', 2);
  return { country, ...(state === undefined ? {} : { state }) };
}

function sourcesOf({ manifest, dataset }: ExportFacts, asked: Asked) {
  const all = manifest.composition.bySource.flatMap(({ value }) =>
    asked.value(value, 'the source of some examples') === undefined ? [] : [sourceFacts(dataset, value!)],
  );
  const holders = new Map(all.flatMap(({ rightsHolder: by }) => (by === undefined ? [] : [[by.name, by]])));
  const urls = [...new Set(all.flatMap(({ url }) => url ?? []))].sort();
  return {
    url: urls.length === 0 ? undefined : urls.join(' '),
    holders: [...holders.values()].map(organization),
    ...spanOf(all.map(({ collected }) => collected)),
  };
}

/** How the examples came to be, by origin, and by what category of source. */
function methods({ manifest, dataset }: ExportFacts, asked: Asked): readonly Json[] {
  const system = VOCABULARY;
  const origins = manifest.composition.byOrigin.map(({ value = 'unknown', examples, tokens }) => ({
    code: `origin-${value}`,
    system,
    description: `${examples} examples, ${tokens} tokens`,
  }));
  const sources = manifest.composition.bySource.flatMap(({ value, examples, tokens }) => {
    if (value === undefined) return [];
    const category = asked.text(sourceFacts(dataset, value).category, placeOf('sources', value, 'category'));
    return [{ code: category, system, description: `${value}: ${examples} examples, ${tokens} tokens` }];
  });
  return [...origins, ...sources];
}

function useOf({ dataset }: ExportFacts, asked: Asked): Json {
  const { confidentiality, privacy, processing = {}, storage = {} } = dataset;
  const purposes = asked.list(dataset.purposes, 'dataset.purposes').map(termOf);
  const license = asked.value(dataset.license, 'dataset.license');
  return {
    classification: asked.value(confidentiality, 'dataset.confidentiality'),
    consents: asked.value(dataset.consents, 'dataset.consents'),
    'privacy-enhancing': asked.value(privacy, 'dataset.privacy')?.map((one) => ({
      'tool-category': one.category,
      // The published schema names this field `tool-used` and requires it as `tool`; both say the same.
      'tool-used': one.tool,
      tool: one.tool,
      parameters: one.parameters,
      result: one.results,
    })),
    'processing-included': asked.value(processing.included, 'dataset.processing.included')?.map(placeNamed),
    'processing-excluded': processing.excluded?.map(placeNamed),
    'storage-allowed': asked.value(storage.allowed, 'dataset.storage.allowed')?.map(placeNamed),
    'storage-forbidden': storage.forbidden?.map(placeNamed),
    license: license === undefined ? [NOT_STATED] : [license],
    'intended-purpose': purposes.length === 0 ? [{ code: NOT_STATED, description: NOT_STATED }] : purposes,
    copyright: asked.value(dataset.copyright, 'dataset.copyright'),
    patent: dataset.patent,
    trademark: dataset.trademark,
  };
}

function termOf({ code, system, description = code }: Term): Json {
  return { code, ...(system === undefined ? {} : { system }), description };
}
