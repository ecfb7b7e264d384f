import type { Judgement } from '../../lab/verify/judge.ts';

/** A verification of the lab as a plain value: what `outcross lab verify --json` writes. */
export interface Verification extends Judgement {
  readonly schema: 'outcross-lab-verify-1';
  readonly tool: { readonly name: 'outcross'; readonly version: string };
  readonly seed: number;
}

/** The judgement with what makes it reproducible. */
export function verification(judgement: Judgement, seed: number, version: string): Verification {
  return { schema: 'outcross-lab-verify-1', tool: { name: 'outcross', version }, seed, ...judgement };
}

/** One JSON document, keys in a fixed order, a newline at the end. A number that does not exist (NaN, infinity) is null. */
export function verificationJson(value: Verification): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
