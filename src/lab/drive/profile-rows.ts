import { atomicWrite } from '../../base/atomic.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { profileCorpus } from '../../engine/profile-corpus.ts';
import { encodeProfile } from '../../profile/codec.ts';
import type { Reading } from './recipe.ts';
import type { Work } from './work.ts';

/** Rows are written as JSON lines with their fields as they were; those of other formats may have been lines without fields. */
export function readingOf({ format, reader, textField, groupField, categoryField }: Reading): Reading {
  const lines = format === 'text' || format === 'document';
  const fields = lines ? {} : { reader, textField, groupField, categoryField };
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { format: 'jsonl', ...Object.fromEntries(given) };
}

/** Profiles rows that the drive wrote, and keeps the profile at `target`: later checks need not read them again. */
export async function profileInto(work: Work, path: string, reading: Reading, target: string): Promise<void> {
  const { signal, workers } = work.options;
  const spec: CorpusSpec = { ...reading, inputs: [path] };
  const profile = await profileCorpus(spec, { signal, ...(workers === undefined ? {} : { workers }) });
  await atomicWrite(target, encodeProfile(profile));
}
