import type { Example } from '../corpus/example.ts';
import type { Language } from '../corpus/languages.ts';
import { Histogram } from '../sketch/histogram.ts';
import { TypeSampler } from '../sketch/type-sampler.ts';
import { BLOCKS } from '../sketch/type-table.ts';
import {
  type BrokenSource,
  CODE_FEATURE_SCALE,
  CODE_FEATURES,
  type CodeCount,
  type CodeFacet,
  type CodeFeature,
  firstBroken,
  mapCounts,
  NAME_PAIRS,
  NAMED_BROKEN,
} from './code-facet.ts';
import { constructKey, settleConstructs } from './constructs.ts';
import { type Grammar, metConstructs } from './grammar.ts';
import type { NodeStream } from './node-stream.ts';
import { noMeasures, SourceMeter } from './source-measures.ts';
import type { NameSink } from './source-names.ts';

/** Deeper trees count as this deep. */
const MOST_DEPTH = 0x7fffffff;

/** The facet `code` while it grows: source after source, each in one or more pieces. */
export class CodeTally implements NameSink {
  readonly #names = new TypeSampler(1, NAME_PAIRS);
  readonly #calls = new TypeSampler(1, NAME_PAIRS);
  readonly #nameCounts = new Float64Array(BLOCKS);
  readonly #callCounts = new Float64Array(BLOCKS);
  readonly #histograms = CODE_FEATURES.map(() => Array.from({ length: BLOCKS }, () => new Histogram()));
  readonly #counts = mapCounts(() => new Float64Array(BLOCKS));
  readonly #languages = new Map<Language, Float64Array>();
  readonly #meter = new SourceMeter();
  #broken: BrokenSource[] = [];
  #source: Example | undefined;
  #block = 0;
  #serial = -1;
  #sum = noMeasures();

  /** What follows belongs to this source. */
  open(source: Example, language: Language, block: number): void {
    if (source === this.#source) return;
    this.#close();
    this.#source = source;
    this.#block = block;
    this.#serial++;
    let counts = this.#languages.get(language);
    if (counts === undefined) this.#languages.set(language, (counts = new Float64Array(BLOCKS)));
    counts[block]++;
  }

  parsed(nodes: NodeStream, grammar: Grammar, broken: boolean, units: number): void {
    this.#meter.add(nodes, grammar, broken, units, this.#sum);
  }

  refuse(units: number): void {
    this.#meter.refuse(units, this.#sum);
  }

  name(hi: number, lo: number): void {
    this.#names.add(hi, lo, this.#block, this.#serial);
    this.#nameCounts[this.#block]++;
  }

  call(hi: number, lo: number): void {
    this.#calls.add(hi, lo, this.#block, this.#serial);
    this.#callCounts[this.#block]++;
  }

  /** The facet of all sources so far. `grammars`: those that parsed them. */
  finish(grammars: Iterable<Grammar>): CodeFacet {
    this.#close();
    this.#names.setPositions(this.#nameCounts);
    this.#calls.setPositions(this.#callCounts);
    const languages = [...this.#languages].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      names: this.#names.freeze(),
      calls: this.#calls.freeze(),
      histograms: this.#histograms.map((blocks) => blocks.map((h) => h.merge(new Histogram()))),
      counts: mapCounts((count) => this.#counts[count].slice()),
      languages: new Map(languages.map(([language, counts]) => [language, counts.slice()])),
      constructs: constructsOf(grammars),
      broken: firstBroken(this.#broken),
    };
  }

  #close(): void {
    if (this.#source === undefined) return;
    const { units, errorUnits, commentUnits, depth, refused, pieces, broken } = this.#sum;
    const block = this.#block;
    const add = (count: CodeCount, n: number) => {
      this.#counts[count][block] += n;
    };
    add('sources', 1);
    add('clean', broken ? 0 : 1);
    add('units', units);
    add('errorUnits', errorUnits);
    add('commentUnits', commentUnits);
    add('refused', refused);
    add('cut', pieces > 1 ? 1 : 0);
    if (units > 0) {
      this.#count('depth', Math.min(depth, MOST_DEPTH));
      this.#count('comments', Math.round((commentUnits / units) * CODE_FEATURE_SCALE.comments));
      this.#count('parsed', Math.round((1 - errorUnits / units) * CODE_FEATURE_SCALE.parsed));
    }
    if (broken) this.#name(this.#source.id, units === 0 ? 0 : Math.round((errorUnits / units) * 1024));
    this.#sum = noMeasures();
    this.#source = undefined;
  }

  #count(feature: CodeFeature, value: number): void {
    this.#histograms[CODE_FEATURES.indexOf(feature)][this.#block].add(value);
  }

  #name(id: string, share: number): void {
    this.#broken.push({ id, block: this.#block, share });
    if (this.#broken.length > NAMED_BROKEN * 4) this.#broken = firstBroken(this.#broken);
  }
}

function constructsOf(grammars: Iterable<Grammar>): CodeFacet['constructs'] {
  const constructs = new Map<string, string>();
  for (const grammar of grammars) {
    for (const [hi, lo, name] of metConstructs(grammar)) {
      constructs.set(constructKey(hi, lo), name);
    }
  }
  return settleConstructs(constructs);
}
