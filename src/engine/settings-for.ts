import type { CorpusSpec } from '../corpus/source.ts';
import { encoderId, type FeatureRequest } from '../features/encoder.ts';
import { DEFAULT_SETTINGS, type ProfileSettings } from '../profile/profile.ts';
import { SYNTAX_ID } from '../syntax/grammar.ts';

/** The settings of a profile of a corpus that is read so: its kind of content, what tokens are, whose vectors it keeps. */
export function settingsFor(
  { modality = 'text' }: Pick<CorpusSpec, 'modality'>,
  features?: FeatureRequest,
  base: ProfileSettings = DEFAULT_SETTINGS,
): ProfileSettings {
  return {
    ...base,
    tokenizer: modality === 'code' ? SYNTAX_ID : base.tokenizer,
    modality,
    encoder: features === undefined ? '' : encoderId(features),
  };
}
