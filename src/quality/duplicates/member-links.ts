import { OutcrossError } from '../../base/errors.ts';
import { equalLanes } from '../../sketch/minhash-lanes.ts';
import { BucketLeaders, LEADERS } from './bucket-leaders.ts';
import { leastLanes, type NearSettings } from './settings.ts';

/** Members of buckets, bucket after bucket, those of one in the order of texts. */
export interface Members {
  readonly length: number;
  /** Names of texts, 64 bits each, as pairs (lo, hi): in ascending order within a bucket, taken as signed numbers. */
  readonly texts: Uint32Array;
  /** 1 where a bucket begins. */
  readonly begins: Uint8Array;
  /** `bands * rows` bytes each. */
  readonly lanes: Uint8Array;
}

/**
 * The pairs that buckets link, where members come as a stream: what `linkTexts` links, without its shortcuts. Of a bucket it holds the
 * leaders alone, so that a bucket may be of any size, and begin in one piece of the stream and end in another.
 */
export class MemberLinks {
  /** Members met. */
  members = 0;
  readonly #size: number;
  readonly #least: number;
  readonly #leaders = new BucketLeaders();
  /** By slot: names of leaders, and their lanes. */
  readonly #names = new Uint32Array(2 * LEADERS);
  readonly #lanes: Uint8Array;
  #lastLo = 0;
  #lastHi = 0;

  constructor(settings: NearSettings) {
    this.#size = settings.bands * settings.rows;
    this.#least = leastLanes(settings);
    this.#lanes = new Uint8Array(LEADERS * this.#size);
  }

  /** The links of the next members: four numbers each, the leader's name and the other's. Throws `E_WORKER` where they are not in order. */
  add({ length, texts, begins, lanes }: Members): Uint32Array {
    const links: number[] = [];
    const like = (slot: number, member: number): boolean => {
      const at = member * this.#size;
      if (equalLanes(this.#lanes, slot * this.#size, lanes, at, this.#size) < this.#least) return false;
      const names = this.#names;
      links.push(names[2 * slot], names[2 * slot + 1], texts[2 * member], texts[2 * member + 1]);
      return true;
    };
    for (let member = 0; member < length; member++) {
      const begin = begins[member] === 1;
      this.#inOrder(texts[2 * member], texts[2 * member + 1], begin);
      if (begin) this.#leaders.begin(member);
      if (begin || this.#leaders.meet(member, false, like)) this.#lead(member, texts, lanes);
    }
    this.members += length;
    return Uint32Array.from(links);
  }

  /** The member takes the last slot. */
  #lead(member: number, texts: Uint32Array, lanes: Uint8Array): void {
    const slot = this.#leaders.known - 1;
    this.#names.set(texts.subarray(2 * member, 2 * member + 2), 2 * slot);
    this.#lanes.set(lanes.subarray(member * this.#size, (member + 1) * this.#size), slot * this.#size);
  }

  #inOrder(lo: number, hi: number, begin: boolean): void {
    const signed = hi | 0;
    const after = signed > this.#lastHi || (signed === this.#lastHi && lo > this.#lastLo);
    if (!begin && !after) {
      throw new OutcrossError('E_WORKER', 'the members of a bucket did not come in their order');
    }
    this.#lastLo = lo;
    this.#lastHi = signed;
  }
}
