import type { CompositionRow } from '../mix/composition.ts';
import type { Asked } from './asked.ts';
import { CONFORMS_TO, CONTEXT } from './croissant-context.ts';
import { croissantFields } from './croissant-fields.ts';
import { croissantProvenance } from './croissant-provenance.ts';
import { croissantRai } from './croissant-rai.ts';
import type { Party } from './dataset.ts';
import { type ExportFacts, nameOf, type SetFile } from './facts.ts';
import { jsonDocument } from './json.ts';
import { knownLicense } from './licenses.ts';
import { iriPart } from './text.ts';

type Json = Readonly<Record<string, unknown>>;

/** MIME types as the reference loader knows them. */
const ENCODING: Readonly<Record<string, string>> = {
  jsonl: 'application/jsonlines',
  parquet: 'application/x-parquet',
  csv: 'text/csv',
  tsv: 'text/tsv',
};

/**
 * Croissant 1.1 (MLCommons, 2026) with the vocabulary RAI 1.0 and PROV-O terms, as JSON-LD. Files carry their digests; every file is a
 * record set of its own, with the columns that it has.
 */
export function croissant(facts: ExportFacts, asked: Asked): string {
  const { dataset, files } = facts;
  const { license, url } = dataset;
  const document = {
    '@context': CONTEXT,
    '@type': 'sc:Dataset',
    conformsTo: CONFORMS_TO,
    name: nameOf(facts),
    description: asked.text(dataset.description, 'dataset.description'),
    license: licenseOf(asked.text(license, 'dataset.license')),
    url: asked.value(url, 'dataset.url'),
    creator: asked.list(dataset.creators, 'dataset.creators').map(partyOf),
    publisher: dataset.publisher === undefined ? undefined : partyOf(dataset.publisher),
    datePublished: asked.value(dataset.published, 'dataset.published'),
    dateCreated: dataset.created,
    version: asked.value(dataset.version, 'dataset.version'),
    inLanguage: asked.list(dataset.languages, 'dataset.languages'),
    keywords: dataset.keywords,
    citeAs: dataset.citation,
    isLiveDataset: false,
    ...croissantRai(facts, asked),
    ...croissantProvenance(facts, asked),
    'oc:composition': compositionOf(facts),
    distribution: files.map((file) => fileObject(file, dataset.download)),
    recordSet: recordSets(facts, asked),
  };
  // Asked for by now is all that this document asks for.
  return jsonDocument({ ...document, 'oc:notStated': asked.missing });
}

/** A licence that SPDX knows as its address, which is what Croissant recommends. */
function licenseOf(license: string): string {
  return knownLicense(license)?.url ?? license;
}

function partyOf({ name, kind, url, email }: Party): Json {
  return { '@type': kind === 'person' ? 'sc:Person' : 'sc:Organization', name, url, email };
}

function fileId({ path }: SetFile): string {
  return `file/${path.split('/').map(iriPart).join('/')}`;
}

function fileObject(file: SetFile, download: string | undefined): Json {
  // What leads out of the folder of the document leads nowhere below an address.
  const path = file.path
    .replace(/^(\.\.\/)+/, '')
    .split('/')
    .map(iriPart)
    .join('/');
  return {
    '@type': 'cr:FileObject',
    '@id': fileId(file),
    name: file.name,
    contentUrl: download === undefined ? file.path : `${download.replace(/\/+$/, '')}/${path}`,
    contentSize: `${file.bytes} B`,
    encodingFormat: ENCODING[file.format ?? ''] ?? 'application/octet-stream',
    sha256: file.sha256,
  };
}

function recordSets({ files }: ExportFacts, asked: Asked): readonly Json[] {
  return files.flatMap((file, index) => {
    if (asked.value(file.columns, `the columns of ${file.path}: the file is not at hand`) === undefined)
      return [];
    const id = files.length === 1 ? 'records' : `records-${String(index).padStart(5, '0')}`;
    const { fields, leftOut } = croissantFields(file, fileId(file), id);
    for (const name of leftOut) asked.value(undefined, `a type of the column ${JSON.stringify(name)}`);
    if (fields.length === 0) return [];
    return [
      { '@type': 'cr:RecordSet', '@id': id, name: id, description: `${file.records} records`, field: fields },
    ];
  });
}

/** What the set is made of, in the words of the manifest. */
function compositionOf({ manifest: { composition, settings } }: ExportFacts): Json {
  const rows = (all: readonly CompositionRow[]) =>
    all.map(({ value = null, examples, tokens }) => ({
      'oc:value': value ?? 'not stated',
      'oc:examples': examples,
      'oc:tokens': tokens,
    }));
  return {
    'oc:examples': composition.examples,
    'oc:tokens': composition.tokens,
    'oc:tokenizer': settings.tokenizer,
    'oc:byOrigin': rows(composition.byOrigin),
    'oc:bySource': rows(composition.bySource),
    'oc:byModel': rows(composition.byModel),
    'oc:byGeneration': rows(composition.byGeneration),
  };
}
