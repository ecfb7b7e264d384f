import { cpus, totalmem } from 'node:os';
import { HASH_ID } from '../../src/base/hash.ts';
import { DEFAULT_MARGINS, TREND_ALPHA } from '../../src/compare/margins.ts';
import { TOKENIZER_ID } from '../../src/text/tokenizer.ts';
import type { Coverage, Spectrum } from './intervals.ts';
import { ALPHA, type Outcome } from './run-job.ts';
import { detection, falseAlarms, requirements } from './tabulate.ts';

/** Coverage of one spectrum's intervals. */
export interface CoverageRun {
  readonly spectrum: Spectrum;
  readonly tokens: number;
  readonly replicates: number;
  readonly coverage: readonly Coverage[];
}

const percent = (x: number) => `${(100 * x).toFixed(1)}%`;

/** docs/calibration.md. */
export function calibrationDocument(
  names: readonly string[],
  outcomes: readonly Outcome[],
  intervals: readonly CoverageRun[],
): string {
  return [
    '# Calibration',
    'What the shipped margins do, measured. Written by `npm run bench:power`; edit nothing here by hand.',
    settings(names),
    '## What was asked, and what was found',
    requirements(outcomes, intervals),
    '## False alarms',
    'Lines that hold no collapse, and how often `early` or `late` was called in any generation. A *human pair* is human text ' +
      'checked against other human text of the same corpus, whole sources apart. A *human line* gives three such samples as if ' +
      'they were generations. A *stable line* is four samples of one and the same trigram model.',
    falseAlarms(outcomes, names),
    '## Detection',
    'Trigram models, each trained on: the output of the one before (replace), on everything so far (accumulate), or on 20% ' +
      'fresh human text and 80% output (fresh20). The first is trained on human text alone. Shares of lines called `early` or ' +
      '`late` by a generation; a trend needs two, so that nothing is called at g1.',
    detection(outcomes, names),
    '## Coverage of the intervals',
    'Shares of nominal 95% intervals of the ratio that hold the truth, by simulation from a known spectrum. Both sides from one ' +
      'source: the truth is 1. Narrower: the generation draws from half of the words; the truth is the mean over replicates.',
    ...intervals.map(coverageTable),
    'Above 97% an interval is wider than it need be (the jackknife overstates the error of counts of types seen twice, as in ' +
      'Chao1 and in bands that hold only types seen twice); below 93% it is too narrow. `distinct[4]` of such random text is so ' +
      'near 1 that only a handful of repeats decide it.',
    '',
  ].join('\n\n');
}

function settings(names: readonly string[]): string {
  const { level, trend, centre, floor, other, misfit } = DEFAULT_MARGINS;
  const rows = [
    `- hardware: ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB; Node ${process.version}`,
    `- human corpora: ${names.join(', ')}; tokeniser \`${TOKENIZER_ID}\`, hash \`${HASH_ID}\`, 64 blocks`,
    `- alpha ${ALPHA}, of which the trend tests of a line spend ${(TREND_ALPHA * ALPHA).toFixed(2)} over all generations`,
    `- margins: level ${level}, trend ${trend}, centre ${centre}, floor ${floor}, other ${other}, misfit ${misfit}`,
  ];
  return rows.join('\n');
}

function coverageTable({ spectrum, tokens, replicates, coverage }: CoverageRun): string {
  const rows = coverage.map(
    ({ key, same, narrower }) => `| ${key} | ${percent(same)} | ${percent(narrower)} |`,
  );
  return [
    `### ${spectrum.name}`,
    '',
    `${tokens.toLocaleString('en-US')} tokens a side, ${replicates} replicates.`,
    '',
    '| signal | one source | narrower source |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n');
}
