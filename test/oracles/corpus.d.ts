import { Rng } from '../../src/base/rng.ts';
import type { Example } from '../../src/corpus/example.ts';
import { type Profile, type ProfileSettings } from '../../src/profile/profile.ts';
/** An example of a group of its own. */
export declare function example(id: string, text: string, more?: Partial<Example>): Example;
/** Block of an example, by the definition in the design: the low six bits of its group's hash. */
export declare function blockOfGroup(group: string): number;
/** The profile of `examples`, in one go. */
export declare function profileOf(examples: readonly Example[], settings?: Partial<ProfileSettings>): Profile;
/** Draws from 0 to `size` - 1 with probability proportional to 1 / (rank + 2.7): the law of Zipf and Mandelbrot. */
export declare class ZipfWords {
    #private;
    constructor(size: number, exponent?: number);
    draw(rng: Rng): number;
    /** Probability of each rank. */
    probabilities(): Float64Array;
}
export interface ZipfCorpus {
    readonly seed: number | string;
    readonly examples: number;
    /** Different words, w0, w1, ... by falling frequency. */
    readonly vocabulary?: number;
    /** Words an example, uniform between. */
    readonly length?: readonly [number, number];
    /** What ids begin with. */
    readonly prefix?: string;
}
/** Independent words of a Zipf law, in examples of their own groups. */
export declare function zipfCorpus({ seed, examples, vocabulary, length, prefix, }: ZipfCorpus): Example[];
