import { OutcrossError } from '../../base/errors.ts';
import { suggestion } from '../../base/spelling.ts';
import type { KeyParameters, SchemeName } from './key.ts';

type Name = keyof KeyParameters;

/** What each scheme takes beside its secrets. */
const TAKES: { readonly [S in SchemeName]: readonly Name[] } = {
  'vllm-gumbel': ['width', 'vocabulary'],
  'vllm-dual-key': ['width', 'alpha', 'vocabulary'],
  'vllm-synthid': ['width', 'depth', 'vocabulary'],
  'vllm-sbw': ['width', 'gamma', 'delta', 'seeding', 'vocabulary'],
  'sglang-gumbel': ['width', 'vocabulary'],
  'sglang-dual-key': ['width', 'mixing', 'vocabulary'],
  'kgw-lm-watermarking': ['vocabulary', 'gamma', 'delta', 'seeding', 'device', 'statistic'],
  'kgw-transformers': ['vocabulary', 'gamma', 'delta', 'seeding', 'width', 'device', 'statistic'],
  'kgw-tgi': ['vocabulary', 'gamma', 'delta', 'device', 'statistic'],
  'synthid-transformers': ['ngram', 'device', 'statistic', 'weights', 'vocabulary'],
  'synthid-deepmind': ['ngram', 'statistic', 'weights', 'vocabulary'],
  unigram: ['vocabulary', 'gamma', 'delta'],
};

/** Schemes whose lists are drawn over the vocabulary: without its size they cannot be drawn. */
const NEEDS_VOCABULARY: readonly SchemeName[] = [
  'kgw-lm-watermarking',
  'kgw-transformers',
  'kgw-tgi',
  'unigram',
];

/** Bounds of the numbers: the least, the most, and whether they are whole. */
const BOUNDS: { readonly [N in Name]?: readonly [number, number, boolean] } = {
  width: [1, 64, true],
  ngram: [2, 64, true],
  depth: [1, 32, true],
  alpha: [0, 1, false],
  mixing: [Number.MIN_VALUE, 1 - Number.EPSILON, false],
  vocabulary: [2, 2 ** 24, true],
  gamma: [Number.MIN_VALUE, 1 - Number.EPSILON, false],
  delta: [0, 1000, false],
};

/** Words that a parameter takes. */
const WORDS: { readonly [N in Name]?: readonly string[] } = {
  seeding: ['lefthash', 'selfhash'],
  device: ['cpu', 'cuda'],
};

/** Throws `E_PARAMETER`, which names the bound, for what a scheme does not take, lacks, or takes within other bounds. */
export function checkParameters(scheme: SchemeName, parameters: KeyParameters): void {
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    if (!(TAKES[scheme] as readonly string[]).includes(name)) {
      const meant = suggestion(name, TAKES[scheme]);
      throw wrong(name, `${scheme} takes no ${name}. ${meant} It takes ${TAKES[scheme].join(', ')}.`);
    }
    checkValue(scheme, name as Name, value);
  }
  if (NEEDS_VOCABULARY.includes(scheme) && parameters.vocabulary === undefined) {
    throw wrong(
      'vocabulary',
      `${scheme} draws its lists over the vocabulary: give its size, that of the model's logits`,
    );
  }
  if (parameters.statistic === 'bayesian' && parameters.weights === undefined) {
    throw wrong(
      'weights',
      'the Bayesian detector needs weights that were trained for this model and these keys',
    );
  }
}

function checkValue(scheme: SchemeName, name: Name, value: unknown): void {
  const bounds = BOUNDS[name];
  if (bounds !== undefined) checkNumber(name, value, bounds);
  const words = name === 'statistic' ? statisticsOf(scheme) : WORDS[name];
  if (words !== undefined && !words.includes(value as string)) {
    throw wrong(name, `${name} is ${JSON.stringify(value)}, not one of ${words.join(', ')}`);
  }
}

function checkNumber(
  name: Name,
  value: unknown,
  [least, most, whole]: readonly [number, number, boolean],
): void {
  const isRight =
    typeof value === 'number' && value >= least && value <= most && (!whole || Number.isInteger(value));
  if (isRight) return;
  const between = least === Number.MIN_VALUE ? 'above 0 and below 1' : `from ${least} to ${most}`;
  throw wrong(
    name,
    `${name} is ${String(value)}: it must be a ${whole ? 'whole number' : 'number'} ${between}`,
  );
}

function statisticsOf(scheme: SchemeName): readonly string[] {
  return scheme.startsWith('kgw') ? ['z', 'winmax'] : ['mean', 'weighted', 'bayesian'];
}

function wrong(where: string, message: string): OutcrossError {
  return new OutcrossError('E_PARAMETER', message, { where });
}
