import type { Asked } from './asked.ts';
import { sourceFacts } from './dataset.ts';
import { type ExportFacts, nameOf, total } from './facts.ts';
import { hubBody } from './hf-card-body.ts';
import { hubFeatures } from './hf-card-features.ts';
import { knownLicense } from './licenses.ts';
import { oneLine } from './text.ts';
import { type YamlMap, yamlMap } from './yaml.ts';

/** Size categories of the Hub: the first whose number is above that of the examples. */
const SIZES: readonly (readonly [below: number, category: string])[] = [
  [1e3, 'n<1K'],
  [1e4, '1K<n<10K'],
  [1e5, '10K<n<100K'],
  [1e6, '100K<n<1M'],
  [1e7, '1M<n<10M'],
  [1e8, '10M<n<100M'],
  [1e9, '100M<n<1B'],
  [1e10, '1B<n<10B'],
  [1e11, '10B<n<100B'],
  [1e12, '100B<n<1T'],
];

/** A dataset card of the Hugging Face Hub: a header in YAML and a short text. */
export function hfCard(facts: ExportFacts, asked: Asked): string {
  const header = yamlMap(headerOf(facts, asked));
  return `---\n${header}\n---\n\n${hubBody(facts, asked)}\n`;
}

function headerOf(facts: ExportFacts, asked: Asked): YamlMap {
  const { dataset, manifest, files } = facts;
  const languages = asked.list(dataset.languages, 'dataset.languages');
  return {
    pretty_name: nameOf(facts),
    ...licenseOf(facts, asked),
    language: languages.length === 0 ? undefined : languages,
    task_categories: dataset.tasks,
    size_categories: [sizeOf(manifest.composition.examples)],
    source_datasets: sources(facts),
    tags: tags(facts),
    configs: [
      {
        config_name: 'default',
        data_files: [{ split: 'train', path: files.map(({ path }) => path) }],
      },
    ],
    dataset_info: {
      ...hubFeatures(facts, asked),
      splits: [
        {
          name: 'train',
          ...(bytesOf(facts) === undefined ? {} : { num_bytes: bytesOf(facts) }),
          num_examples: manifest.composition.examples,
        },
      ],
      download_size: total(files, ({ bytes }) => bytes),
    },
  };
}

/** A licence of the Hub's list, or `other` with its name: `unknown` where nobody stated one. */
function licenseOf({ dataset: { license } }: ExportFacts, asked: Asked): YamlMap {
  if (asked.value(license, 'dataset.license') === undefined) return { license: 'unknown' };
  const known = knownLicense(license!);
  if (known?.hub !== undefined) return { license: known.hub };
  const isAddress = /^https?:\/\//i.test(license!);
  return {
    license: 'other',
    license_name: isAddress ? undefined : (known?.spdx ?? oneLine(license!)),
    license_link: isAddress ? license! : known?.url,
  };
}

function sizeOf(examples: number): string {
  return SIZES.find(([below]) => examples < below)?.[1] ?? 'n>1T';
}

/**
 * `original` where some of it is new, `extended|...` of those sources that are data sets of the Hub: the ids that the Hub knows.
 * Other sources stand in the text.
 */
function sources({ manifest, dataset }: ExportFacts): readonly string[] | undefined {
  const known = manifest.composition.bySource.flatMap(({ value }) => {
    const url = value === undefined ? undefined : sourceFacts(dataset, value).url;
    const id = url?.match(/^https:\/\/huggingface\.co\/datasets\/([\w.-]+(?:\/[\w.-]+)?)\/?$/)?.[1];
    return id === undefined ? [] : [`extended|${id}`];
  });
  return known.length === 0 ? undefined : [...new Set(known)];
}

function tags({ manifest, dataset }: ExportFacts): readonly string[] {
  const origins = manifest.composition.byOrigin.flatMap(({ value, examples }) =>
    value !== undefined && examples > 0 ? [value] : [],
  );
  const own = ['outcross', 'provenance', ...origins.map((origin) => `origin:${origin}`)];
  const synthetic = origins.some((origin) => origin === 'synthetic' || origin === 'mixed');
  return [...new Set([...(dataset.keywords ?? []), ...(synthetic ? ['synthetic'] : []), ...own])];
}

/** Bytes of the data: known where they are stored as they are. */
function bytesOf({ files }: ExportFacts): number | undefined {
  const plain = files.every(({ compression, format }) => compression === 'none' && format !== 'parquet');
  return plain ? total(files, ({ bytes }) => bytes) : undefined;
}
