import type { Language } from './languages.ts';

/** Who made an example. `unknown` is an answer: it is never guessed away. */
export const ORIGINS = ['human', 'synthetic', 'mixed', 'unknown'] as const;
export type Origin = (typeof ORIGINS)[number];

/** What the origin rests on. */
export const EVIDENCE = ['declared', 'watermark', 'detector', 'review'] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** Where an example comes from. */
export interface Provenance {
  readonly origin: Origin;
  readonly source?: string;
  readonly model?: string;
  /** Step of the line, 0 for human data. */
  readonly generation?: number;
  readonly parents?: readonly string[];
  readonly license?: string;
  readonly collectedAt?: string;
  readonly evidence?: Evidence;
}

/** What the content of examples is. `text` alone is measured by words; all others by what their readers and encoders give. */
export const MODALITIES = ['text', 'code', 'image', 'vectors', 'table'] as const;
export type Modality = (typeof MODALITIES)[number];

/** Decoded pixels, row by row from the top left, channels of a pixel side by side. */
export interface ImagePayload {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 3 sRGB. */
  readonly channels: 1 | 3;
  /** width * height * channels values. */
  readonly data: Uint8Array;
  /** Frames of the file it comes from, where that has several: this is the first. */
  readonly frames?: number;
}

/** Cells of a table's row by column; a number, a word, or null where there is none. */
export type ColumnsPayload = Readonly<Record<string, number | string | null>>;

/** One training record. */
export interface Example {
  /** Stable whatever the workers: the id field, else `<file name>#<byte offset or row>`. */
  readonly id: string;
  /** Examples of one group (author, source, prompt) are statistically dependent and share a block. Defaults to the id. */
  readonly group: string;
  /** Empty where the content is no text. */
  readonly text: string;
  readonly category?: string;
  readonly provenance?: Provenance;
  /** Feature vector that came with the example: finite numbers, as many for every example of a corpus. */
  readonly vector?: Float32Array;
  readonly image?: ImagePayload;
  readonly columns?: ColumnsPayload;
  /** Of source code. */
  readonly language?: Language;
}
