import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { brown } from '../../test/fixtures/brown.ts';
import { ngramLine } from '../../test/fixtures/ngram-line.ts';
import { checkLine } from '../compare/check-line.ts';
import type { Example } from '../corpus/example.ts';
import { loadProfile } from '../engine/load-profile.ts';
import { DEFAULT_POLICY } from '../mix/policy.ts';
import { NO_STORY } from './ledger-story.ts';
import type { Situation } from './situation.ts';

type Write = (name: string, data: string) => string;

const rows = (examples: readonly Example[], origin: string) =>
  examples
    .map(({ id, text, group, category }) =>
      JSON.stringify({ id, text, group, category, provenance: { origin, source: 'x' } }),
    )
    .map((line) => `${line}\n`)
    .join('');

/** A line of trigram models on real text that is early by its third generation, on disk, checked. */
export async function earlyLine(folder: string, write: Write): Promise<Situation> {
  const TOKENS = 30_000;
  const [holdout, reservoir] = brown('recover', [TOKENS, 2 * TOKENS]);
  const made = ngramLine({
    training: reservoir,
    generations: 3,
    tokens: TOKENS,
    loop: 'replace',
    seed: 'recover',
  });
  mkdirSync(join(folder, 'line'), { recursive: true });
  const human = write('line/reservoir.jsonl', rows(reservoir, 'human'));
  const fields = { groupField: 'group', categoryField: 'category' };
  const against = await loadProfile(
    { inputs: [write('line/holdout.jsonl', rows(holdout, 'human'))], ...fields },
    { workers: 0 },
  );
  const own = await loadProfile({ inputs: [human], ...fields }, { workers: 0 });
  const generations = [];
  for (const [i, examples] of made.entries()) {
    const path = write(`line/g${i + 1}.jsonl`, rows(examples, 'synthetic'));
    generations.push({
      name: `g${i + 1}`,
      path,
      profile: await loadProfile({ inputs: [path] }, { workers: 0 }),
    });
  }
  const checked = checkLine({ against, reservoir: own, generations });
  return {
    line: 'brown',
    checked,
    generations: generations.map(({ name, path }, i) => ({
      name,
      corpus: [path],
      verdict: checked.assessed.generations[i].judgement.verdict,
    })),
    place: 2,
    why: 'because',
    advice: 'advice',
    story: NO_STORY,
    reservoir: { inputs: [human], ...fields },
    anchor: 'anchor',
    policy: DEFAULT_POLICY,
    policySection: {},
    next: { output: 'mixes/train-4.jsonl', exists: false },
    mixPlace: 'outcross.yaml:9',
  };
}
