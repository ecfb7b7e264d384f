import type { Provenance } from '../../corpus/example.ts';

/** What about a provenance contradicts itself; undefined where nothing does. */
export function conflictIn(provenance: Provenance | undefined): string | undefined {
  if (provenance === undefined) return undefined;
  const { origin, model, generation, evidence } = provenance;
  if (origin === 'human') {
    if (evidence === 'watermark') return 'it is called human, and rests on a watermark';
    if (model !== undefined) return `it is called human, and names the model ${model}`;
    if (generation !== undefined && generation > 0)
      return `it is called human, and of generation ${generation}`;
  }
  if (origin === 'synthetic' && generation === 0)
    return 'it is called synthetic, and of generation 0, which is human';
  if (origin === 'unknown' && model !== undefined)
    return `its origin is called unknown, and it names the model ${model}`;
  return undefined;
}

/** Whether an example is for a queue: whatever does not plainly say that a person wrote it. */
export function isQuestionable(provenance: Provenance | undefined): boolean {
  return provenance?.origin !== 'human' || conflictIn(provenance) !== undefined;
}
