import { type ByteReader, ByteWriter } from '../base/bytes.ts';
import { OutcrossError } from '../base/errors.ts';
import { ExampleSample, LONGEST_KEPT, type SampledExample } from '../sketch/example-sample.ts';
import { BLOCKS } from '../sketch/type-table.ts';
import { Vocabulary } from '../text/vocabulary.ts';
import { FEATURES } from './features.ts';

/**
 * The example sample: a dictionary of token hashes in order of first use, then each example as dictionary indices, with
 * its features and, where texts are kept, its text.
 */
export function encodeSample(out: ByteWriter, sample: ExampleSample): void {
  const body = new ByteWriter();
  const dictionary = new Vocabulary();
  const words = new ByteWriter();
  for (const example of sample.examples) encodeExample(body, example, dictionary, words);
  out.varint(sample.whole ? 1 : 0);
  out.varint(dictionary.size);
  out.raw(words.done());
  out.varint(sample.examples.length);
  out.raw(body.done());
}

function encodeExample(
  out: ByteWriter,
  example: SampledExample,
  dictionary: Vocabulary,
  words: ByteWriter,
): void {
  out.uint32(example.hi);
  out.uint32(example.lo);
  out.varint(example.block);
  for (const value of example.features) out.varint(value + 1);
  out.varint(example.tokenHi.length);
  for (let i = 0; i < example.tokenHi.length; i++) {
    const known = dictionary.size;
    const index = dictionary.intern(example.tokenHi[i], example.tokenLo[i]);
    if (index === known) {
      words.uint32(example.tokenHi[i] >>> 0);
      words.uint32(example.tokenLo[i] >>> 0);
    }
    out.varint(index);
  }
  if (example.text !== undefined) {
    const text = encoder.encode(example.text);
    out.varint(text.length);
    out.raw(text);
  }
  if (example.places !== undefined) encodePlaces(out, example.places);
}

/** Steps from start to start, which only grow, and lengths. */
function encodePlaces(out: ByteWriter, places: Uint32Array): void {
  let before = 0;
  for (let i = 0; i < places.length; i += 2) {
    out.varint(places[i] - before);
    out.varint(places[i + 1] - places[i]);
    before = places[i];
  }
}

/** Most bytes of a piece of text, and of what a place may point at. */
const MOST_BYTES = 2 ** 31;

function decodePlaces(input: ByteReader, tokens: number): Uint32Array {
  const places = new Uint32Array(2 * tokens);
  let at = 0;
  for (let i = 0; i < places.length; i += 2) {
    at += input.atMost(MOST_BYTES);
    places[i] = at;
    places[i + 1] = at + input.atMost(MOST_BYTES);
  }
  return places;
}

const encoder = new TextEncoder();

/** What the examples of a sample carry beside their tokens. */
export interface Carried {
  readonly texts: boolean;
  readonly places: boolean;
}

/** Reads `encodeSample`'s bytes. Throws `E_PROFILE` where they are damaged. */
export function decodeSample(input: ByteReader, budget: number, carried: Carried): ExampleSample {
  const whole = input.varint() === 1;
  const size = input.countOf(8);
  const hi = new Int32Array(size);
  const lo = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    hi[i] = input.uint32();
    lo[i] = input.uint32();
  }
  const examples: SampledExample[] = [];
  for (let left = input.countOf(10); left > 0; left--) examples.push(decodeExample(input, hi, lo, carried));
  return new ExampleSample(budget, examples, whole);
}

function decodeExample(input: ByteReader, hi: Int32Array, lo: Int32Array, carried: Carried): SampledExample {
  const id = { hi: input.uint32(), lo: input.uint32(), block: input.atMost(BLOCKS - 1) };
  const features = Int32Array.from({ length: FEATURES.length }, () => input.atMost(0x80000000) - 1);
  const length = input.countOf(1);
  if (length > LONGEST_KEPT) throw damaged();
  const tokenHi = new Int32Array(length);
  const tokenLo = new Int32Array(length);
  for (let i = 0; i < length; i++) {
    const index = input.varint();
    if (index >= hi.length) throw damaged();
    tokenHi[i] = hi[index];
    tokenLo[i] = lo[index];
  }
  const example = { ...id, tokenHi, tokenLo, features };
  if (!carried.texts) return example;
  const text = decoder.decode(input.raw(input.varint()));
  return carried.places ? { ...example, text, places: decodePlaces(input, length) } : { ...example, text };
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function damaged(): OutcrossError {
  return new OutcrossError('E_PROFILE', 'the example sample of the profile is damaged', {
    hint: 'Make the profile anew.',
  });
}
