import type { CompositionRow } from '../mix/composition.ts';
import { MANIFEST_SCHEMA, type Manifest } from '../mix/manifest.ts';
import { DEFAULT_POLICY } from '../mix/policy.ts';
import { Asked } from './asked.ts';
import type { Column, ColumnKind } from './columns.ts';
import type { DatasetFacts } from './dataset.ts';
import type { Exporter, ExportFacts, SetFile } from './facts.ts';

export const SHA = 'a'.repeat(64);

function row(value: string | undefined, examples: number, tokens: number): CompositionRow {
  return {
    ...(value === undefined ? {} : { value }),
    examples,
    tokens,
    shareOfExamples: examples / 60,
    shareOfTokens: tokens / 500,
  };
}

/** A set of 40 human and 20 synthetic examples, of a source and a model by these names. */
export function manifestOf({ source = 'press', model = 'm1' } = {}): Manifest {
  return {
    schema: MANIFEST_SCHEMA,
    tool: { name: 'outcross', version: '1.2.3' },
    inputs: [{ name: 'a.jsonl', bytes: 100, sha256: 'b'.repeat(64) }],
    policy: DEFAULT_POLICY,
    outputs: [{ name: 'train.jsonl', bytes: 2000, sha256: SHA, records: 60 }],
    composition: {
      examples: 60,
      tokens: 500,
      byOrigin: [row('human', 40, 360), row('synthetic', 20, 140)],
      bySource: [row(source, 40, 360), row('assistant', 20, 140)],
      byModel: [row(undefined, 40, 360), row(model, 20, 140)],
      byGeneration: [row('0', 40, 360), row('1', 20, 140)],
    },
    rules: [{ rule: 'human.minimum', asked: 18, got: 40, unit: 'examples', short: 0 }],
    weights: { human: 1, synthetic: 1, humanShare: 0.5, rule: 'equal' },
    fates: { chosen: 60, surplus: 3 },
    malformedRows: 1,
    settings: { tokenizer: 'words-1', hash: 'oc64-1' },
  };
}

export function column(name: string, kind: ColumnKind, more: Partial<Column> = {}): Column {
  return { name, kind, list: false, fields: [], ...more };
}

export const COLUMNS: readonly Column[] = [
  column('id', 'text'),
  column('text', 'text'),
  column('provenance', 'object', {
    fields: [
      column('origin', 'text'),
      column('generation', 'integer'),
      column('parents', 'text', { list: true }),
    ],
  }),
];

export function fileOf(more: Partial<SetFile> = {}): SetFile {
  return {
    path: 'train.jsonl',
    name: 'train.jsonl',
    bytes: 2000,
    sha256: SHA,
    records: 60,
    format: 'jsonl',
    compression: 'none',
    columns: COLUMNS,
    ...more,
  };
}

export function factsOf(more: Partial<ExportFacts> = {}): ExportFacts {
  return {
    manifest: manifestOf(),
    manifestDigest: 'c'.repeat(64),
    name: 'train',
    files: [fileOf()],
    columns: COLUMNS,
    dataset: {},
    at: '2026-01-31T00:00:00.000Z',
    ...more,
  };
}

const ORG = {
  name: 'Example Org',
  kind: 'organization',
  url: 'https://example.org',
  email: 'a@example.org',
} as const;
const JANE = { name: 'Jane Example', kind: 'person', email: 'jane@example.org' } as const;

/** Every fact stated. */
export const STATED: DatasetFacts = {
  name: 'River talk',
  description: 'Sentences on rivers.',
  version: '1.0.0',
  url: 'https://example.org/river',
  download: 'https://example.org/files/',
  license: 'cc-by-4.0',
  languages: ['en'],
  tasks: ['text-generation'],
  keywords: ['rivers'],
  citation: '@misc{river}',
  creators: [ORG, JANE],
  publisher: ORG,
  contact: JANE,
  published: '2026-01-31',
  created: '2026-01-30',
  previous: '2025-01-31',
  geography: ['DE', 'US-CA'],
  purposes: [{ code: 'training', description: 'Training of language models' }],
  collection: 'By hand.',
  preprocessing: ['Lines without letters were dropped.'],
  limitations: ['English alone.'],
  biases: ['Rivers of Europe.'],
  useCases: ['Training'],
  personalData: ['None known.'],
  socialImpact: 'None known.',
  maintenance: 'Yearly.',
  confidentiality: [{ regulation: { code: 'GDPR' }, evaluated: true }],
  consents: ['https://example.org/consent'],
  privacy: [
    { category: { code: 'masking' }, tool: 'mask 1.0', parameters: ['names'], results: ['12 masked'] },
  ],
  processing: { included: ['DE'], excluded: ['US'] },
  storage: { allowed: ['DE'], forbidden: ['US'] },
  copyright: ['None.'],
  patent: ['None.'],
  trademark: ['None.'],
  sources: {
    press: {
      category: 'crawled',
      title: 'The press',
      description: 'News.',
      url: 'https://huggingface.co/datasets/example/press',
      license: 'CC0-1.0',
      rightsHolder: ORG,
      collected: { from: '2020-01-01', to: '2021-05' },
      domains: { 'a.example': 500, 'b.example': 400 },
      crawler: { names: ['examplebot'], purpose: 'News.', behaviour: 'Keeps to robots.txt.' },
    },
    assistant: {
      category: 'synthetic',
      description: 'Answers.',
      license: 'MIT',
      collected: { from: '2024' },
    },
  },
  models: {
    m1: {
      title: 'Model One',
      version: '1',
      publisher: ORG,
      url: 'https://example.org/m1',
      license: 'Apache-2.0',
    },
  },
  summary: {
    version: '1.0',
    updated: '2026-02-01',
    provider: ORG,
    representative: JANE,
    models: ['River 1'],
    dependencies: ['none'],
    placed: '2026-03-01',
    modalities: ['Text'],
    content: 'News and answers.',
    latestData: '2024-12',
    continuous: false,
    linguistic: 'English.',
    characteristics: 'Short sentences.',
    codeOfPractice: true,
    reservations: 'robots.txt was kept.',
    illegalContent: 'Lists of hashes.',
    comments: 'None.',
  },
};

/** What enemies, tired people and other languages call their sources. */
export const HOSTILE: readonly string[] = [
  '"quoted" \'name\'',
  'two\nlines\r\nand\u2028more',
  '</script><script>alert(1)</script>',
  ']]>',
  '| a | b |\n|---|---|',
  '[link](javascript:alert(1)) ![x](http://x.example/y)',
  '# heading',
  '`code` **bold** <b>html</b> &lt;',
  'yes',
  'no',
  'null',
  '~',
  '2024-01-01',
  '12:30:45',
  '0x1F',
  '1e3',
  '- a: b',
  '- - x',
  '--- \n...',
  '&anchor *alias !tag',
  '%YAML 1.1',
  '{a: b}, [c]',
  'a: b # c',
  'ends with colon:',
  ' spaces ',
  '\ttab',
  '\u0000null\u0007bell\u001b[31m',
  'right\u202eleft',
  '\ud800 half',
  '\u{1f30a} \u00e9 \u6cb3 e\u0301',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  'a/b?c#d%20e',
  '$x^2$',
  '\\',
  '\\n',
  '\u0085next\u00a0space\ufeffbom',
];

/** The document, and what it asked for in vain. */
export function exported(format: Exporter, facts: ExportFacts): { text: string; missing: readonly string[] } {
  const asked = new Asked();
  const text = format(facts, asked);
  return { text, missing: asked.missing };
}
