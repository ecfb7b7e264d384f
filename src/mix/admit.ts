import { ORIGINS } from '../corpus/example.ts';
import type { Candidates } from './candidates.ts';
import { FATE } from './fate.ts';
import { meritOrderOf, orderOf } from './order.ts';
import type { Policy } from './policy.ts';

/** Candidates that the rules about single examples let through, each list in order of choice. */
export interface Admitted {
  readonly human: Uint32Array;
  /** Whatever is not human: synthetic, mixed, and unknown where the policy counts it as synthetic. */
  readonly synthetic: Uint32Array;
  /** Fate of each candidate that was not let through, 0 for the others. */
  readonly fates: Uint8Array;
}

/** Code of human examples in `Candidates.origin`. */
export const HUMAN = ORIGINS.indexOf('human');
const UNKNOWN = ORIGINS.indexOf('unknown');

/** Applies the rules that look at one example at a time. */
export function admit(candidates: Candidates, policy: Policy): Admitted {
  const fates = Uint8Array.from(candidates.barred);
  const newest = policy.mode === 'replace' ? newestGeneration(candidates) : -1;
  for (let i = 0; i < candidates.size; i++) {
    if (fates[i] === 0) fates[i] = fateOf(candidates, i, policy, newest);
  }
  earn(candidates, policy.earned, fates);
  const human = new Uint32Array(candidates.size);
  const synthetic = new Uint32Array(candidates.size);
  let humans = 0;
  let others = 0;
  for (const i of orderOf(candidates)) {
    if (fates[i] !== 0) continue;
    if (candidates.origin[i] === HUMAN) human[humans++] = i;
    else synthetic[others++] = i;
  }
  return { human: human.slice(0, humans), synthetic: synthetic.slice(0, others), fates };
}

function fateOf(candidates: Candidates, i: number, policy: Policy, newest: number): number {
  const origin = candidates.origin[i];
  if (origin === HUMAN) return 0;
  if (origin === UNKNOWN && policy.unknown === 'exclude') return FATE['unknown-origin'];
  const generation = candidates.generation[i];
  if (policy.maxGeneration !== undefined && generation > policy.maxGeneration) return FATE['too-deep'];
  // An example whose generation nobody recorded may be of any: where only the newest may enter, it stays out.
  return newest >= 0 && generation !== newest ? FATE['replaced'] : 0;
}

function newestGeneration({ generation, origin, size }: Candidates): number {
  let newest = -1;
  for (let i = 0; i < size; i++) if (origin[i] !== HUMAN) newest = Math.max(newest, generation[i]);
  return newest;
}

/** Keeps the best share by merit of the examples whose merit was measured. The tolerance is that of the product: .07 of 100 is 7. */
function earn(candidates: Candidates, share: number, fates: Uint8Array): void {
  if (share >= 1) return;
  const order = meritOrderOf(candidates);
  let measured = 0;
  for (const i of order) if (fates[i] === 0) measured++;
  const most = Math.ceil(measured * share - 1e-9);
  let kept = 0;
  for (const i of order) if (fates[i] === 0 && ++kept > most) fates[i] = FATE['not-earned'];
}
