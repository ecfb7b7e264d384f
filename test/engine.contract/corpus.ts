import { gzipSync } from 'node:zlib';
import { Rng } from '../../src/base/rng.ts';
import { parquet, type scratch } from '../../src/corpus/fixtures.test.support.ts';

const WORDS = 'the of and to a in that is was he for it with as his on be at by had not are but from'.split(
  ' ',
);

/** A sentence with a few frequent and many rare words. */
function sentence(rng: Rng): string {
  const words = Array.from({ length: 3 + rng.int(12) }, () =>
    rng.int(3) === 0 ? `w${rng.int(4000)}` : WORDS[rng.int(WORDS.length)],
  );
  return words.join(' ');
}

/** A line of JSON, or now and then one that is none, blank, or not quite UTF-8. */
function line(rng: Rng, i: number): string {
  const kind = rng.int(40);
  if (kind === 0) return `broken ${i}`;
  if (kind === 1) return '';
  if (kind === 2) return `{"text":"bad byte \xff in ${i}"}`;
  const origin = rng.int(2) === 0 ? 'human' : 'synthetic';
  return JSON.stringify({ text: sentence(rng), topic: `t${rng.int(5)}`, provenance: { origin } });
}

/** Writes a small corpus in every kind of file, with something wrong in most of them; gives its folder. */
export function makeCorpus(disk: ReturnType<typeof scratch>): string {
  const rng = new Rng('engine contract');
  const lines = (n: number) =>
    Buffer.from(Array.from({ length: n }, (_, i) => line(rng, i)).join('\n'), 'latin1');
  const sentences = (n: number) => Array.from({ length: n }, () => sentence(rng));
  disk.write('corpus/a.jsonl', lines(1200));
  disk.write('corpus/b.jsonl', lines(300));
  disk.write('corpus/c.jsonl.gz', gzipSync(lines(200)));
  const table = sentences(100).map((text, i) => (i % 30 === 7 ? 'a,b,c' : `"${text}",t${i % 3}`));
  disk.write('corpus/d.csv', `text,topic\n${table.join('\n')}\n`);
  const columns = [
    { name: 'text', data: sentences(90), type: 'STRING' as const },
    { name: 'topic', data: Array.from({ length: 90 }, (_, i) => `t${i % 4}`), type: 'STRING' as const },
  ];
  disk.write('corpus/deep/e.parquet', parquet(columns, { rowGroupSize: 30 }));
  return `${disk.folder}/corpus`;
}
