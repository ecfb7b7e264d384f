import type { Modality } from '../corpus/example.ts';
import { ROLES } from './margins.ts';

/** A signal whose ratio, or with `inverted` one over it, lies above 1 where the text is other text. */
export interface Telling {
  readonly key: string;
  readonly inverted?: boolean;
}

/** Signal keys by what they say of a kind of content. See `signalKey`. */
export interface Roles {
  /** Are the rare things of the human reference still produced? */
  readonly tail: readonly string[];
  /**
   * True where a lost tail is a narrower one unless a signal of `other` says that the content is another: where those see what lies outside
   * the human reference. New words are no such sign, as text on another subject has lost the words of this one. Where the reference does not fit such content, no
   * trend is read either: cosines between vectors depend on where these lie.
   */
  readonly tailAlone: boolean;
  /** Are there as many different things, whichever they are? */
  readonly richness: readonly string[];
  /** It holds while only the tail is lost, and falls when the whole narrows. */
  readonly centre: readonly string[];
  /** All of these must lie inside the margin for a generation to be healthy. */
  readonly health: readonly string[];
  /** Each says that the content is another, above `1 + margins.other`. */
  readonly other: readonly Telling[];
  /** All of them together, of a line's first generation, say that the reference does not fit. */
  readonly misfit: readonly (Telling & { readonly excess: 'any' | 'misfit' })[];
  /** Copies among examples: they say mode collapse whatever the reference is. */
  readonly copies: readonly string[];
}

/** Roles of the signals on tokens: of text, and of code over the nodes of its syntax trees. */
export const WORD_ROLES: Roles = {
  ...ROLES,
  tailAlone: false,
  other: ROLES.other.map((key) => ({ key })),
  misfit: [
    { key: 'novelty[1]', excess: 'any' },
    { key: 'divergence.js[1]', excess: 'misfit' },
  ],
};

/**
 * Roles of the signals on feature vectors, where there are no words. Precision says how much lies among human examples: a generation that is only
 * narrower keeps it.
 */
export const SPACE_ROLES: Roles = {
  tail: ['space.coverage', 'space.recall'],
  tailAlone: true,
  richness: ['space.vendi.q0.5', 'space.vendi.q1'],
  centre: ['space.vendi.q2', 'space.deviation', 'space.volume', 'space.effective-rank', 'space.distance'],
  health: ['space.coverage', 'space.vendi.q1', 'space.deviation'],
  other: [{ key: 'space.precision', inverted: true }],
  misfit: [{ key: 'space.precision', inverted: true, excess: 'misfit' }],
  copies: [],
};

/** What decides a verdict on content of that kind. Vectors beside text explain, and decide nothing. */
export function rolesOf(modality: Modality): Roles {
  return modality === 'image' || modality === 'vectors' ? SPACE_ROLES : WORD_ROLES;
}
