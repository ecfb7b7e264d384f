import { loadProfile } from '../engine/load-profile.ts';
import { openAnchor } from '../quality/anchor/open-anchor.ts';
import type { MixAnchor } from './anchor.ts';

/** The anchor that `outcross anchor` wrote into a folder. Throws as `openAnchor` and `loadProfile`. */
export async function loadMixAnchor(path: string): Promise<MixAnchor> {
  const anchor = await openAnchor(path);
  const [holdout, reservoir] = await Promise.all(
    [anchor.holdoutProfile, anchor.reservoirProfile].map((file) => loadProfile({ inputs: [file] })),
  );
  return {
    holdout,
    reservoir,
    guard: anchor.guardBytes,
    digest: anchor.document.holdout.corpus.sha256,
    reservoirCorpus: { inputs: [anchor.reservoir] },
  };
}
