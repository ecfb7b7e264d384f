import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashText } from '../../src/base/hash.ts';

/** Texts whose origin is known, and others by people to hold them against. */
export interface LabelledSet {
  readonly name: string;
  readonly reference: readonly string[];
  readonly human: readonly string[];
  readonly synthetic: readonly string[];
}

/** Pairs of a human text and what a model made of its opening words (Bao et al. 2024). A set a generator and source. */
export function* fastDetectSets(folder: string): Generator<LabelledSet, void> {
  for (const part of ['exp_main', 'exp_gpt3to4']) {
    const data = join(folder, 'fast_detect_gpt', part, 'data');
    for (const file of readdirSync(data).sort()) {
      const found = /^(.*)\.raw_data\.json$/.exec(file);
      if (found === null) continue;
      const { original, sampled } = JSON.parse(readFileSync(join(data, file), 'utf8')) as Readonly<
        Record<'original' | 'sampled', string[]>
      >;
      // By the text, not its place: the same human texts stand in several files.
      const isReference = original.map((text) => (hashText(text).lo & 1) === 0);
      yield {
        name: found[1].replace('_', ', '),
        reference: original.filter((_, i) => isReference[i]),
        human: original.filter((_, i) => !isReference[i]),
        synthetic: sampled.filter((_, i) => !isReference[i]),
      };
    }
  }
}

/** Whole documents by people and by five models (Wang et al. 2023, "SeqXGPT"). A set a model. */
export function* seqxSets(folder: string): Generator<LabelledSet, void> {
  const data = join(folder, 'seqxgpt', 'document-level detection dataset');
  const texts = (name: string) =>
    readFileSync(join(data, `${name}_lines.jsonl`), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { readonly text: string }).text);
  const people = texts('human');
  for (const model of ['gpt2', 'gptneo', 'gptj', 'llama', 'gpt3']) {
    const half = Math.floor(people.length / 2);
    yield {
      name: `seqxgpt, ${model}`,
      reference: people.slice(0, half),
      human: people.slice(half),
      synthetic: texts(model),
    };
  }
}
