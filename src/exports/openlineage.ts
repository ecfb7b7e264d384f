import { OutcrossError } from '../base/errors.ts';
import type { Asked } from './asked.ts';
import type { Column, ColumnKind } from './columns.ts';
import { type ExportFacts, nameOf, PRODUCER, type SetFile, total } from './facts.ts';
import { jsonLines } from './json.ts';
import { webAddress } from './text.ts';
import { uuidOfUrl } from './uuid.ts';

type Json = Readonly<Record<string, unknown>>;

const SPEC = 'https://openlineage.io/spec';
const RUN_EVENT = `${SPEC}/2-0-2/OpenLineage.json#/$defs/RunEvent`;

/** The schema of this project's own facets, which ships as schemas/openlineage.schema.json. */
export const FACETS = 'https://outcross.dev/schemas/openlineage/1-0-0.json';

/** Names of files are no addresses: the manifest holds no places. */
const NAMESPACE = 'file';

/**
 * OpenLineage 2-0-2: the start and the end of the run that mixed the set, an event a line, as its file transport writes them and its
 * HTTP endpoint takes them one by one. The run's id follows from the manifest; both events bear the time that was given. Throws
 * `E_PARAMETER` where none was: an event without a time is none.
 */
export function openlineage(facts: ExportFacts, asked: Asked): string {
  const eventTime = timeOf(facts);
  const inputs = facts.manifest.inputs.map((input) => ({
    namespace: NAMESPACE,
    name: input.name,
    facets: { version: version(input.sha256) },
    inputFacets: {
      inputStatistics: standard('facets/1-0-0/InputStatisticsInputDatasetFacet', {
        size: input.bytes,
        fileCount: 1,
      }),
    },
  }));
  const outputs = facts.files.map((file) => outputOf(facts, file, asked));
  const event = (eventType: string, run: Json, ends: Json) => ({
    eventType,
    eventTime,
    producer: PRODUCER,
    schemaURL: RUN_EVENT,
    run,
    job: jobOf(facts),
    ...ends,
  });
  const run = runOf(facts);
  return jsonLines([
    event('START', run, { inputs, outputs: outputs.map(({ namespace, name }) => ({ namespace, name })) }),
    event('COMPLETE', { ...run, facets: { ...run.facets, ...ended(facts, asked) } }, { inputs, outputs }),
  ]);
}

function timeOf({ at }: ExportFacts): string {
  if (at !== undefined) return at;
  throw new OutcrossError('E_PARAMETER', 'an event needs its time', {
    where: 'at',
    hint: 'Give the time of the run.',
  });
}

/** A facet that OpenLineage defines, by the path of its schema. */
function standard(path: string, facet: Json): Json {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { _producer: PRODUCER, _schemaURL: `${SPEC}/${path}.json#/$defs/${name}`, ...facet };
}

/** A facet of this project. */
function own(name: string, facet: Json): Json {
  return { _producer: PRODUCER, _schemaURL: `${FACETS}#/$defs/${name}`, ...facet };
}

function version(sha256: string): Json {
  return standard('facets/1-0-1/DatasetVersionDatasetFacet', { datasetVersion: `sha256:${sha256}` });
}

function runOf({ manifest, manifestDigest }: ExportFacts): { runId: string; facets: Json } {
  return {
    runId: uuidOfUrl(`${PRODUCER}run/${manifestDigest}`),
    facets: {
      processing_engine: standard('facets/1-1-1/ProcessingEngineRunFacet', {
        version: manifest.tool.version,
        name: 'outcross',
      }),
    },
  };
}

/** What the run came to: the policy and how it was kept. */
function ended({ manifest, manifestDigest }: ExportFacts, asked: Asked): Json {
  const { policy, rules, weights, fates, malformedRows, verdict } = manifest;
  return {
    outcross_policy: own('PolicyRunFacet', {
      manifest: `sha256:${manifestDigest}`,
      policy,
      rules,
      weights,
      fates,
      malformedRows,
      verdict,
      notStated: asked.missing,
    }),
  };
}

function jobOf(facts: ExportFacts): Json {
  const { description } = facts.dataset;
  return {
    namespace: 'outcross',
    name: `mix.${nameOf(facts)}`,
    facets: {
      jobType: standard('facets/2-0-4/JobTypeJobFacet', {
        processingType: 'BATCH',
        integration: 'OUTCROSS',
        jobType: 'MIX',
      }),
      ...(description === undefined
        ? {}
        : { documentation: standard('facets/1-1-0/DocumentationJobFacet', { description }) }),
    },
  };
}

function outputOf({ manifest, dataset, files }: ExportFacts, file: SetFile, asked: Asked) {
  const { records, bytes, sha256, columns, path } = file;
  const uri = webAddress(dataset.download);
  const schema = asked.value(columns, `the columns of ${path}: the file is not at hand`);
  return {
    namespace: NAMESPACE,
    name: path,
    facets: {
      version: version(sha256),
      dataSource: standard('facets/1-0-1/DatasourceDatasetFacet', { name: NAMESPACE, uri }),
      ...(schema === undefined
        ? {}
        : { schema: standard('facets/1-2-0/SchemaDatasetFacet', { fields: schema.map(fieldOf) }) }),
      dataQualityMetrics: standard('facets/1-0-1/DataQualityMetricsDatasetFacet', {
        rowCount: records,
        bytes,
        columnMetrics: {},
      }),
      outcross_composition: own('CompositionDatasetFacet', {
        ...manifest.composition,
        tokenizer: manifest.settings.tokenizer,
        files: files.length,
        bytes: total(files, (one) => one.bytes),
      }),
    },
    outputFacets: {
      outputStatistics: standard('facets/1-0-2/OutputStatisticsOutputDatasetFacet', {
        rowCount: records,
        size: bytes,
        fileCount: 1,
      }),
    },
  };
}

const TYPES: Readonly<Record<ColumnKind, string>> = {
  text: 'string',
  integer: 'int64',
  number: 'double',
  boolean: 'boolean',
  date: 'date',
  moment: 'timestamp',
  bytes: 'binary',
  object: 'struct',
  mixed: 'variant',
  empty: 'null',
};

function fieldOf({ name, kind, list, fields }: Column): Json {
  const inner = fields.length === 0 ? {} : { fields: fields.map(fieldOf) };
  if (!list) return { name, type: TYPES[kind], ...inner };
  return { name, type: 'array', fields: [{ name: '_element', type: TYPES[kind], ...inner }] };
}
