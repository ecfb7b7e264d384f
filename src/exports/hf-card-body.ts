import type { CompositionRow } from '../mix/composition.ts';
import { type Asked, placeOf } from './asked.ts';
import { sourceFacts } from './dataset.ts';
import { type ExportFacts, nameOf } from './facts.ts';
import { count, markdown, markdownLine, percent, table } from './text.ts';

/** The text of the card: what it is, what it is made of, how it was made. */
export function hubBody(facts: ExportFacts, asked: Asked): string {
  const { manifest, dataset } = facts;
  const { composition, settings } = manifest;
  return [
    `# ${markdown(nameOf(facts))}`,
    markdownLine(asked.text(dataset.description, 'dataset.description')),
    '## Composition',
    `${count(composition.examples)} examples, ${count(composition.tokens)} tokens (${markdown(settings.tokenizer)}).`,
    rowsTable('Origin', composition.byOrigin),
    sourceTable(facts, asked),
    rowsTable('Model', composition.byModel),
    rowsTable('Generation', composition.byGeneration),
    '## How it was made',
    made(facts),
    rules(facts),
    ...listOf('## Limitations', asked.list(dataset.limitations, 'dataset.limitations')),
    ...listOf('## Personal data', asked.list(dataset.personalData, 'dataset.personalData')),
    '## What this card shows',
    'The figures are those of the manifest: what was recorded of each example when the set was built. That a label of origin is true is a statement of whoever gave it.',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const COUNTS = ['Examples', 'Share', 'Tokens', 'Share of tokens'];

function countsOf({ examples, tokens, shareOfExamples, shareOfTokens }: CompositionRow): readonly string[] {
  return [count(examples), percent(shareOfExamples), count(tokens), percent(shareOfTokens)];
}

function rowsTable(key: string, rows: readonly CompositionRow[]): string {
  return table(
    [key, ...COUNTS],
    rows.map((row) => [markdown(row.value ?? 'not stated'), ...countsOf(row)]),
  );
}

function sourceTable({ manifest, dataset }: ExportFacts, asked: Asked): string {
  const rows = manifest.composition.bySource.map((row) => {
    if (row.value === undefined) return ['not stated', 'not stated', ...countsOf(row)];
    const { license, title } = sourceFacts(dataset, row.value);
    const stated = asked.text(license, placeOf('sources', row.value, 'license'));
    return [markdown(title ?? row.value), markdown(stated), ...countsOf(row)];
  });
  return table(['Source', 'Licence', ...COUNTS], rows);
}

function made({ manifest, manifestDigest }: ExportFacts): string {
  const { tool, policy, verdict, inputs } = manifest;
  const sentences = [
    `Mixed by outcross ${markdown(tool.version)} from ${inputs.length === 1 ? 'one file' : `${count(inputs.length)} files`}, mode ${markdown(String(policy.mode))}.`,
    `SHA-256 of the manifest: \`${manifestDigest}\`.`,
    verdict === undefined ? '' : `Verdict against the anchor: ${markdown(verdict.verdict)}.`,
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function rules({ manifest }: ExportFacts): string {
  if (manifest.rules.length === 0) return '';
  return table(
    ['Rule', 'Asked', 'Got', 'Unit'],
    manifest.rules.map(({ rule, asked, got, unit }) => [
      markdown(rule),
      String(asked),
      String(got),
      markdown(unit),
    ]),
  );
}

function listOf(heading: string, items: readonly string[]): readonly string[] {
  if (items.length === 0) return [heading, 'not stated'];
  return [heading, items.map((item) => `- ${markdownLine(item)}`).join('\n')];
}
