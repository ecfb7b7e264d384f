import { existsSync, readFileSync } from 'node:fs';
import { hashText } from '../../src/base/hash.ts';
import { checkLine } from '../../src/compare/check-line.ts';
import { toSignal } from '../../src/compare/estimate.ts';
import type { Example } from '../../src/corpus/example.ts';
import { settingsFor } from '../../src/engine/settings-for.ts';
import { blockOf, ProfileAccumulator } from '../../src/profile/accumulator.ts';
import type { Profile } from '../../src/profile/profile.ts';
import { CodeReader } from '../../src/syntax/code-reader.ts';

const FOLDER = '../shared/data/gptclonebench';

/** A function of a person and the clone of it that a model wrote. */
export interface ClonePair {
  /** Pairs of one number do the same. */
  readonly task: string;
  readonly human: Example;
  readonly model: Example;
}

/**
 * Pairs of GPTCloneBench, one for each different human function, as many human functions stand in it several times.
 * Undefined where the data are not there.
 */
export function clonePairs(file: string, language: 'java' | 'python'): ClonePair[] | undefined {
  if (!existsSync(`${FOLDER}/${file}`)) return undefined;
  const pairs = new Map<string, ClonePair>();
  for (const record of readFileSync(`${FOLDER}/${file}`, 'utf8').split(/^\${20,}\s*$/m)) {
    const [head, human, model] = record.split(/^-{20,}\s*$/m).map((part) => part.trim());
    if (!human || !model || pairs.has(human)) continue;
    const [task, clone] = head.split('\n');
    const example = (text: string, who: string): Example => ({
      id: `${who}-${task}-${clone}`,
      group: task,
      text: `${text}\n`,
      language,
    });
    pairs.set(human, { task, human: example(human, 'human'), model: example(model, 'model') });
  }
  return [...pairs.values()];
}

async function profileOf(examples: readonly Example[]): Promise<Profile> {
  const reader = new CodeReader();
  const accumulator = new ProfileAccumulator(settingsFor({ modality: 'code' }), reader);
  await reader.add(
    examples,
    Uint8Array.from(examples, ({ group }) => blockOf(hashText(group))),
  );
  for (const example of examples) accumulator.add(example);
  return { ...accumulator.finish(), facets: new Map([['code', reader.finish()]]) };
}

/** What one signal came to. */
export interface CloneSignal {
  readonly key: string;
  readonly value: number;
  readonly baseline: number;
  readonly ratio: number;
  readonly interval: readonly [number, number];
}

/**
 * The model's clones of one half of the tasks, against people's functions of the other half, with people's functions of the first as
 * the baseline: a clone must not be held against the function that it is made of.
 */
export async function compareClones(
  pairs: readonly ClonePair[],
  half: 0 | 1,
): Promise<{ verdict: string; signals: CloneSignal[] }> {
  const isOurs = ({ task }: ClonePair) => (hashText(task).hi & 1) === half;
  const ours = pairs.filter(isOurs);
  const others = pairs.filter((pair) => !isOurs(pair));
  const line = checkLine({
    against: await profileOf(others.map(({ human }) => human)),
    reservoir: await profileOf(ours.map(({ human }) => human)),
    generations: [{ name: 'gpt', profile: await profileOf(ours.map(({ model }) => model)) }],
  });
  const [{ measured, judgement }] = line.assessed.generations;
  const signals = [...measured].map(([key, m]) => {
    const { value, baseline, ratio, interval } = toSignal(m, 1.96);
    return { key, value, baseline, ratio, interval };
  });
  return { verdict: judgement.verdict, signals };
}
