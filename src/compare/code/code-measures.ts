import { Histogram } from '../../sketch/histogram.ts';
import {
  CODE_FEATURE_SCALE,
  CODE_FEATURES,
  type CodeCount,
  type CodeFeature,
} from '../../syntax/code-facet.ts';
import { type Estimate, estimate } from '../estimate.ts';
import { type Measure, named } from '../measure.ts';
import { rarefiedTypes } from '../rarefied.ts';
import { winsorisedGini } from '../spread.ts';
import { leaveEachOut, type Subject } from '../subject.ts';
import { BANDS, tailCoverage } from '../tail.ts';
import { codeOf, type NameSubjects, nameSubjects, type Vocabulary } from './name-subjects.ts';

const VOCABULARIES = ['names', 'calls'] as const;

/** Measures that only code has: of its names and calls, and of how sources look. Empty where the holdout is no code. */
export function codeMeasures(holdout: Subject, subjects: readonly Subject[]): Measure[] {
  if (codeOf(holdout) === undefined) return [];
  const corpus = { basis: 'corpus', order: 1 } as const;
  return [
    ...VOCABULARIES.flatMap((vocabulary) => nameMeasures(holdout, subjects, vocabulary)),
    ...CODE_FEATURES.map((feature) => ({
      ...corpus,
      name: named(`code.spread.${feature}`, 'code', feature === 'parsed' ? 'flag' : 'falls'),
      take: (s: Subject) => codeSpread(s, feature),
    })),
    {
      ...corpus,
      name: named('code.parse-rate', 'code', 'falls'),
      take: (s) => share(s, (sum) => sum.units - sum.errorUnits, 'units'),
    },
    {
      ...corpus,
      name: named('code.clean', 'code', 'falls'),
      take: (s) => share(s, (sum) => sum.clean, 'sources'),
    },
    {
      ...corpus,
      name: named('code.comment-share', 'code', 'flag'),
      take: (s) => share(s, (sum) => sum.commentUnits, 'units'),
    },
  ];
}

function nameMeasures(holdout: Subject, subjects: readonly Subject[], vocabulary: Vocabulary): Measure[] {
  let made: NameSubjects | undefined;
  const all = () => (made ??= nameSubjects(subjects, vocabulary));
  const corpus = { basis: 'corpus', order: 1 } as const;
  return [
    ...BANDS.slice(0, 2).map((band, i) => ({
      ...corpus,
      name: { ...named(`code.${vocabulary}.coverage`, 'tail', 'falls'), band },
      take: (s: Subject) => {
        const [human, own] = [all().of(holdout), all().of(s)];
        return human && own && tailCoverage(human, own, 1)?.estimates[i];
      },
    })),
    {
      ...corpus,
      name: named(`code.${vocabulary}.types`, 'richness', 'falls'),
      take: (s) => {
        const own = all().of(s);
        if (own === undefined || own.tokens === 0 || all().common === 0) return undefined;
        return rarefiedTypes({ ...own, fraction: Math.min(1, all().common / own.tokens) }, all().common);
      },
    },
  ];
}

type Sums = Readonly<Record<CodeCount, number>>;

/** A ratio of sums over sources; undefined where what it is a share of is nothing. */
function share(subject: Subject, part: (sums: Sums) => number, of: CodeCount): Estimate | undefined {
  const counts = codeOf(subject)?.counts;
  if (counts === undefined) return undefined;
  const keys = Object.keys(counts) as CodeCount[];
  const sums = Object.fromEntries(keys.map((k) => [k, counts[k].reduce((a, b) => a + b, 0)])) as Sums;
  if (sums[of] === 0) return undefined;
  const without = leaveEachOut(subject.profile, (block) => {
    const left = Object.fromEntries(keys.map((k) => [k, sums[k] - counts[k][block]])) as Sums;
    return left[of] === 0 ? Number.NaN : part(left) / left[of];
  });
  // The smallest step that says something is a source, not a character.
  return estimate(part(sums) / sums[of], 0.5 / sums.sources, without);
}

/** A spread below this is none. */
const SMALLEST = 1e-9;

/** Spread of one feature over sources, depth on the log scale. Undefined where fewer than two have it, or all agree. */
function codeSpread(subject: Subject, feature: CodeFeature): Estimate | undefined {
  const blocks = codeOf(subject)?.histograms[CODE_FEATURES.indexOf(feature)];
  if (blocks === undefined) return undefined;
  const scale = CODE_FEATURE_SCALE[feature];
  const transform = feature === 'depth' ? Math.log1p : (value: number) => value / scale;
  const all = blocks.reduce((a, b) => a.merge(b), new Histogram());
  const value = winsorisedGini(all, transform);
  if (value === undefined || value < SMALLEST) return undefined;
  const without = leaveEachOut(
    subject.profile,
    (block) => winsorisedGini(all.without(blocks[block]), transform) ?? 0,
  );
  return estimate(value, SMALLEST, without);
}
