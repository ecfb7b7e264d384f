import { atomicWrite } from '../../src/base/atomic.ts';
import type { Paragraph } from './brown.ts';
import type { Words } from './language-model.ts';
import { spell } from './spelling.ts';

/** Writes human paragraphs as JSON lines, with their source and genre. */
export async function writeHuman(file: string, paragraphs: readonly Paragraph[]): Promise<void> {
  const rows = paragraphs.map(({ id, source, genre, words }) => ({ id, source, genre, text: spell(words) }));
  await atomicWrite(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

/** Writes a generation as JSON lines. Its paragraphs were drawn one by one, so each is a source of its own. */
export async function writeGeneration(
  file: string,
  name: string,
  paragraphs: readonly Words[],
): Promise<void> {
  const rows = paragraphs.map((words, i) => ({
    id: `${name}-${i}`,
    source: `${name}-${i}`,
    text: spell(words),
  }));
  await atomicWrite(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}
