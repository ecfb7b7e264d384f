import { type Asked, placeOf } from './asked.ts';
import { modelFacts } from './dataset.ts';
import { answers, period } from './eu-answers.ts';
import { crawled } from './eu-crawled.ts';
import { answerTo, type Grouped, grouped, ofCategory, type Source } from './eu-groups.ts';
import type { ExportFacts } from './facts.ts';
import { count, markdown, percent, table } from './text.ts';

/** Section 2 of the template. */
export function euSources(facts: ExportFacts, asked: Asked): readonly string[] {
  const sources = grouped(facts, asked);
  const list = (category: Parameters<typeof ofCategory>[1]) =>
    sourceTable(ofCategory(sources, category), asked);
  return [
    overview(sources),
    '### 2.1. Publicly available datasets',
    answers([['Have you used publicly available datasets to train the model?', answerTo(sources, 'public')]]),
    list('public'),
    '### 2.2. Private non-publicly available datasets obtained from third parties',
    '#### 2.2.1. Datasets commercially licensed by rightsholders or their representatives',
    answers([
      [
        'Have you concluded transactional commercial licensing agreements with rightsholders or with their representatives?',
        answerTo(sources, 'licensed'),
      ],
    ]),
    list('licensed'),
    '#### 2.2.2. Private datasets obtained from other third parties',
    answers([
      [
        'Have you obtained private datasets from third parties that are not licensed as in 2.2.1?',
        answerTo(sources, 'private'),
      ],
    ]),
    list('private'),
    '### 2.3. Data crawled and scraped from online sources',
    ...crawled(sources, asked),
    '### 2.4. User data',
    answers([['Was data from user interactions used to train the model?', answerTo(sources, 'user')]]),
    list('user'),
    '### 2.5. Synthetic data',
    ...synthetic(facts, sources, asked),
    '### 2.6. Other sources of data',
    answers([
      [
        'Have data sources other than those of 2.1 to 2.5 been used to train the model?',
        answerTo(sources, 'other'),
      ],
    ]),
    list('other'),
    ...unplaced(sources),
  ].filter((part) => part !== '');
}

/** Sizes by category, the sum of which is the set. */
function overview({ byCategory, whole }: Grouped): string {
  return table(
    ['Category of source', 'Sources', 'Examples', 'Tokens', 'Share of tokens'],
    byCategory.map(({ category, sources, examples, tokens }) => [
      category ?? 'not stated',
      count(sources.length),
      count(examples),
      count(tokens),
      percent(whole === 0 ? 0 : tokens / whole),
    ]),
  );
}

function sourceTable(sources: readonly Source[], asked: Asked): string {
  if (sources.length === 0) return '';
  return table(
    ['Source', 'Description', 'Licence', 'Collected', 'Examples', 'Tokens'],
    sources.map(({ name, facts, examples, tokens }) => {
      const text = (value: string | undefined, fact: string) =>
        markdown(asked.text(value, placeOf('sources', name, fact)));
      const title = markdown(facts.title ?? name);
      return [
        facts.url === undefined ? title : `${title} (${markdown(facts.url)})`,
        text(facts.description, 'description'),
        text(facts.license, 'license'),
        text(period(facts.collected), 'collected'),
        count(examples),
        count(tokens),
      ];
    }),
  );
}

/** What is labelled synthetic counts here whatever the category of its source. */
function synthetic({ manifest, dataset }: ExportFacts, sources: Grouped, asked: Asked): readonly string[] {
  const { byOrigin, byModel } = manifest.composition;
  const made = byOrigin.filter(({ value }) => value === 'synthetic' || value === 'mixed');
  const sum = (of: (row: (typeof made)[number]) => number) => made.reduce((all, row) => all + of(row), 0);
  const models = byModel.flatMap(({ value, examples, tokens }) => {
    if (value === undefined) return [];
    const { title, version, publisher } = modelFacts(dataset, value);
    const by = asked.text(publisher?.name, placeOf('models', value, 'publisher'));
    return [
      [
        markdown(title ?? value),
        markdown(version ?? 'not stated'),
        markdown(by),
        count(examples),
        count(tokens),
      ],
    ];
  });
  return [
    answers([
      [
        'Was synthetic AI-generated data created by the provider or on its behalf to train the model?',
        answerTo(sources, 'synthetic'),
      ],
      [
        'Examples of the set that are synthetic or partly so, of all sources',
        `${count(sum(({ examples }) => examples))} examples, ${count(sum(({ tokens }) => tokens))} tokens`,
      ],
    ]),
    sourceTable(ofCategory(sources, 'synthetic'), asked),
    models.length === 0
      ? ''
      : table(['Model that made it', 'Version', 'Provider', 'Examples', 'Tokens'], models),
  ];
}

/** What the template has no place for until its category is stated. */
function unplaced(sources: Grouped): readonly string[] {
  const rows = sources.byCategory.filter(({ category }) => category === undefined);
  if (rows.length === 0) return [];
  return [
    '### Sources whose category is not stated',
    table(
      ['Source', 'Examples', 'Tokens'],
      [
        ...rows
          .flatMap((row) => row.sources)
          .map(({ name, examples, tokens }) => [markdown(name), count(examples), count(tokens)]),
        ...(sources.nameless === undefined
          ? []
          : [['not stated', count(sources.nameless.examples), count(sources.nameless.tokens)]]),
      ],
    ),
  ];
}
