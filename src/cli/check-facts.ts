import type { LedgerSubject } from '../ledger/event.ts';
import { fileFact } from '../ledger/files-fact.ts';
import type { FileFact, FilesFact } from '../ledger/kinds/parts.ts';
import { type Fact, fact } from '../ledger/recorder.ts';
import { deciding } from '../report/deciding.ts';
import type { GenerationReport, Report } from '../report/report.ts';
import { lineName } from '../workspace/ledger.ts';
import type { Workspace } from '../workspace.ts';
import { lineOf } from './check-inputs.ts';
import type { CheckCommandOptions } from './check-options.ts';
import { given, readFact } from './facts/corpus-fact.ts';
import { readingSpec } from './reading-options.ts';
import { builtSetsOf, builtSpec, trainingSetsOf } from './training-sets.ts';

/**
 * A check as the ledger remembers it: what was checked, and the verdict, for each generation. Reads all files for their digests.
 * @param kept the report, as `keepReport` left it.
 */
export async function checkFacts(
  report: Report,
  inputs: readonly string[],
  options: CheckCommandOptions,
  workspace: Workspace,
  kept?: FileFact,
): Promise<Fact[]> {
  const { folder } = workspace;
  const line = lineOf(inputs, options);
  const corpus = (name: string, inputs: readonly string[] | undefined) =>
    inputs === undefined ? undefined : readFact(readingSpec(inputs, options), folder, name);
  const human = given({
    holdout: await corpus('against', options.against),
    reservoir: await corpus('reservoir', options.reservoir),
    trainedOn: await corpus('trained on', options.trainedOn),
    report: kept,
    page: options.html === undefined ? undefined : await fileFact(options.html, folder),
  });
  const sets = trainingSetsOf(options);
  const built = new Map(builtSetsOf(options));
  // A set that could not be read was held against nothing.
  const builtFor = async ({ name, diagnosis }: GenerationReport) =>
    diagnosis === undefined || !built.has(name)
      ? undefined
      : readFact(builtSpec(built.get(name)!, options), folder, 'trained on');
  const facts: Fact[] = [];
  for (const [i, generation] of report.generations.entries()) {
    const subjects: LedgerSubject[] = [
      { type: 'generation', id: generation.name },
      { type: 'line', id: lineName(workspace) },
    ];
    const files = await corpus(generation.name, line.find(({ name }) => name === generation.name)?.inputs);
    const trainedOn = (await corpus('trained on', sets.get(generation.name))) ?? (await builtFor(generation));
    const { version } = report.tool;
    const { alpha, margin } = report.settings;
    const { examples, tokens, malformedRows, origins } = generation.corpus;
    facts.push(
      fact('generation.checked', subjects, {
        position: i + 1,
        ...given({ corpus: files }),
        ...human,
        ...given({ trainedOn: trainedOn ?? human.trainedOn }),
        examples,
        tokens,
        malformedRows,
        origins,
        ...given({ classes: classesOf(generation) }),
        alpha,
        margin,
        version,
      }),
      fact('verdict.given', subjects, { position: i + 1, version, ...verdictBody(generation, files) }),
    );
  }
  return facts;
}

/** Categories, and columns that hold some. Not counted are regions of vectors. */
function classesOf({ categories, signals }: GenerationReport): number | undefined {
  if (signals.some(({ family }) => family === 'space')) return undefined;
  return categories.length + signals.filter(({ id }) => id.startsWith('column.categories')).length;
}

function verdictBody(generation: GenerationReport, files: FilesFact | undefined) {
  const { verdict, why, remedy, signals, findings } = generation;
  return {
    verdict,
    why,
    remedy,
    signals: deciding(signals)
      .filter(({ ratio }) => Number.isFinite(ratio))
      .map(({ id, order, band, direction, value, baseline, ratio, interval }) => ({
        id,
        direction,
        ratio,
        // An interval may have no end, and JSON has no infinity.
        ...given({ order, band, value: finite(value), baseline: finite(baseline) }),
        ...(interval.every(Number.isFinite) ? { interval } : {}),
      })),
    findings: findings.slice(0, 1_000).map(({ id, severity }) => ({ id, severity })),
    ...given({ corpus: files?.sha256 }),
  };
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
