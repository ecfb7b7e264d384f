import { existsSync } from 'node:fs';
import { readBrown } from '../examples/demo/brown.ts';
import { Rng } from '../src/base/rng.ts';
import { HumanModel } from '../src/lm/human-model.ts';
import { measureDetection } from '../src/lm/suspicion/detection-rates.ts';
import {
  type Scorer,
  type SuspicionValues,
  suspicionScore,
  suspicionValues,
} from '../src/lm/suspicion/scorers.ts';
import { Tokenizer } from '../src/text/tokenizer.ts';
import { fastDetectSets, type LabelledSet, seqxSets } from './suspicion/labelled-sets.ts';
import { TrigramCurvature } from './suspicion/trigram-curvature.ts';

/**
 * What the hints of `outcross suspicion` find, on labelled texts that are not in the project: `--data FOLDER` (default `../shared/data`) with
 * fast_detect_gpt and seqxgpt. One half of the human texts is the reference, the other half and what models wrote are judged. `--brown`: with the
 * Brown corpus as the reference instead. `--curvature`: Fast-DetectGPT's statistic under a trigram model of the Brown corpus, which takes
 * minutes. `--only WORD`: texts whose name holds the word.
 */
const at = process.argv.indexOf('--data');
const folder = at === -1 ? '../shared/data' : process.argv[at + 1];
const curvature = process.argv.includes('--curvature') ? new TrigramCurvature(brown()) : undefined;
const HINTS: readonly Scorer[] = curvature === undefined ? ['perplexity', 'burstiness'] : ['fast-detect-gpt'];
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const tokenizer = new Tokenizer();

if (!existsSync(folder)) console.log(`Passed over: there is no ${folder} with labelled texts.`);
else {
  console.log('| texts | human, synthetic | hint | AUROC | found at 1% false | at 5% false |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const set of [...fastDetectSets(folder), ...seqxSets(folder)]) {
    if (only === undefined || set.name.includes(only)) judge(set);
  }
}

function judge({ name, reference, human, synthetic }: LabelledSet): void {
  const values = valuesUnder(process.argv.includes('--brown') ? brown() : reference);
  const [people, machines] = [human, synthetic].map((kind) => kind.map(values));
  for (const hint of HINTS) {
    const scores = (kind: typeof people) => ({
      scores: kind.map((value) => suspicionScore(hint, value[hint]!)),
      groups: kind.map((_, i) => String(i)),
    });
    const { auroc, aurocInterval, rates } = measureDetection(
      scores(people),
      scores(machines),
      new Rng(hint),
    )!;
    const cells = rates.map(({ truePositives, exact, resampled }) =>
      truePositives === undefined
        ? 'too few'
        : shown(truePositives, {
            low: Math.min(exact!.low, resampled?.low ?? 1),
            high: Math.max(exact!.high, resampled?.high ?? 0),
          }),
    );
    const area = `${auroc.toFixed(2)} (${aurocInterval!.low.toFixed(2)} to ${aurocInterval!.high.toFixed(2)})`;
    console.log(
      `| ${name} | ${people.length}, ${machines.length} | ${hint} | ${area} | ${cells.join(' | ')} |`,
    );
  }
}

function valuesUnder(texts: readonly string[]): (text: string) => SuspicionValues {
  if (curvature !== undefined) return (text) => ({ 'fast-detect-gpt': curvature.of(text)! });
  const model = HumanModel.train(texts, tokenizer);
  return (text) => suspicionValues(model.surprises(text, tokenizer), undefined);
}

function brown(): string[] {
  return readBrown().map(({ words }) => words.join(' '));
}

function shown(share: number, { low, high }: { low: number; high: number }): string {
  const percent = (value: number) => (100 * value).toFixed(0);
  return `${percent(share)}% (${percent(low)} to ${percent(high)})`;
}
