/** A small picture and what is known of it. */
export interface PictureView {
  /** Id of its example, the end of a long one. */
  readonly name: string;
  readonly category?: string;
  readonly width: number;
  readonly height: number;
  /** A PNG as a `data:` address. */
  readonly image: string;
}

/** A human picture that no generated one comes near. */
export interface LostPictureView {
  readonly human: PictureView;
  /** The nearest generated one of those that the profile keeps. */
  readonly nearest?: PictureView;
  /** Its distance over that of the human picture to its fifth nearest human one. */
  readonly times?: number;
}

/** A part of the space of human pictures of which the generation lost much. */
export interface LostRegionView {
  /** Share of the human pictures that lie in it. */
  readonly share: number;
  /** Share of these that the generation covers, and that a second human sample covers. */
  readonly coverage: number;
  readonly baseline: number;
  /** True where the generation hardly reaches it. */
  readonly vanished: boolean;
  /** Where pictures have categories, the commonest one in it and its share. */
  readonly category?: { readonly name: string; readonly share: number };
  readonly pictures: readonly LostPictureView[];
}

/** Generated pictures that are near-copies of each other. */
export interface CopyGroupView {
  readonly count: number;
  readonly pictures: readonly PictureView[];
}

/** What a generation lost of the human pictures and what it repeats. */
export interface PictureReport {
  /** Generated pictures looked at, and as many of a second human sample. */
  readonly examples: number;
  /** Regions that the human pictures were parted in. */
  readonly regions: number;
  readonly lost: readonly LostRegionView[];
  readonly repeated: readonly CopyGroupView[];
  /** Share of generated and of human pictures that have a near-copy. */
  readonly copied: { readonly generation: number; readonly human: number };
}
