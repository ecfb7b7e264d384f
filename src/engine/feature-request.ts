import { OutcrossError } from '../base/errors.ts';
import { suggestion } from '../base/spelling.ts';
import type { Modality } from '../corpus/example.ts';
import type { CorpusSpec } from '../corpus/source.ts';
import type { FeatureRequest } from '../features/encoder.ts';
import { onnxRequest } from './onnx-folder.ts';

/** Where feature vectors come from when nothing was said: what the corpus itself has. Text alone has none. */
export function defaultFeatures({
  modality = 'text',
  vectorField,
}: Pick<CorpusSpec, 'modality' | 'vectorField'>): FeatureRequest | undefined {
  if (modality === 'vectors' || vectorField !== undefined) return { source: 'given' };
  return modality === 'image' ? { source: 'image' } : undefined;
}

const LEXICAL = ['lexical', 'lexical:512'];
const ONNX = 'onnx:FOLDER';

const MADE: Readonly<Record<Modality, readonly string[]>> = {
  text: [...LEXICAL, ONNX],
  code: LEXICAL,
  image: ['image', ONNX],
  table: [],
  vectors: [],
};

/** What there is for a kind of content, in words. */
function choices(modality: Modality): string {
  if (modality === 'vectors') return 'It is given, which need not be said.';
  return `It is ${[...MADE[modality], 'given with --vector-field'].join(', ')} or none.`;
}

/**
 * The request that a word stands for, such as `lexical`; what the corpus has where there is no word. Throws `E_OPTION` for a word that is
 * none, or does not go with the content, and for a folder as `onnxRequest`.
 */
export async function featureRequest(
  word: string | undefined,
  spec: Pick<CorpusSpec, 'modality' | 'vectorField'>,
): Promise<FeatureRequest | undefined> {
  const { modality = 'text', vectorField } = spec;
  if (word === undefined) return defaultFeatures(spec);
  const worded = modality === 'text' || modality === 'code';
  if (word === 'none' && modality !== 'vectors') return undefined;
  if (/^onnx:./.test(word) && (modality === 'text' || modality === 'image'))
    return onnxRequest(word.slice(5));
  if (word === 'image' && modality === 'image') return { source: 'image' };
  if ((word === 'lexical' || word === 'lexical:256') && worded) return { source: 'lexical', dimension: 256 };
  if (word === 'lexical:512' && worded) return { source: 'lexical', dimension: 512 };
  if (word === 'given' && (modality === 'vectors' || vectorField !== undefined)) return { source: 'given' };
  const near = suggestion(word, modality === 'vectors' ? [] : [...MADE[modality], 'given', 'none']);
  throw new OutcrossError('E_OPTION', `feature vectors "${word}" are not to be had of ${modality}`, {
    where: '--features',
    hint:
      word === 'given'
        ? 'Name the field that holds them with --vector-field.'
        : `${near} ${choices(modality)}`.trim(),
  });
}
