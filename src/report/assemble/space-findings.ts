import type { Finding } from '../../base/finding.ts';
import type { Comparison } from '../../compare/pair.ts';
import { cloudOf, vectorsOf } from '../../compare/space/cloud.ts';
import { DEFAULT_SPACE } from '../../compare/space/measures.ts';
import { uncovered } from '../../compare/space/uncovered.ts';
import type { Subject } from '../../compare/subject.ts';
import { vectorFacet } from '../../features/vector-facet.ts';
import { facetOf } from '../../profile/facets.ts';
import type { Profile } from '../../profile/profile.ts';

/** Human texts quoted in one finding, and how much of each. */
const QUOTED = 5;
const QUOTED_UNITS = 120;

/** Examples of either side that are searched: more would cost time. */
const MOST_SEARCHED = 4000;

const number = (n: number) => n.toLocaleString('en-US');

/** What is wrong with the feature vectors of an input; nothing where it is to have none. */
export function vectorFindings(name: string, profile: Profile, k = DEFAULT_SPACE.k): Finding[] {
  const facet = facetOf(profile, vectorFacet);
  if (facet === undefined) return [];
  const found: Finding[] = [];
  const { count } = facet.sample;
  if (count <= k)
    found.push({
      id: 'features.too-few',
      severity: 'warning',
      message: `${name} has ${count} feature vectors: precision, recall, density and coverage need more than k = ${k}.`,
      measure: count,
      where: name,
      remedy: 'Give more examples.',
    });
  const flat = count > 1 ? constantColumns(facet.dimension, facet.sample.data) : 0;
  if (flat > 0)
    found.push({
      id: 'features.constant',
      severity: flat === facet.dimension ? 'warning' : 'info',
      message:
        flat === facet.dimension
          ? `All feature vectors of ${name} are the same.`
          : `${number(flat)} of the ${number(facet.dimension)} columns of ${name}'s feature vectors do not vary.`,
      measure: flat,
      where: name,
    });
  return found;
}

/** Vectors that the encoder of an input made wrong. A half of a profile has the number of the whole. */
export function refusedFindings(name: string, profile: Profile): Finding[] {
  const refused = facetOf(profile, vectorFacet)?.refused ?? 0;
  if (refused === 0) return [];
  return [
    {
      id: 'features.refused',
      severity: 'warning',
      message: `${number(refused)} examples of ${name} have a feature vector with a number that is not finite; they are in no measure on vectors.`,
      measure: refused,
      where: name,
      remedy: 'See what the encoder makes of them.',
    },
  ];
}

function constantColumns(d: number, data: Float32Array): number {
  let constant = 0;
  for (let c = 0; c < d; c++) {
    let same = true;
    for (let at = c + d; same && at < data.length; at += d) same = data[at] === data[c];
    if (same) constant++;
  }
  return constant;
}

/** The human examples that a generation does not cover, the most lost first, quoted where the profile keeps their text. */
export function uncoveredFindings({ human }: Comparison, subject: Subject, k = DEFAULT_SPACE.k): Finding[] {
  const sizes = [human.holdout, human.reservoir, subject].map((s) => vectorsOf(s.profile)?.sample.count ?? 0);
  const size = Math.min(MOST_SEARCHED, ...sizes);
  const own = cloudOf(human.holdout.profile, size);
  const generated = cloudOf(subject.profile, size);
  if (own === undefined || generated === undefined) return [];
  const lost = uncovered(own, generated, k);
  if (lost.length === 0) return [];
  const texts = textsOf(human.holdout.profile);
  const { hi, lo } = vectorsOf(human.holdout.profile)!.sample;
  const quotes = lost.flatMap(({ row }) => texts.get(`${hi[row]}/${lo[row]}`) ?? []).slice(0, QUOTED);
  const such = quotes.length === 0 ? '' : ` Such as: ${quotes.map((text) => `"${text}"`).join('; ')}`;
  return [
    {
      id: 'space.uncovered',
      severity: 'info',
      message: `${number(lost.length)} of ${number(own.count)} human examples have no generated one among what lies as near as their ${k} nearest human ones.${such}`,
      measure: lost.length,
      where: subject.name,
    },
  ];
}

function textsOf({ sample }: Profile): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { hi, lo, text } of sample.examples) {
    const line = text?.replace(/\s+/gu, ' ').trim() ?? '';
    if (line !== '')
      texts.set(`${hi}/${lo}`, line.length > QUOTED_UNITS ? `${line.slice(0, QUOTED_UNITS)}…` : line);
  }
  return texts;
}
