import type { Asked } from './asked.ts';
import type { Party } from './dataset.ts';
import { answers, yesNo } from './eu-answers.ts';
import { euSources } from './eu-sources.ts';
import { type ExportFacts, nameOf } from './facts.ts';
import { count, markdown, percent, table } from './text.ts';

/**
 * The public summary of training content under Article 53(1)(d) of Regulation (EU) 2024/1689, by the sections of the Commission's
 * template (24 July 2025), as Markdown. A set knows its own data; what the template asks of the model and its provider comes from
 * `dataset.summary`, and is `not stated` where nobody gave it.
 */
export function euSummary(facts: ExportFacts, asked: Asked): string {
  return `${[
    '# Public summary of training content',
    `For the data set ${markdown(nameOf(facts))}. Its answers speak of this set alone, from its manifest and from what its maker stated; where nobody stated a fact, it says so.`,
    versionOf(facts, asked),
    '## 1. General information',
    ...general(facts, asked),
    '## 2. List of data sources',
    ...euSources(facts, asked),
    '## 3. Data processing aspects',
    ...processing(facts, asked),
  ].join('\n\n')}\n`;
}

function versionOf({ dataset: { summary = {} } }: ExportFacts, asked: Asked): string {
  return answers([
    ['Version of the summary', markdown(asked.text(summary.version, 'dataset.summary.version'))],
    ['Last update', markdown(asked.text(summary.updated, 'dataset.summary.updated'))],
  ]);
}

function party(value: Party | undefined): string | undefined {
  if (value === undefined) return undefined;
  return [value.name, value.address, value.email, value.url].filter((part) => part !== undefined).join(', ');
}

function general(facts: ExportFacts, asked: Asked): readonly string[] {
  const { summary = {} } = facts.dataset;
  const text = (value: string | undefined, fact: string) =>
    markdown(asked.text(value, `dataset.summary.${fact}`));
  return [
    '### 1.1. Provider identification',
    answers([
      ['Provider name and contact details', text(party(summary.provider), 'provider')],
      [
        'Authorised representative name and contact details',
        text(party(summary.representative), 'representative'),
      ],
    ]),
    '### 1.2. Model identification',
    answers([
      ['Versioned model name(s)', text(summary.models?.join(', '), 'models')],
      ['Model dependencies', text(summary.dependencies?.join(', '), 'dependencies')],
      ['Date of placement of the model on the Union market', text(summary.placed, 'placed')],
    ]),
    '### 1.3. Modalities, overall training data size and other characteristics',
    sizes(facts, asked),
    answers([
      [
        'Latest date of data acquisition or collection for model training',
        text(summary.latestData, 'latestData'),
      ],
      [
        'Is the model continuously trained on new data after this date?',
        text(yesNo(summary.continuous), 'continuous'),
      ],
      ['Linguistic characteristics of the overall training data', text(linguistic(facts), 'linguistic')],
      [
        'Other relevant characteristics of the overall training data',
        text(summary.characteristics, 'characteristics'),
      ],
      ['Composition by origin', origins(facts)],
      ['Additional comments (optional)', markdown(summary.comments ?? 'none')],
    ]),
  ];
}

function linguistic({ dataset: { summary = {}, languages } }: ExportFacts): string | undefined {
  if (summary.linguistic !== undefined) return summary.linguistic;
  return languages === undefined || languages.length === 0 ? undefined : `Languages: ${languages.join(', ')}`;
}

function origins({ manifest }: ExportFacts): string {
  return manifest.composition.byOrigin
    .map(({ value, examples, shareOfTokens }) => {
      const name = markdown(value ?? 'not stated');
      return `${name}: ${count(examples)} examples, ${percent(shareOfTokens)} of tokens`;
    })
    .join('; ');
}

/** The ranges of the template, for text. */
function rangeOf(tokens: number): string {
  if (tokens < 1e9) return 'Less than 1 billion tokens';
  return tokens <= 1e13 ? '1 billion to 10 trillion tokens' : 'More than 10 trillion tokens';
}

function sizes({ manifest, dataset: { summary = {} } }: ExportFacts, asked: Asked): string {
  const { composition, settings } = manifest;
  const others = (summary.modalities ?? []).filter((modality) => modality.toLowerCase() !== 'text');
  const content = markdown(asked.text(summary.content, 'dataset.summary.content'));
  const exact = `${count(composition.tokens)} tokens by ${markdown(settings.tokenizer)}, ${count(composition.examples)} examples`;
  return table(
    ['Modality', 'Training data size', 'Types of content'],
    [
      ['Text', `${rangeOf(composition.tokens)} (this set: ${exact})`, content],
      ...others.map((modality) => [markdown(modality), 'not stated', 'not stated']),
    ],
  );
}

function processing({ dataset: { summary = {}, preprocessing }, manifest }: ExportFacts, asked: Asked) {
  const text = (value: string | undefined, fact: string) =>
    markdown(asked.text(value, `dataset.summary.${fact}`));
  const { fates, malformedRows } = manifest;
  const kept = Object.entries(fates)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([fate, number]) => `${markdown(fate)} ${count(number)}`);
  return [
    '### 3.1. Respect of reservation of rights from text and data mining exception or limitation',
    answers([
      [
        'Signatory to the Code of Practice for general-purpose AI models, with its commitments to respect reservations of rights?',
        text(yesNo(summary.codeOfPractice), 'codeOfPractice'),
      ],
      [
        'Measures taken before training to respect reservations of rights under Article 4(3) of Directive (EU) 2019/790',
        text(summary.reservations, 'reservations'),
      ],
    ]),
    '### 3.2. Removal of illegal content',
    answers([['General description of the measures taken', text(summary.illegalContent, 'illegalContent')]]),
    '### 3.3. Other information (optional)',
    answers([
      ['Processing before the mix', markdown((preprocessing ?? []).join('; ') || 'not stated')],
      [
        'Candidates by what became of them in the mix',
        `${kept.join(', ')}; malformed rows ${count(malformedRows)}`,
      ],
      ['Policy of proportion', markdown(JSON.stringify(manifest.policy))],
    ]),
  ];
}
