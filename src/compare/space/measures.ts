import type { Estimate } from '../estimate.ts';
import { type Measure, named } from '../measure.ts';
import type { Subject } from '../subject.ts';
import { type Cloud, cloudOf, meanOf, vectorsOf } from './cloud.ts';
import { deviation, meanDistance } from './dispersion.ts';
import { type Placed, placed } from './distances.ts';
import { frechetOf, frechetSide } from './frechet.ts';
import { type KernelDistance, kernelDistance, kernelEstimate } from './kernel-distance.ts';
import { type Manifold, manifoldOf } from './manifolds.ts';
import { copyThreshold, nearCopies } from './near-copies.ts';
import { type Prdc, prdcOf } from './prdc.ts';
import { type Quantised, quantised } from './quantised.ts';
import { type Spectral, spectral, vendiScores } from './spectrum.ts';
import { axesOf, volumeOf } from './volume.ts';

/** What users may choose of the measures on vectors. */
export interface SpaceOptions {
  /** Neighbours that make a ball. */
  readonly k: number;
  /** Orders of the Vendi score, from 0; infinity too. */
  readonly q: readonly number[];
}

export const DEFAULT_SPACE: SpaceOptions = { k: 5, q: [0.5, 1, 2, Number.POSITIVE_INFINITY] };

/** More neighbours than this make balls that hold everything. */
export const MOST_NEIGHBOURS = 100;

/** Who is measured, and against whom. */
export interface SpaceReferences {
  readonly holdout: Subject;
  readonly reservoir: Subject;
  readonly training?: Subject;
  readonly generations: readonly Subject[];
}

/** A value of each subject, taken once. */
function once<T>(take: (subject: Subject) => T): (subject: Subject) => T {
  const taken = new Map<Subject, T>();
  return (subject) => {
    if (!taken.has(subject)) taken.set(subject, take(subject));
    return taken.get(subject)!;
  };
}

/** The same, of something that need not be there. */
function lazily<T>(take: () => T): () => T {
  let taken: { readonly value: T } | undefined;
  return () => {
    taken ??= { value: take() };
    return taken.value;
  };
}

/** Measures on feature vectors, none where one of the subjects has no vectors. All are taken of as many vectors as the smallest sample holds. */
export function spaceMeasures(references: SpaceReferences, options: SpaceOptions = DEFAULT_SPACE): Measure[] {
  const { holdout, reservoir, generations, training } = references;
  const samples = [holdout, reservoir, ...generations].map((s) => vectorsOf(s.profile)?.sample.count ?? 0);
  const size = Math.min(...samples);
  if (size === 0) return [];
  const cloud = once((s: Subject) => cloudOf(s.profile, size)!);
  const human = cloud(holdout);
  const origin = lazily(() => meanOf(human));
  const place = once((s: Subject) => placed(cloud(s), origin()));
  const finish = sized(cloud);
  return [
    ...overlapMeasures(holdout, cloud, place, options.k),
    ...diversityMeasures(human, cloud, options.q),
    ...distanceMeasures(human, reservoir, cloud),
    ...(training === undefined || vectorsOf(training.profile) === undefined
      ? []
      : [copyMeasure(holdout, training, cloud, place, origin)]),
  ].map(finish);
}

type Bare = Omit<Measure, 'basis' | 'order'> & { readonly whole?: boolean };

/** Adds what the figures rest on. */
function sized(cloud: (s: Subject) => Cloud): (measure: Bare) => Measure {
  return ({ whole = false, ...measure }) => ({
    ...measure,
    basis: 'vectors',
    order: 0,
    size: (subject) => {
      const { count, exact } = cloud(subject);
      const examples = whole ? subject.examples : count;
      return { sampleSize: { tokens: 0, examples }, exact: whole || exact };
    },
  });
}

const space = (id: string, direction: 'falls' | 'rises' | 'flag') => named(`space.${id}`, 'space', direction);

function overlapMeasures(
  holdout: Subject,
  cloud: (s: Subject) => Cloud,
  place: (s: Subject) => Placed,
  k: number,
): Bare[] {
  const human = lazily(() => manifoldOf(cloud(holdout), place(holdout), k));
  const prdc = once((s: Subject): Prdc | undefined => {
    const own: Manifold | undefined = human() && manifoldOf(cloud(s), place(s), k);
    return own && prdcOf(human()!, own);
  });
  const of = (key: keyof Prdc) => (s: Subject) => prdc(s)?.[key];
  return [
    { name: space('coverage', 'falls'), take: of('coverage') },
    { name: space('recall', 'falls'), take: of('recall') },
    { name: space('precision', 'flag'), take: of('precision') },
    { name: space('density', 'flag'), take: of('density') },
  ];
}

function diversityMeasures(human: Cloud, cloud: (s: Subject) => Cloud, orders: readonly number[]): Bare[] {
  const vendi = once((s: Subject) => vendiScores(cloud(s), orders));
  const spectra = once((s: Subject): Spectral => spectral(cloud(s)));
  const axes = lazily(() => axesOf(human));
  return [
    ...orders.map((q, i) => ({
      name: space(`vendi.q${q === Number.POSITIVE_INFINITY ? 'inf' : q}`, 'falls'),
      take: (s: Subject) => vendi(s)[i],
    })),
    { name: space('deviation', 'falls'), whole: true, take: (s) => deviation(vectorsOf(s.profile)!) },
    { name: space('volume', 'falls'), take: (s) => axes() && volumeOf(cloud(s), axes()!) },
    { name: space('effective-rank', 'falls'), take: (s) => spectra(s).effectiveRank },
    { name: space('first-component', 'rises'), take: (s) => spectra(s).firstShare },
    { name: space('distance', 'falls'), take: (s) => meanDistance(cloud(s)) },
  ];
}

function distanceMeasures(human: Cloud, reservoir: Subject, cloud: (s: Subject) => Cloud): Bare[] {
  const clusters = once((s: Subject): Quantised | undefined => quantised(human, cloud(s)));
  const side = lazily(() => frechetSide(human));
  const kernel = once((s: Subject): KernelDistance | undefined => kernelDistance(human, cloud(s)));
  return [
    { name: space('frontier', 'rises'), take: (s) => clusters(s)?.frontier },
    { name: space('mauve', 'falls'), take: (s) => clusters(s)?.mauve },
    {
      name: space('frechet', 'rises'),
      take: (s): Estimate | undefined => side() && frechetOf(cloud(s), side()!),
    },
    {
      name: space('kernel', 'flag'),
      take: (s) => {
        const own = kernel(s);
        const error = kernel(reservoir)?.error;
        return own === undefined || !error || !Number.isFinite(error)
          ? undefined
          : kernelEstimate(own, error);
      },
    },
  ];
}

function copyMeasure(
  holdout: Subject,
  training: Subject,
  cloud: (s: Subject) => Cloud,
  place: (s: Subject) => Placed,
  origin: () => Float64Array,
): Bare {
  const trained = lazily(() => placed(cloudOf(training.profile, Number.POSITIVE_INFINITY)!, origin()));
  const threshold = lazily(() => copyThreshold(place(holdout), trained()));
  return {
    name: space('copying', 'flag'),
    take: (s) => nearCopies(cloud(s), place(s), trained(), threshold()),
  };
}
