import { hashText } from '../../src/base/hash.js';
import { Rng } from '../../src/base/rng.js';
import { ProfileAccumulator } from '../../src/profile/accumulator.js';
import { DEFAULT_SETTINGS } from '../../src/profile/profile.js';
/** An example of a group of its own. */
export function example(id, text, more = {}) {
    return { id, group: id, text, ...more };
}
/** Block of an example, by the definition in the design: the low six bits of its group's hash. */
export function blockOfGroup(group) {
    return hashText(group).lo % 64;
}
/** The profile of `examples`, in one go. */
export function profileOf(examples, settings = {}) {
    const accumulator = new ProfileAccumulator({ ...DEFAULT_SETTINGS, ...settings });
    for (const one of examples)
        accumulator.add(one);
    return accumulator.finish();
}
/** Draws from 0 to `size` - 1 with probability proportional to 1 / (rank + 2.7): the law of Zipf and Mandelbrot. */
export class ZipfWords {
    #cumulative;
    constructor(size, exponent = 1) {
        this.#cumulative = new Float64Array(size);
        let sum = 0;
        for (let r = 0; r < size; r++)
            this.#cumulative[r] = sum += (r + 2.7) ** -exponent;
    }
    draw(rng) {
        const cumulative = this.#cumulative;
        const target = rng.next() * cumulative[cumulative.length - 1];
        let [low, high] = [0, cumulative.length - 1];
        while (low < high) {
            const middle = (low + high) >>> 1;
            if (cumulative[middle] > target)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }
    /** Probability of each rank. */
    probabilities() {
        const all = this.#cumulative[this.#cumulative.length - 1];
        return this.#cumulative.map((c, r) => (c - (r === 0 ? 0 : this.#cumulative[r - 1])) / all);
    }
}
/** Independent words of a Zipf law, in examples of their own groups. */
export function zipfCorpus({ seed, examples, vocabulary = 500, length = [5, 15], prefix = 'e', }) {
    const rng = new Rng(seed);
    const words = new ZipfWords(vocabulary);
    return Array.from({ length: examples }, (_, i) => {
        const size = length[0] + rng.int(length[1] - length[0] + 1);
        const text = Array.from({ length: size }, () => `w${words.draw(rng)}`).join(' ');
        return example(`${prefix}#${i}`, text);
    });
}
