import type { NearSettings } from '../duplicates/settings.ts';
import type { JudgedStratum, Side } from './strata.ts';
import type { TailBand } from './tail-bands.ts';

export const ANCHOR_SCHEMA = 'outcross.anchor/1';

/** What stands in the folder of an anchor besides the corpora. */
export const ANCHOR_FILE = 'anchor.json';
export const GUARD_FILE = 'holdout.near';

/** What an anchor was made with: another value would be another split. */
export interface AnchorSettings {
  readonly holdout: number;
  readonly salt: string;
  /** Field of the group; null where an example's id, or where it has none its text, is its group. */
  readonly groupField: string | null;
  readonly strata: readonly string[];
  readonly leastGroups: number;
}

/** A file of the anchor's folder. */
export interface AnchorFile {
  /** Path below the folder. */
  readonly name: string;
  readonly bytes: number;
  /** Of the file's bytes, in hexadecimal digits. */
  readonly sha256: string;
}

export interface AnchorSide extends Side {
  readonly corpus: AnchorFile;
  readonly profile: AnchorFile;
}

/** `anchor.json`. */
export interface AnchorDocument {
  readonly schema: typeof ANCHOR_SCHEMA;
  readonly version: string;
  readonly settings: AnchorSettings;
  readonly inputs: readonly string[];
  readonly reservoir: AnchorSide;
  readonly holdout: AnchorSide;
  /** Ids, exact hashes and MinHash signatures of the holdout. */
  readonly guard: AnchorFile & { readonly entries: number; readonly near: NearSettings };
  readonly strata: readonly JudgedStratum[];
  readonly tails: readonly TailBand[];
  /** Records that were left out, by their origin. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** Records without an origin that were taken for human because the caller said so. */
  readonly assumedHuman: number;
  readonly malformed: number;
}
