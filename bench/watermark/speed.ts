import { Rng } from '../../src/base/rng.ts';
import type { WatermarkKey } from '../../src/watermark/key/key.ts';
import { openKey } from '../../src/watermark/key/open-key.ts';
import type { Detector } from '../../src/watermark/scheme.ts';

/** A scheme whose speed is measured, and on what. */
interface SpeedCase {
  readonly name: string;
  readonly key: Omit<WatermarkKey, 'id'>;
  readonly vocabulary: number;
  /** Take the words of the Brown corpus for tokens; else tokens are drawn evenly. */
  readonly real?: boolean;
  readonly tokens: number;
  readonly target?: number;
}

const SYNTHID_KEYS = Array.from({ length: 30 }, (_, i) => String(i * 7919 + 13));

const CASES: readonly SpeedCase[] = [
  {
    name: 'vLLM Gumbel (Philox)',
    key: { scheme: 'vllm-gumbel', secrets: ['42'], parameters: {} },
    vocabulary: 50257,
    tokens: 1_000_000,
    target: 3e6,
  },
  {
    name: 'vLLM dual key',
    key: { scheme: 'vllm-dual-key', secrets: ['42'], parameters: {} },
    vocabulary: 50257,
    tokens: 500_000,
  },
  {
    name: 'vLLM SynthID, depth 30',
    key: { scheme: 'vllm-synthid', secrets: ['42'], parameters: { depth: 30 } },
    vocabulary: 50257,
    tokens: 1_000_000,
    target: 3e5,
  },
  {
    name: 'vLLM SBW selfhash',
    key: { scheme: 'vllm-sbw', secrets: ['42'], parameters: {} },
    vocabulary: 50257,
    tokens: 500_000,
  },
  {
    name: 'SGLang Gumbel',
    key: { scheme: 'sglang-gumbel', secrets: ['2a'], parameters: {} },
    vocabulary: 50257,
    tokens: 500_000,
  },
  {
    name: 'SynthID of Transformers, 30 keys',
    key: { scheme: 'synthid-transformers', secrets: SYNTHID_KEYS, parameters: {} },
    vocabulary: 50257,
    tokens: 500_000,
    target: 3e5,
  },
  {
    name: 'SynthID of DeepMind, 30 keys',
    key: { scheme: 'synthid-deepmind', secrets: SYNTHID_KEYS, parameters: {} },
    vocabulary: 50257,
    tokens: 200_000,
    target: 3e5,
  },
  {
    name: 'KGW lefthash, V = 151,936, English',
    key: { scheme: 'kgw-transformers', secrets: [], parameters: { vocabulary: 151936 } },
    vocabulary: 151936,
    real: true,
    tokens: 200_000,
    target: 2e4,
  },
  {
    name: 'KGW selfhash, V = 50,257',
    key: { scheme: 'kgw-lm-watermarking', secrets: [], parameters: { vocabulary: 50257 } },
    vocabulary: 50257,
    tokens: 2000,
  },
  {
    name: 'Unigram',
    key: { scheme: 'unigram', secrets: ['7'], parameters: { vocabulary: 50257 } },
    vocabulary: 50257,
    tokens: 1_000_000,
  },
];

/** Tokens a text: documents as they come. */
const TEXT = 1000;

/** Prints tokens a second of CPU time on one core: the better of two detectors that have seen nothing, after a warm-up. */
export function speeds(words: Int32Array, only?: string): void {
  console.log('| detection | tokens | tokens/s of CPU | target |\n| --- | --- | --- | --- |');
  for (const one of CASES)
    if (only === undefined || one.name.includes(only)) console.log(speedLine(one, words));
}

function speedLine(
  { name, key, vocabulary, real = false, tokens, target }: SpeedCase,
  words: Int32Array,
): string {
  const texts = cut(real ? words.subarray(0, tokens) : evenly(vocabulary, tokens));
  const detector = () => openKey({ id: 'bench', ...key }).detector();
  seconds(detector(), texts.slice(0, Math.ceil(texts.length / 10)));
  const taken = Math.min(seconds(detector(), texts), seconds(detector(), texts));
  const speed = tokens / taken;
  const goal = target === undefined ? '' : `${target.toLocaleString('en')}${speed < target ? ' MISSED' : ''}`;
  return `| ${name} | ${tokens.toLocaleString('en')} | ${Math.round(speed).toLocaleString('en')} | ${goal} |`;
}

function seconds(detector: Detector, texts: readonly Int32Array[]): number {
  const started = process.cpuUsage();
  for (const text of texts) {
    const tally = detector.tally();
    tally.add(text);
    if (Number.isNaN(tally.evidence().score)) throw new Error('a score is no number');
  }
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}

function evenly(vocabulary: number, tokens: number): Int32Array {
  const rng = new Rng('watermark speed');
  return Int32Array.from({ length: tokens }, () => rng.int(vocabulary));
}

function cut(tokens: Int32Array): Int32Array[] {
  const count = Math.ceil(tokens.length / TEXT);
  return Array.from({ length: count }, (_, i) => tokens.subarray(i * TEXT, (i + 1) * TEXT));
}
