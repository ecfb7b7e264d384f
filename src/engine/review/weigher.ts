import type { Example } from '../../corpus/example.ts';
import type { QueueReason } from '../../ledger/queue/item.ts';
import { HumanModel, type HumanModelParts, type SurpriseRange } from '../../lm/human-model.ts';
import type { FilterSettings } from '../../quality/filters/filter-settings.ts';
import { createTextFilter, type TextFilter } from '../../quality/filters/text-filter.ts';
import { TailTypes } from '../../quality/worth/tail-types.ts';
import { type TypeColumns, TypeTable } from '../../sketch/type-table.ts';
import { pieces, type TokenBuffer, Tokenizer } from '../../text/tokenizer.ts';
import { conflictIn } from './conflict.ts';
import { marginsOf, nearness } from './margins.ts';
import { wordSpans } from './word-spans.ts';

/** What examples are weighed with. A plain value: it is sent to workers. */
export interface WeigherSettings {
  readonly filter: FilterSettings;
  /** Words of the human reservoir, of which the rare ones are looked for. */
  readonly words?: TypeColumns;
  readonly human?: HumanModelParts;
}

/** Most that a reason of a kind counts. */
const MOST = { threshold: 0.9, tail: 0.8, suspicious: 0.8 };

/** Weight of evidence that rests on a detector or a watermark, and of a provenance that contradicts itself. */
const EVIDENCE = 0.6;
const CONFLICT = 0.8;

/** Of an example about which was decided when it had another text. */
export const OUTDATED = 1;

/** Rules that are named of those that a text lies near to. */
const NAMED_RULES = 3;

/** Tail types in a hundred words at which the weight of the tail is half its most: about what human text carries. */
const USUAL_TAIL = 10;

/** Share of the human range, at either end, in which surprise counts as near the end. */
const EDGE = 0.1;

/** Reasons taken together: 1 less the product of what each leaves. At most 1, and more with every reason. */
export function together(weights: Iterable<number>): number {
  let left = 1;
  for (const weight of weights) left *= 1 - weight;
  return 1 - left;
}

/** Says how much a person's decision about an example would tell, and why. Reused from example to example. */
export class Weigher {
  readonly #filter: TextFilter;
  readonly #tail: TailTypes | undefined;
  readonly #human: HumanModel | undefined;
  readonly #tokenizer = new Tokenizer();
  /** Words of the text that was read last, as the human model calls them. */
  #ids = new Uint32Array(1 << 12);

  constructor(filter: TextFilter, { words, human }: WeigherSettings) {
    this.#filter = filter;
    if (words !== undefined) this.#tail = new TailTypes(new TypeTable(words));
    if (human !== undefined) this.#human = new HumanModel(human);
  }

  static async load(settings: WeigherSettings): Promise<Weigher> {
    return new Weigher(await createTextFilter(settings.filter), settings);
  }

