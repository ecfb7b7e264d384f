import { OutcrossError } from '../base/errors.ts';
import type { ModelScores } from '../compare/model/model-scores.ts';
import { readScoreFile } from '../models/read-score-file.ts';
import { visible } from '../report/visible.ts';

/** What files of scores hold, in the order in which `--model-scores` names them. */
export const SCORE_KINDS = ['holdout', 'own', 'train', 'validation'] as const;
export type ScoreKind = (typeof SCORE_KINDS)[number];

/** Paths of the scores under one model. */
export type ScorePaths = Readonly<Partial<Record<ScoreKind, string>>>;

/**
 * `NAME=HOLDOUT,OWN,TRAIN,VALIDATION`, of which all but the first may be left out or empty. Throws `E_USAGE` for anything else and
 * for a name given twice.
 */
export function scorePaths(options: readonly string[]): Map<string, ScorePaths> {
  const found = new Map<string, ScorePaths>();
  for (const option of options) {
    const { name, value } = namedValue(option, '--model-scores', 'g1=holdout.jsonl,own.jsonl');
    const paths = value.split(',').map((path) => path.trim());
    if (paths[0] === '' || paths.length > SCORE_KINDS.length || found.has(name)) {
      const what =
        paths[0] === ''
          ? `no scores on the holdout are named for ${name}`
          : found.has(name)
            ? `the scores of ${name} are given twice`
            : `${paths.length} files are named for ${name}, not one to ${SCORE_KINDS.length}`;
      throw new OutcrossError('E_USAGE', what, {
        where: '--model-scores',
        hint: `The order is ${SCORE_KINDS.join(', ')}; a path with a comma in it can be named in outcross.yaml.`,
      });
    }
    found.set(
      name,
      Object.fromEntries(paths.flatMap((path, i) => (path === '' ? [] : [[SCORE_KINDS[i], path]]))),
    );
  }
  return found;
}

/** `NAME=VALUE`, both of them something. Throws `E_USAGE`. */
export function namedValue(option: string, flag: string, example: string): { name: string; value: string } {
  const [, name, value] = /^([^=]+)=(.+)$/s.exec(option) ?? [];
  if (name !== undefined && value !== undefined) return { name, value };
  throw new OutcrossError('E_USAGE', `${flag} takes NAME=…, not ${option}`, {
    where: flag,
    hint: `Such as ${flag} ${example}.`,
  });
}

/**
 * Reads the scores of several models. Rows that cannot be read are told by `say` and left out. Throws as `readScoreFile`, and
 * `E_EMPTY` for a file without a score.
 */
export async function loadModelScores(
  files: ReadonlyMap<string, ScorePaths>,
  say: (text: string) => void,
): Promise<Map<string, ModelScores>> {
  const loaded = new Map<string, ModelScores>();
  for (const [name, paths] of files) {
    const scores: Partial<Record<ScoreKind, ModelScores['holdout']>> = {};
    for (const kind of SCORE_KINDS) {
      const path = paths[kind];
      if (path !== undefined) scores[kind] = await scoresOf(path, say);
    }
    loaded.set(name, { holdout: [], ...scores });
  }
  return loaded;
}

async function scoresOf(path: string, say: (text: string) => void): Promise<ModelScores['holdout']> {
  const { scores, bad } = await readScoreFile(path);
  if (scores.length === 0) {
    throw new OutcrossError('E_EMPTY', `${path} holds no score`, {
      where: path,
      hint: bad.length === 0 ? 'Check what should have written it.' : `The first row: ${bad[0].reason}.`,
    });
  }
  if (bad.length > 0) {
    const [{ file, row, reason }] = bad;
    const rows = bad.length === 1 ? '1 row' : `${bad.length} rows`;
    say(`warning ${rows} of scores left out, the first: ${visible(`${file}:${row}: ${reason}`)}\n`);
  }
  // Single tokens are not needed here, and take the most room.
  return scores.map(({ logprobs: _, ...score }) => score);
}
