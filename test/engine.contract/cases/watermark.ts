import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl } from '../../../src/corpus/fixtures.test.support.ts';
import { calibrateCorpus } from '../../../src/engine/rows/calibrate-corpus.ts';
import { watermarkCorpus } from '../../../src/engine/rows/watermark-corpus.ts';
import { readTokenizer } from '../../../src/engine/watermark/load-tokenizer.ts';
import { ScoreSink } from '../../../src/engine/watermark/score-sink.ts';
import { drawnTokens, greedy } from '../../../src/watermark/fixtures.test.support.ts';
import type { WatermarkKey } from '../../../src/watermark/key/key.ts';
import { openKey } from '../../../src/watermark/key/open-key.ts';
import type { SparkDesk } from '../spark-desk.ts';
import { written } from './written.ts';

/** A number that stands nowhere by chance. */
const SECRET = '7730518924416095';
const KEY: WatermarkKey = {
  id: 'k',
  scheme: 'vllm-synthid',
  secrets: [SECRET],
  parameters: { depth: 20 },
};

function marked(start: number): number[] {
  const logitsAt = (p: number) => Float64Array.from({ length: 80 }, (_, t) => ((t * 37 + p * 17) % 81) / 20);
  return greedy(
    openKey(KEY).marker(() => 0),
    60,
    logitsAt,
    [start],
  );
}

const WORDS = Array.from({ length: 60 }, (_, i) => `word${i}`);

const rows = [
  ...Array.from({ length: 200 }, (_, i) => ({
    id: `h${i}`,
    text: [...drawnTokens(i + 1000, 40, 60)].map((word) => WORDS[word]).join(' '),
    ids: [...drawnTokens(i + 1, 60, 80)],
    provenance: { origin: i % 50 === 7 ? 'human' : 'unknown', source: `s${i % 2}` },
  })),
  ...Array.from({ length: 40 }, (_, i) => ({
    id: `m${i}`,
    text: 'b',
    ids: marked(i),
    ...(i % 9 === 0 ? { provenance: { origin: 'human', source: 's1' } } : {}),
  })),
  { id: 'none', text: 'd' },
];

const WORD_LEVEL = {
  version: '1.0',
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: { type: 'Whitespace' },
  post_processor: null,
  decoder: null,
  model: {
    type: 'WordLevel',
    vocab: Object.fromEntries(['[UNK]', ...WORDS].map((word, i) => [word, i])),
    unk_token: '[UNK]',
  },
};

/** Marks: scores, states, summary and the tagged corpus; what human text has under a key; and where keys do not appear. */
export function watermarkCases(desk: () => SparkDesk): void {
  describe('watermarks', () => {
    const corpus = () => ({ inputs: [desk().disk.write('marks.jsonl', `${jsonl(rows)}broken\n`)] });

    it('are found alike, with the same scores, tags and shares, though workers are killed', async () => {
      const [here, there] = await written(
        desk(),
        async (folder, options) =>
          watermarkCorpus(
            corpus(),
            { keys: [KEY], tokensField: 'ids' },
            {
              tagged: { path: join(folder, 'tagged.jsonl') },
              scores: { sink: await ScoreSink.open(join(folder, 'scores.jsonl')) },
            },
            options,
          ),
        'marks',
      );
      expect(there).toEqual(here);
      const { result, notes, rows: bad } = here as { result: object; notes: unknown[]; rows: unknown[] };
      expect(result).toMatchObject({ records: 241, withTokens: 240, tagged: 35, conflicts: 5 });
      expect([notes.length, bad.length]).toEqual([5, 1]);
    });

    it('are calibrated alike, with a tokenizer whose file executors do not have', async () => {
      const { disk } = desk();
      const file = disk.write('only-here/tokenizer.json', JSON.stringify(WORD_LEVEL));
      const tokenizer = { ...(await readTokenizer(file)), path: '/gone/tokenizer.json' };
      const [here, there] = await written(desk(), (_, options) =>
        calibrateCorpus(corpus(), { keys: [KEY], tokenizer }, options),
      );
      expect(there).toEqual(here);
      const { result } = here as { result: { calibration: { keys: { buckets: unknown[] }[] } } };
      expect(result.calibration.keys[0].buckets).not.toEqual([]);
    });

    it('leave no trace of their keys in the pages of Spark, in logs or on the disk of the driver', async () => {
      const { application, ui } = (await desk().host.open(undefined)).application;
      const pages = await Promise.all(
        ['environment', 'jobs', 'stages', 'allexecutors'].map(async (page) => {
          const answer = await fetch(`${ui}/api/v1/applications/${application}/${page}`);
          return answer.text();
        }),
      );
      expect(pages.join('')).toContain('watermark of');
      expect(pages.join('')).not.toContain(SECRET);
      for (const folder of foldersOf(['outcross-cluster-']))
        for (const file of filesIn(folder, /std(out|err)$/)) expect(textOf(file)).not.toContain(SECRET);
      // The driver's copies of what it broadcasts.
      for (const folder of foldersOf(['spark-']))
        for (const file of filesIn(folder, /pyspark-[^/]*\/[^/]*$/))
          expect(textOf(file)).not.toContain(SECRET);
    });
  });
}

function foldersOf(prefixes: readonly string[]): string[] {
  return readdirSync(tmpdir())
    .filter((name) => prefixes.some((prefix) => name.startsWith(prefix)))
    .map((name) => join(tmpdir(), name));
}

/** Others may take files away meanwhile. */
function filesIn(folder: string, path: RegExp): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => path.test(name))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
