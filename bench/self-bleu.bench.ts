import { readFileSync } from 'node:fs';
import { selfBleu } from '../src/stats/self-bleu.ts';
import { Tokenizer, tokenStrings } from '../src/text/tokenizer.ts';
import { englishJsonl } from './measure/text.ts';

/** Exact self-BLEU, orders 1-4, over more and more documents of about 250 tokens: time must grow with the tokens. */
const DOCUMENT = 250;
const sizes = process.argv.includes('--quick') ? [10_000, 20_000] : [10_000, 20_000, 40_000, 80_000];
const most = sizes[sizes.length - 1] * DOCUMENT;

const ids = new Uint32Array(most);
let length = 0;
const words = new Map<string, number>();
const tokenizer = new Tokenizer();
for (const line of readFileSync(await englishJsonl(130), 'utf8').split('\n')) {
  if (length === most) break;
  if (line === '') continue;
  for (const word of tokenStrings((JSON.parse(line) as { text: string }).text, tokenizer)) {
    if (length === most) break;
    let id = words.get(word);
    if (id === undefined) words.set(word, (id = words.size));
    ids[length++] = id;
  }
}

console.log(
  '| documents | tokens | seconds | million tokens/s | self-BLEU |\n| --- | --- | --- | --- | --- |',
);
for (const documents of sizes) {
  const offsets = Uint32Array.from({ length: documents + 1 }, (_, d) => Math.min(length, d * DOCUMENT));
  const started = performance.now();
  const result = selfBleu(ids.subarray(0, offsets[documents]), offsets);
  const seconds = (performance.now() - started) / 1000;
  const tokens = offsets[documents];
  console.log(
    `| ${documents} | ${tokens} | ${seconds.toFixed(2)} | ${(tokens / 1e6 / seconds).toFixed(2)} | ${result?.mean.toFixed(4)} |`,
  );
}
