import { once } from 'node:events';
import { createWriteStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { Rng } from '../../src/base/rng.ts';
import type { WatermarkKey } from '../../src/watermark/key/key.ts';
import { openKey } from '../../src/watermark/key/open-key.ts';

/** Share of words that are altered on each pass: some copies stay near-duplicates, others do not. */
const NOISE = [0.005, 0.02, 0.08, 0.3];

/** Words of an example, about. */
const WORDS = 120;

/** One row in so many has token ids, and one of those in so many marked ones. */
const WITH_IDS = 4;
const MARKED = 10;

const VOCABULARY = 80;
const IDS = 60;

/** Texts of files: lines of JSON and arrays by their strings of ten words or more, all else by paragraphs. */
export function textsOf(paths: readonly string[]): string[] {
  const texts = paths.flatMap(filesBelow).flatMap((path) => pieces(path, readFileSync(path, 'utf8')));
  if (texts.length === 0) throw new Error(`${paths.join(', ')} hold no text`);
  return texts;
}

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

function pieces(path: string, content: string): string[] {
  if (path.endsWith('.json')) return strings(JSON.parse(content));
  if (path.endsWith('.jsonl'))
    return content
      .split('\n')
      .filter(Boolean)
      .flatMap((line) => strings(JSON.parse(line)));
  // Words of the Brown corpus stand with their parts of speech.
  const plain = /\/c[a-r]\d\d$/.test(path) ? content.replace(/\/[^\s/]+(?=\s|$)/g, '') : content;
  return cut(plain.split(/\s+/).filter(Boolean));
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') {
    const words = value.split(/\s+/).filter(Boolean);
    return words.length < 10 ? [] : cut(words);
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

function cut(words: readonly string[]): string[] {
  const texts: string[] = [];
  for (let i = 0; i < words.length; i += WORDS) texts.push(words.slice(i, i + WORDS).join(' '));
  return texts;
}

/**
 * Writes `bytes`, about, of JSON lines: `texts` again and again, with more noise and less, with provenance, some with token ids, some of
 * them marked under `key`, some lines broken. The same arguments give the same bytes.
 */
export async function writeNoisy(path: string, texts: readonly string[], bytes: number, key: WatermarkKey) {
  const out = createWriteStream(path);
  const marked = markedIds(key);
  let written = 0;
  for (let pass = 0; written < bytes; pass++) {
    const rng = new Rng(`pass ${pass}`);
    for (let i = 0; i < texts.length && written < bytes; i++) {
      const text = pass === 0 ? texts[i] : noisy(texts[i], NOISE[pass % NOISE.length], rng);
      const line =
        rng.int(5000) === 0 ? `broken ${i}\n` : `${JSON.stringify(row(text, pass, i, rng, marked))}\n`;
      written += Buffer.byteLength(line);
      if (!out.write(line)) await once(out, 'drain');
    }
  }
  out.end();
  await finished(out);
}

function row(
  text: string,
  pass: number,
  i: number,
  rng: Rng,
  marked: readonly (readonly number[])[],
): object {
  const source = `s${(pass * 31 + (i >> 4)) % 997}`;
  const made = rng.int(5) < 2;
  const provenance = made
    ? { origin: 'synthetic', source, model: `m${pass % 3}`, generation: 1 + (pass % 2) }
    : { origin: 'human', source };
  const ids = () => (rng.int(MARKED) === 0 ? marked[rng.int(marked.length)] : drawn(rng));
  return {
    id: `${pass}-${i}`,
    group: `${source}-${i >> 4}`,
    text,
    ...(rng.int(WITH_IDS) === 0 ? { ids: ids() } : {}),
    provenance,
  };
}

function noisy(text: string, share: number, rng: Rng): string {
  return text
    .split(' ')
    .map((word) =>
      rng.next() < share ? word + String.fromCharCode(97 + rng.int(26)) + rng.int(1000).toString(36) : word,
    )
    .join(' ');
}

function drawn(rng: Rng): number[] {
  return Array.from({ length: IDS }, () => rng.int(VOCABULARY));
}

/** What argmax makes of logits that the key bends. */
function markedIds(key: WatermarkKey): number[][] {
  const marker = openKey(key).marker(() => 0);
  return Array.from({ length: 50 }, (_, start) => {
    const tokens = [start];
    for (let p = 0; p < IDS; p++) {
      const logits = Float64Array.from({ length: VOCABULARY }, (_, t) => ((t * 37 + p * 17) % 81) / 20);
      marker.mark(logits, tokens);
      tokens.push(logits.indexOf(Math.max(...logits)));
    }
    return tokens.slice(1);
  });
}
