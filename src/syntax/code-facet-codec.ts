import { ByteReader, ByteWriter } from '../base/bytes.ts';
import { LANGUAGES } from '../corpus/languages.ts';
import { decodeHistogram, encodeHistogram } from '../sketch/histogram-codec.ts';
import { BLOCKS } from '../sketch/type-table.ts';
import { decodeTable, encodeTable } from '../sketch/type-table-codec.ts';
import {
  type BrokenSource,
  CODE_COUNTS,
  CODE_FEATURES,
  type CodeFacet,
  damagedFacet,
  mapCounts,
  NAME_PAIRS,
  NAMED_BROKEN,
} from './code-facet.ts';
import { type Constructs, constructKey, MOST_CONSTRUCTS } from './constructs.ts';

const utf8 = new TextEncoder();

/** A facet as bytes: equal facets give equal bytes. */
export function encodeCode(facet: CodeFacet): Uint8Array {
  const out = new ByteWriter();
  encodeTable(out, facet.names);
  encodeTable(out, facet.calls);
  for (const blocks of facet.histograms) for (const histogram of blocks) encodeHistogram(out, histogram);
  for (const count of CODE_COUNTS) for (const n of facet.counts[count]) out.varint(n);
  out.varint(facet.languages.size);
  for (const [language, counts] of facet.languages) {
    out.varint(LANGUAGES.indexOf(language));
    for (const n of counts) out.varint(n);
  }
  out.varint(facet.constructs.size);
  for (const [hash, name] of facet.constructs) {
    out.uint32(Number.parseInt(hash.slice(0, 8), 16));
    out.uint32(Number.parseInt(hash.slice(8), 16));
    text(out, name);
  }
  out.varint(facet.broken.length);
  for (const { id, block, share } of facet.broken) {
    text(out, id);
    out.varint(block);
    out.varint(share);
  }
  return out.done().slice();
}

/** Reads `encodeCode`'s bytes. Throws `E_PROFILE` where they are damaged. */
export function decodeCode(bytes: Uint8Array): CodeFacet {
  const input = new ByteReader(bytes);
  const names = decodeTable(input, 1, NAME_PAIRS);
  const calls = decodeTable(input, 1, NAME_PAIRS);
  const histograms = CODE_FEATURES.map(() => Array.from({ length: BLOCKS }, () => decodeHistogram(input)));
  const counts = mapCounts(() => byBlock(input));
  const facet = {
    names,
    calls,
    histograms,
    counts,
    languages: decodeLanguages(input),
    constructs: decodeConstructs(input),
    broken: decodeBroken(input),
  };
  if (input.left > 0) throw damagedFacet();
  return facet;
}

function byBlock(input: ByteReader): Float64Array {
  return Float64Array.from({ length: BLOCKS }, () => input.varint());
}

function decodeLanguages(input: ByteReader): CodeFacet['languages'] {
  const languages = new Map(
    Array.from({ length: input.atMost(LANGUAGES.length) }, () => {
      const language = LANGUAGES[input.atMost(LANGUAGES.length - 1)];
      return [language, byBlock(input)] as const;
    }),
  );
  return languages;
}

function decodeConstructs(input: ByteReader): Constructs {
  const constructs = new Map<string, string>();
  const size = input.countOf(9);
  if (size > MOST_CONSTRUCTS) throw damagedFacet();
  for (let left = size; left > 0; left--) {
    const hi = input.uint32();
    const lo = input.uint32();
    constructs.set(constructKey(hi, lo), readText(input));
  }
  return constructs;
}

function decodeBroken(input: ByteReader): BrokenSource[] {
  const size = input.countOf(3);
  if (size > NAMED_BROKEN) throw damagedFacet();
  return Array.from({ length: size }, () => ({
    id: readText(input),
    block: input.atMost(BLOCKS - 1),
    share: input.atMost(1024),
  }));
}

function text(out: ByteWriter, value: string): void {
  const bytes = utf8.encode(value);
  out.varint(bytes.length);
  out.raw(bytes);
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function readText(input: ByteReader): string {
  return decoder.decode(input.raw(input.varint()));
}
