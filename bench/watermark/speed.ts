import { Rng } from '../../src/base/rng.ts';
import type { WatermarkKey } from '../../src/watermark/key/key.ts';
import { openKey } from '../../src/watermark/key/open-key.ts';
import type { Detector } from '../../src/watermark/scheme.ts';

/** A scheme whose speed is measured, and on what. */
interface SpeedCase {
  readonly name: string;
  readonly key: Omit<WatermarkKey, 'id'>;
  readonly vocabulary: number;
  /** Exponent of Zipf's law that tokens are drawn by; 0 draws evenly. */
  readonly zipf?: number;
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
    name: 'KGW lefthash, V = 151,936, Zipf',
    key: { scheme: 'kgw-transformers', secrets: [], parameters: { vocabulary: 151936 } },
    vocabulary: 151936,
    zipf: 1.1,
    tokens: 50_000,
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

/** Prints tokens a second of CPU time on one core, the better of two runs after a warm-up. */
export function speeds(only?: string): void {
  console.log('| detection | tokens | tokens/s of CPU | target |\n| --- | --- | --- | --- |');
  for (const one of CASES) if (only === undefined || one.name.includes(only)) console.log(speedLine(one));
}

function speedLine({ name, key, vocabulary, zipf = 0, tokens, target }: SpeedCase): string {
  const texts = drawTexts(vocabulary, zipf, tokens);
  const detector = openKey({ id: 'bench', ...key }).detector();
  seconds(detector, texts.slice(0, Math.ceil(texts.length / 10)));
  const taken = Math.min(seconds(detector, texts), seconds(detector, texts));
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

function drawTexts(vocabulary: number, zipf: number, tokens: number): Int32Array[] {
  const rng = new Rng('watermark speed');
  const cumulative = new Float64Array(vocabulary);
  let sum = 0;
  for (let rank = 0; rank < vocabulary; rank++) cumulative[rank] = sum += 1 / (rank + 1) ** zipf;
  const draw = () => {
    const target = rng.next() * sum;
    let [low, high] = [0, vocabulary - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle] < target) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return Array.from({ length: Math.ceil(tokens / TEXT) }, () => Int32Array.from({ length: TEXT }, draw));
}
