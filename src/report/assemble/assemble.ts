import type { LineAssessment } from '../../compare/assess.ts';
import type { Margins } from '../../compare/margins.ts';
import type { Comparison } from '../../compare/pair.ts';
import { DEFAULT_SPACE } from '../../compare/space/measures.ts';
import type { Verdict } from '../../compare/verdict.ts';
import { BLOCKS } from '../../sketch/type-table.ts';
import { studentQuantile } from '../../stats/student-t.ts';
import { failing, type GateOn } from '../gate.ts';
import type { GenerationReport, Report } from '../report.ts';
import { generationReport } from './generation.ts';
import { lineFindings } from './line-findings.ts';
import { withPictures } from './pictures.ts';
import { scissorsOf } from './scissors.ts';
import { rankFrequency, summarise } from './summary.ts';
import { trajectory } from './trends.ts';

export interface AssembleOptions {
  readonly version: string;
  readonly alpha: number;
  readonly margins: Margins;
  readonly failOn: readonly Verdict[];
  readonly gateOn?: GateOn;
  /** True where one human corpus was split into holdout and reservoir. */
  readonly split: boolean;
}

/** Puts what a check found into a report. */
export function assembleReport(
  comparison: Comparison,
  line: LineAssessment,
  options: AssembleOptions,
): Report {
  const { holdout, reservoir } = comparison.human;
  const { alpha, margins, failOn } = options;
  const gate = options.gateOn === 'newest' ? { failOn, gateOn: 'newest' as const } : { failOn };
  const quantile = studentQuantile(1 - alpha / 2, line.freedom);
  const generations = withPictures(comparison, generationReports(comparison, line, { margins, quantile }));
  const path = trajectory(line, { alpha, quantile, margins });
  const scissors = scissorsOf(line, alpha);
  return {
    schema: 'outcross.report/1',
    tool: { name: 'outcross', version: options.version },
    status: failing(generations, gate).length > 0 ? 'failed' : 'passed',
    settings: {
      alpha,
      margin: margins.level,
      ...gate,
      tokenizer: holdout.profile.settings.tokenizer,
      hash: holdout.profile.settings.hashId,
      blocks: BLOCKS,
      ...(measuresSpace(generations) ? { neighbours: comparison.options.space?.k ?? DEFAULT_SPACE.k } : {}),
    },
    human: {
      holdout: summarise('holdout', holdout.profile),
      reservoir: summarise('reservoir', reservoir.profile),
      split: options.split,
      rankFrequency: rankFrequency(comparison.tallies(holdout, 1)),
    },
    generations,
    ...(path === undefined ? {} : { trajectory: path }),
    ...(scissors === undefined ? {} : { scissors }),
    findings: lineFindings(comparison, line, options.split),
  };
}

function measuresSpace(generations: readonly GenerationReport[]): boolean {
  return generations.some(({ signals }) => signals.some(({ family }) => family === 'space'));
}

function generationReports(
  comparison: Comparison,
  line: LineAssessment,
  shared: { margins: Margins; quantile: number },
): GenerationReport[] {
  let lastGood: string | undefined;
  return line.generations.map((assessment, i) => {
    const report = generationReport(comparison, assessment, { ...shared, lastGood, first: i === 0 });
    if (report.verdict === 'healthy' || report.verdict === 'narrow') lastGood = report.name;
    return report;
  });
}
