/**
 * Texts of a bucket that the others are held against. A text that is like none of them becomes one, as long as there is
 * room: a bucket of m texts takes at most 8 m comparisons, never m^2 / 2. Chance collisions in eight rows are rare, so that
 * nearly all buckets need one.
 */
export const LEADERS = 8;

/**
 * Whether a text is like the leader in a slot. Where it does not `decide`, no leader hangs on the answer: whoever knows the two to be
 * joined already may say true without looking.
 */
export type LikeLeader = (slot: number, text: number, decides: boolean) => boolean;

/**
 * The leaders of one bucket after the other. They, and the pairs that are alike, are a function of the bucket alone: of its members in
 * the order of texts, and of what they are compared by. So a bucket may be looked at anywhere, in any order.
 */
export class BucketLeaders {
  readonly texts = new Uint32Array(LEADERS);
  known = 0;

  /** Begins a bucket with its first text. */
  begin(text: number): void {
    this.texts[0] = text;
    this.known = 1;
  }

  /**
   * Holds the next text against the leaders. True where it becomes one, in the last slot. `last`: no text comes after it, so that
   * it does not matter whether it would lead.
   */
  meet(text: number, last: boolean, like: LikeLeader): boolean {
    const { known } = this;
    let decides = !last && known < LEADERS;
    let alone = true;
    for (let slot = 0; slot < known; slot++) {
      if (!like(slot, text, decides)) continue;
      alone = false;
      decides = false;
    }
    if (!alone || known === LEADERS) return false;
    this.texts[known] = text;
    this.known++;
    return true;
  }
}
