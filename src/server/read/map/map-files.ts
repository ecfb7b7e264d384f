import { humanSides } from '../../../compare/comparable.ts';
import { readProfileFile } from '../../../engine/profile-file.ts';
import type { MapView } from '../../wire.ts';
import { mapProfiles } from './map-profiles.ts';

/** What a map is made of. A plain value: it is sent to a worker. */
export interface MapRequest {
  /** File of the profile of human text. */
  readonly human: string;
  /** True where that is halved by group, as a check does without an anchor: the first half is held out. */
  readonly split: boolean;
  /** File of the profile of the generation. */
  readonly generation: string;
  /** Examples a side, as the check had them. */
  readonly size?: number;
  /** Nearest neighbours of coverage, as the check took them. */
  readonly k?: number;
}

/** The map of two profiles on the disk. Throws as `readProfileFile`. */
export async function mapFiles({ human, split, generation, size, k }: MapRequest): Promise<MapView> {
  const against = await readProfileFile(human);
  const holdout = split ? humanSides({ against, generations: [] }).holdout : against;
  return mapProfiles(holdout, await readProfileFile(generation), { size, k });
}
