import type { CorpusSpec } from '../corpus/source.ts';
import { encoderId, type FeatureRequest } from '../features/encoder.ts';
import { DEFAULT_SETTINGS, type ProfileSettings } from '../profile/profile.ts';
import { SYNTAX_ID } from '../syntax/grammar.ts';
import { defaultFeatures } from './feature-request.ts';

/** The settings of a profile of a corpus that is read so: its kind of content, what tokens are, whose vectors it keeps (null: none). */
export function settingsFor(
  spec: Pick<CorpusSpec, 'modality' | 'vectorField'>,
  features: FeatureRequest | null = defaultFeatures(spec) ?? null,
  base: ProfileSettings = DEFAULT_SETTINGS,
): ProfileSettings {
  const { modality = 'text' } = spec;
  return {
    ...base,
    tokenizer: modality === 'code' ? SYNTAX_ID : base.tokenizer,
    modality,
    encoder: features === null ? '' : encoderId(features),
  };
}
