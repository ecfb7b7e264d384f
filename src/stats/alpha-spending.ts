/**
 * The share of `alpha` that look g = 1, 2, ... may spend: `6 alpha/(pi^2 g^2)`. Over endlessly many looks these add up to
 * alpha (Euler's sum of 1/g^2), so by Bonferroni's inequality a line that is watched for ever keeps its level.
 * Undefined unless g is an integer from 1.
 */
export function alphaAtLook(alpha: number, g: number): number | undefined {
  return Number.isInteger(g) && g >= 1 ? (6 * alpha) / (Math.PI * Math.PI * g * g) : undefined;
}