  /** The weight of all reasons together, 0 to 1. */
  weigh({ text, provenance }: Example): number {
    let near = 0;
    this.#filter.each(text, (value, threshold) => {
      near = Math.max(near, nearness(value, threshold));
    });
    const { tail, tokens } = this.#read(text);
    return together([
      MOST.threshold * near,
      tailWeight(tail, tokens),
      this.#surprise(tokens)?.weight ?? 0,
      isDetected(provenance?.evidence) ? EVIDENCE : 0,
      conflictIn(provenance) === undefined ? 0 : CONFLICT,
    ]);
  }

  /** Every reason with its weight, in words. */
  reasons(example: Example): QueueReason[] {
    const { text } = example;
    const reasons: QueueReason[] = marginsOf(this.#filter.explain(text))
      .slice(0, NAMED_RULES)
      .map(({ rule, value, threshold, broken, nearness: near }) => ({
        kind: 'threshold',
        text: `${rule}: ${figure(value)}, the threshold is ${figure(threshold)}${broken ? ', which it breaks' : ''}`,
        weight: MOST.threshold * near,
        spans: [],
      }));
    const { tail, tokens } = this.#read(text);
    if (tail > 0) {
      const spans = wordSpans(text, (word) => this.#tail!.carried(word, this.#tokenizer) > 0);
      const words = tail === 1 ? '1 rare word' : `${tail} rare words`;
      reasons.push({
        kind: 'tail',
        text: `carries ${words} of human text in ${tokens}`,
        weight: tailWeight(tail, tokens),
        spans,
      });
    }
    return [...reasons, ...this.#suspicions(example, tokens)];
  }

  #suspicions({ provenance }: Example, tokens: number): QueueReason[] {
    const said: (readonly [string, number])[] = [];
    const surprise = this.#surprise(tokens);
    if (surprise !== undefined && surprise.weight > 0) said.push([surprise.text, surprise.weight]);
    const evidence = provenance?.evidence;
    if (isDetected(evidence)) said.push([`its origin rests on a ${evidence}`, EVIDENCE]);
    const conflict = conflictIn(provenance);
    if (conflict !== undefined) said.push([conflict, CONFLICT]);
    return said.map(([what, weight]) => ({ kind: 'suspicious', text: what, weight, spans: [] }));
  }

  /** Of the text that was read last. */
  #surprise(tokens: number): { readonly weight: number; readonly text: string } | undefined {
    const mean = this.#human?.surpriseOf(this.#ids.subarray(0, tokens));
    const range = this.#human?.range(tokens);
    if (mean === undefined || range === undefined || tokens === 0) return undefined;
    return { weight: MOST.suspicious * edgeNearness(mean, range), text: surpriseText(mean, range) };
  }

  /** Tail types, and words and symbols; what the human model calls them is kept. A text is scanned once for both. */
  #read(text: string): { readonly tail: number; readonly tokens: number } {
    let tail = 0;
    let tokens = 0;
    this.#tail?.begin();
    for (const piece of pieces(text)) {
      const buffer = this.#tokenizer.run(piece);
      tail += this.#tail?.meet(buffer) ?? 0;
      this.#name(buffer, tokens);
      tokens += buffer.length;
    }
    return { tail, tokens };
  }

  /** Keeps the words of a piece as the human model calls them, from place `at` on. */
  #name({ hi, lo, length }: TokenBuffer, at: number): void {
    const human = this.#human;
    if (human === undefined) return;
    if (at + length > this.#ids.length) {
      const longer = new Uint32Array(2 * (at + length));
      longer.set(this.#ids.subarray(0, at));
      this.#ids = longer;
    }
    for (let i = 0; i < length; i++) this.#ids[at + i] = human.idOf(hi[i], lo[i]);
  }
}

function tailWeight(tail: number, tokens: number): number {
  const rate = (tail * 100) / Math.max(100, tokens);
  return (MOST.tail * rate) / (rate + USUAL_TAIL);
}

/** 1 at the ends of the range and beyond, 0 from a tenth of it inwards. */
function edgeNearness(value: number, { low, high }: SurpriseRange): number {
  const inside = Math.min(value - low, high - value) / Math.max(high - low, Number.MIN_VALUE);
  return Math.min(1, Math.max(0, 1 - inside / EDGE));
}

function surpriseText(mean: number, { low, high }: SurpriseRange): string {
  const what = `${mean.toFixed(2)} nats a word`;
  const human = `human text of its length has ${low.toFixed(2)} to ${high.toFixed(2)}`;
  if (mean < low) return `more predictable than 99 in 100 human texts of its length: ${what}; ${human}`;
  if (mean > high) return `less predictable than 99 in 100 human texts of its length: ${what}; ${human}`;
  return `near the end of what human text is: ${what}; ${human}`;
}

function isDetected(evidence: string | undefined): boolean {
  return evidence === 'watermark' || evidence === 'detector';
}

function figure(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
}
