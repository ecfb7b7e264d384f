import type { ByteCursor } from './byte-cursor.ts';
import type { ImageOrReason } from './decode.ts';

/** Pictures of one size, one after the other. */
export interface Stack {
  readonly count: number;
  /** Bytes of a picture. */
  readonly bytes: number;
  picture(bytes: Uint8Array): ImageOrReason;
}

/** Reads the header of a stack. */
export type OpenStack = (cursor: ByteCursor, name: string) => Promise<Stack>;
