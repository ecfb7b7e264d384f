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
