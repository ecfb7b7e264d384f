import type { Asked } from './asked.ts';
import { type SourceCategory, sourceFacts, spanOf } from './dataset.ts';
import type { ExportFacts } from './facts.ts';
import { count, oneLine, percent } from './text.ts';

type Json = Readonly<Record<string, unknown>>;

/** Types of collection of RAI 1.0, by the category of a source. */
const COLLECTION_TYPES: Readonly<Record<SourceCategory, string>> = {
  public: 'Secondary Data analysis',
  licensed: 'Secondary Data analysis',
  private: 'Secondary Data analysis',
  crawled: 'Web Scraping',
  user: 'User-generated content data',
  synthetic: 'Software Collection',
  other: 'Others',
};

/** Properties of RAI 1.0: what the section states, and what the manifest knows of how the set was made. */
export function croissantRai(facts: ExportFacts, asked: Asked): Json {
  const { dataset } = facts;
  return {
    'rai:dataCollection': asked.text(dataset.collection, 'dataset.collection'),
    'rai:dataCollectionType': collectionTypes(facts),
    'rai:dataCollectionRawData': rawData(facts),
    'rai:dataCollectionTimeframe': timeframe(facts),
    'rai:dataPreprocessingProtocol': [...(dataset.preprocessing ?? []), selection(facts)],
    'rai:dataManipulationProtocol': synthetic(facts),
    'rai:dataLimitations': asked.list(dataset.limitations, 'dataset.limitations'),
    'rai:dataBiases': asked.list(dataset.biases, 'dataset.biases'),
    'rai:dataUseCases': asked.list(dataset.useCases, 'dataset.useCases'),
    'rai:personalSensitiveInformation': asked.list(dataset.personalData, 'dataset.personalData'),
    'rai:dataSocialImpact': dataset.socialImpact,
    'rai:dataReleaseMaintenancePlan': dataset.maintenance,
  };
}

function sourcesOf({ manifest, dataset }: ExportFacts) {
  return manifest.composition.bySource.map((row) => ({
    ...row,
    facts: row.value === undefined ? {} : sourceFacts(dataset, row.value),
  }));
}

function collectionTypes(facts: ExportFacts): readonly string[] | undefined {
  const types = sourcesOf(facts).flatMap(({ facts: { category } }) =>
    category === undefined ? [] : [COLLECTION_TYPES[category]],
  );
  return types.length === 0 ? undefined : [...new Set(types)].sort();
}

function rawData(facts: ExportFacts): string {
  return sourcesOf(facts)
    .map(({ value, examples, facts: { title } }) => {
      const name = value === undefined ? 'a source that is not stated' : oneLine(title ?? value);
      return `${name}: ${count(examples)} examples`;
    })
    .join('; ');
}

/** First and last day of all sources, where any is stated. */
function timeframe(facts: ExportFacts): readonly string[] | undefined {
  const { from, to } = spanOf(sourcesOf(facts).map(({ facts: { collected } }) => collected));
  const ends = [from, to].filter((end) => end !== undefined);
  return ends.length === 0 ? undefined : ends;
}

function selection({ manifest }: ExportFacts): string {
  const { fates, malformedRows } = manifest;
  const parts = Object.entries(fates)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([fate, examples]) => `${fate} ${examples}`);
  return `Chosen under a policy of proportion by outcross ${manifest.tool.version}. Candidates: ${parts.join(', ')}; malformed rows ${malformedRows}.`;
}

/** What is synthetic, which RAI 1.0 has no property of its own for. */
function synthetic({ manifest: { composition } }: ExportFacts): string {
  const origins = composition.byOrigin.map(
    ({ value, shareOfExamples, examples }) =>
      `${value ?? 'not stated'} ${count(examples)} (${percent(shareOfExamples)})`,
  );
  const models = composition.byModel.flatMap(({ value }) => (value === undefined ? [] : [oneLine(value)]));
  const by = models.length === 0 ? '' : ` Models that wrote a part of it: ${models.join(', ')}.`;
  return `Examples by origin: ${origins.join(', ')}.${by}`;
}
