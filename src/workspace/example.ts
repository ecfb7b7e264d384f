import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { atomicWrite } from '../base/atomic.ts';
import { OutcrossError } from '../base/errors.ts';
import { Rng } from '../base/rng.ts';
import { refusing } from '../base/staged-file.ts';
import { anchorCorpus } from '../engine/rows/anchor-corpus.ts';
import { tagCorpus } from '../engine/rows/tag-corpus.ts';
import { trainTextModel } from '../lab/drive/ngram/model-file.ts';
import { sampleTexts } from '../lab/drive/ngram/text-model.ts';
import type { TagSettings } from '../quality/provenance/tag-rules.ts';
import type { InitAnswers } from './template.ts';

/** The text that ships: three novels. */
const NOVELS = new URL('../../examples/novels/novels.jsonl.gz', import.meta.url);

/** Generations that are there when the example begins: the second is trained on what the first wrote, and on nothing else. */
const GENERATIONS = 2;
/** Examples of a generation: a fifth of the text that the first was trained on, so that rare words die soon. */
const EXAMPLES = 400;
const ORDER = 3;

export const EXAMPLE_ANSWERS: InitAnswers = {
  heading:
    'An example: a line of trigram models that began on three novels, and then trained on what they wrote.',
  line: 'novels',
  human: 'data/human.jsonl',
  generations: 'data/g*.jsonl',
  group: 'chapter',
  category: 'book',
  train:
    'outcross lab train-ngram {mix} -o .outcross/model.ngram && ' +
    `outcross lab sample-ngram .outcross/model.ngram -n ${EXAMPLES} --seed {generation} -o .outcross/raw.jsonl && ` +
    'outcross tag .outcross/raw.jsonl --origin synthetic --source novels --model trigram-{generation} ' +
    '--generation {generation} -o {output}',
};

const TAGS: TagSettings = {
  set: { origin: 'human', license: 'public domain', evidence: 'declared' },
  fields: { source: 'book' },
};

export interface ExampleHooks {
  readonly signal?: AbortSignal;
  readonly version?: string;
  /** Writes over files of an example that stand there, such as those of one that was interrupted. */
  readonly replace?: boolean;
  /** Told of each step before it begins. */
  readonly onStep?: (what: string) => void;
}

/**
 * Fills a workspace with real text and two generations of models that were trained on it: tagged human data, its anchor, and what
 * the models wrote. The same bytes everywhere. Throws `E_WRITE` where a file stands there already, `E_INTERRUPTED`.
 */
export async function writeExample(folder: string, hooks: ExampleHooks = {}): Promise<void> {
  const { signal, version, replace = false, onStep } = hooks;
  const data = join(folder, 'data');
  const human = join(data, 'human.jsonl');
  const made = Array.from({ length: GENERATIONS }, (_, i) => join(data, `g${i + 1}.jsonl`));
  const anchor = join(folder, 'anchor');
  // Asked for all before any is written: a corpus that is called so would be lost.
  if (!replace) for (const path of [human, ...made, anchor]) await requireNothing(path);
  await refusing(data, mkdir(data, { recursive: true }));
  onStep?.('human text: three novels');
  await tagCorpus({ inputs: [fileURLToPath(NOVELS)] }, TAGS, { path: human, replace }, { signal });
  onStep?.('anchor: a fifth of the chapters held out');
  await anchorCorpus({ inputs: [human], groupField: 'chapter', categoryField: 'book' }, anchor, {
    holdout: 0.2,
    strata: ['book'],
    replace,
    signal,
    version,
  });
  let trainedOn = join(anchor, 'reservoir.jsonl');
  for (const [i, output] of made.entries()) {
    const generation = i + 1;
    onStep?.(
      `generation ${generation}: trained on ${generation === 1 ? 'human text' : 'the generation before'}`,
    );
    await writeGeneration({ trainedOn, generation, output, signal });
    trainedOn = output;
  }
}

async function requireNothing(path: string): Promise<void> {
  if ((await stat(path).catch(() => undefined)) === undefined) return;
  throw new OutcrossError('E_WRITE', `${path} exists: it was left as it is`, {
    where: path,
    hint: 'Take another folder, or --force to write over it.',
  });
}

interface GenerationRun {
  readonly trainedOn: string;
  readonly generation: number;
  readonly output: string;
  readonly signal: AbortSignal | undefined;
}

async function writeGeneration(run: GenerationRun): Promise<void> {
  const { model } = await trainTextModel({ inputs: [run.trainedOn] }, ORDER, run.signal);
  const texts = sampleTexts(model, { texts: EXAMPLES, maxPieces: 400 }, new Rng(String(run.generation)));
  await atomicWrite(run.output, taggedLines(texts, run));
}

async function* taggedLines(
  texts: Iterable<string>,
  { generation, signal }: GenerationRun,
): AsyncGenerator<string, void> {
  const provenance = {
    origin: 'synthetic',
    source: 'novels',
    model: `trigram-${generation}`,
    generation,
    evidence: 'declared',
  };
  let written = 0;
  for (const text of texts) {
    if (written % AT_ONCE === 0) await setImmediate();
    if (signal?.aborted) throw new OutcrossError('E_INTERRUPTED', 'interrupted');
    const id = `g${generation}-${String(++written).padStart(4, '0')}`;
    yield `${JSON.stringify({ id, text, provenance })}\n`;
  }
}

/** Examples between two looks at the signal. */
const AT_ONCE = 64;
