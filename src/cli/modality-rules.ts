import { dirname, resolve } from 'node:path';
import { OutcrossError } from '../base/errors.ts';
import { formatOf } from '../corpus/endings.ts';
import { requireReach } from '../corpus/images/reach.ts';
import type { CorpusSpec } from '../corpus/source.ts';
import { type ReadingOptions, readingSpec } from './reading-options.ts';

const WORDLESS = { image: 'pictures', vectors: 'feature vectors' } as const;

/** Throws `E_UNSUPPORTED` where a command that reads text is given content without any. */
export function requireText({ modality }: CorpusSpec, command: string): void {
  if (modality !== 'image' && modality !== 'vectors') return;
  throw new OutcrossError('E_UNSUPPORTED', `${command} reads text, and these are ${WORDLESS[modality]}`, {
    where: 'modality',
    hint: `What they lose and repeat outcross check tells. Where they stand beside text: ${command} --modality text --text-field FIELD.`,
  });
}

/** As `readingSpec`, of a corpus of text. Throws as `requireText`. */
export function textSpec(inputs: readonly string[], options: ReadingOptions, command: string): CorpusSpec {
  const spec = readingSpec(inputs, options);
  requireText(spec, command);
  return spec;
}

/** Throws as `requireReach` for rows that would be written to `output`, a file or a folder of parts. */
export function requirePicturesReach(spec: CorpusSpec, output: string): Promise<void> {
  const path = resolve(output);
  return requireReach(spec, formatOf(path) === undefined ? path : dirname(path));
}
