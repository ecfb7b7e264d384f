import type { Origin } from '../example.ts';

/** The vocabulary of IPTC for how media were made. */
export const VOCABULARY = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/**
 * The terms (IPTC NewsCodes, digitalsourcetype, 2025), and what each says of the origin. Terms of media that people made with
 * tools that do not generate are `human`; those that name generation in part are `mixed`; those that do not tell are `unknown`.
 */
export const SOURCE_TYPES: Readonly<Record<string, Origin>> = {
  digitalCapture: 'human',
  computationalCapture: 'human',
  negativeFilm: 'human',
  positiveFilm: 'human',
  print: 'human',
  minorHumanEdits: 'human',
  humanEdits: 'human',
  digitalArt: 'human',
  digitalCreation: 'human',
  dataDrivenMedia: 'human',
  compositeCapture: 'human',
  algorithmicallyEnhanced: 'mixed',
  compositeSynthetic: 'mixed',
  compositeWithTrainedAlgorithmicMedia: 'mixed',
  trainedAlgorithmicMedia: 'synthetic',
  algorithmicMedia: 'synthetic',
  virtualRecording: 'unknown',
  screenCapture: 'unknown',
  softwareImage: 'unknown',
  composite: 'unknown',
};

/** What C2PA adds to the vocabulary of IPTC. */
const C2PA_VOCABULARY = 'http://c2pa.org/digitalsourcetype/';

/** The term that says nothing more than an origin; a human one may be many things, and nobody can tell which. */
export const TERM_OF_ORIGIN: Readonly<Partial<Record<Origin, string>>> = {
  synthetic: 'trainedAlgorithmicMedia',
  mixed: 'compositeWithTrainedAlgorithmicMedia',
};

/** The address of a term, which is what files hold. */
export function sourceTypeUri(term: string): string {
  return VOCABULARY + term;
}

/** The term of an address, or of a bare term, of the vocabulary; undefined for anything else. */
export function sourceTypeTerm(value: string): string | undefined {
  const text = value.trim().replace(/^https:/, 'http:');
  if (text === `${C2PA_VOCABULARY}trainedAlgorithmicData`) return 'trainedAlgorithmicMedia';
  const term = text.startsWith(VOCABULARY) ? text.slice(VOCABULARY.length) : text;
  return Object.hasOwn(SOURCE_TYPES, term) ? term : undefined;
}

/** What a digital source type says of the origin. A term that is not of the vocabulary says nothing. */
export function originOfSourceType(value: string): Origin {
  const term = sourceTypeTerm(value);
  return term === undefined ? 'unknown' : SOURCE_TYPES[term];
}
