import type { MixtureModel } from '../learners/mixture-model.ts';
import { requireWhole } from '../theory/parameters.ts';
import type { Tensor, Weights } from './weights.ts';

/** Size of a variational autoencoder. */
export interface VaeShape {
  /** Values of a row: the pixels of an image. From 1. */
  readonly pixels: number;
  /** Units of the one hidden layer on either side. From 1. */
  readonly hidden: number;
  /** Dimensions of the latent space. From 1. */
  readonly latent: number;
}

/** A fitted variational autoencoder: a plain value. */
export interface Vae {
  readonly shape: VaeShape;
  readonly weights: Weights;
  /** Density of latent points. */
  readonly prior: MixtureModel;
}

/** `shape`. Throws `E_PARAMETER` where a number is out of bounds. */
export function requireVaeShape(shape: VaeShape): VaeShape {
  requireWhole('pixels', shape.pixels, 1);
  requireWhole('hidden units', shape.hidden, 1);
  requireWhole('latent dimensions', shape.latent, 1);
  return shape;
}

/** Where the noise stands in the layout. */
const NOISE = 10;

/**
 * The logarithm of the noise's standard deviation by its weight. An optimiser that moves every weight by about the same would need
 * thousands of steps to bring the noise from 1 to some hundredths otherwise.
 */
export const NOISE_SCALE = 10;

/** The weight of the noise. */
export function noiseWeight<T>(weights: readonly T[]): T {
  return weights[NOISE];
}

/** Standard deviation of the noise on every pixel of a fitted model. */
export function noiseOf({ weights }: Pick<Vae, 'weights'>): number {
  return Math.exp(NOISE_SCALE * noiseWeight(weights)[0]);
}

/**
 * Encoder (weights and biases of the hidden layer, the latent means, the latent log-variances), decoder (hidden layer, pixels), and the
 * noise of the pixels.
 */
export function vaeLayout({ pixels, hidden, latent }: VaeShape): Tensor[] {
  const dense = (inputs: number, outputs: number): Tensor[] => [
    { shape: [inputs, outputs], start: Math.sqrt(2 / inputs) },
    { shape: [outputs], start: 'zeros' },
  ];
  return [
    ...dense(pixels, hidden),
    ...dense(hidden, latent),
    ...dense(hidden, latent),
    ...dense(latent, hidden),
    ...dense(hidden, pixels),
    { shape: [1], start: 'zeros' },
  ];
}
