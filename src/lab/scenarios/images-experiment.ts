import { Rng } from '../../base/rng.ts';
import { diversityOf } from '../images/diversity.ts';
import { classShares, nearestShapes } from '../images/nearest-shape.ts';
import { shapeImages } from '../images/shape-source.ts';
import { PIXELS, SHAPES } from '../images/shapes.ts';
import type { Points } from '../learners/points.ts';
import { reconstructionError } from '../neural/vae.ts';
import { vaeLearner } from '../neural/vae-learner.ts';
import type { Vae } from '../neural/vae-shape.ts';
import type { Experiment, ExperimentSettings, Step, Values } from './scenario.ts';

/** Real images that no model sees. */
const HELD_OUT = 500;

/** The rarest shapes. */
const RARE = 4;

const OPTIMISER = { rate: 6e-3, warmUp: 0.05, decay: 0, longestGradient: 1 };

/** Images in a step. */
const ROWS = 32;

/** Variational autoencoders of drawn shapes, whose classes and shares are known exactly. */
export function imagesExperiment({ parameters, seed }: ExperimentSettings): Experiment<Points, Vae> {
  const learner = vaeLearner({
    shape: { pixels: PIXELS, hidden: parameters['hidden'], latent: parameters['latent'] },
    optimiser: OPTIMISER,
    rows: ROWS,
    epochs: parameters['epochs'],
    components: parameters['components'],
  });
  const held = shapeImages(HELD_OUT, new Rng(seed).split('held-out images')).images;
  return {
    learners: [learner],
    real: (n, rng) => shapeImages(n, rng).images,
    measure: (step) => imageValues(step, held),
  };
}

async function imageValues({ learner, model, output }: Step<Points, Vae>, held: Points): Promise<Values> {
  const bounds = await learner.logDensity!(model, held);
  const diversity = diversityOf(output);
  return {
    bound: bounds.reduce((sum, log) => sum + log, 0) / held.values.length,
    ...shareValues(nearestShapes(output)),
    ...(diversity === undefined ? {} : { variance: diversity.variance, rank: diversity.rank }),
    error: await reconstructionError(model, held),
  };
}

/** What the shares of shapes say. `classes`: from `nearestShapes`. */
export function shareValues(classes: Uint8Array): Values {
  const shares = classShares(classes);
  const left = (from: number) => shares.subarray(from, SHAPES.length).filter((share) => share > 0).length;
  const none = shares[SHAPES.length];
  const distance = SHAPES.reduce((sum, { share }, i) => sum + Math.abs(shares[i] - share), none) / 2;
  return {
    rare: left(SHAPES.length - RARE) / RARE,
    classes: left(0),
    distance,
    none,
  };
}
