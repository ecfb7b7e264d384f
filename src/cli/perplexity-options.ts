import { type Command, InvalidArgumentError, Option } from 'commander';
import { LOG_BASES, type LogBase } from '../lm/read-text-score.ts';
import { PROTOCOLS, type Protocol } from '../models/endpoint/endpoint-scorer.ts';
import { addReadingOptions, type ReadingOptions, wholeNumber } from './reading-options.ts';

/** What the options of `perplexity` are parsed to. */
export interface PerplexityOptions extends ReadingOptions {
  readonly from?: readonly string[];
  readonly logBase: LogBase;
  readonly endpoint?: string;
  readonly model?: string;
  readonly protocol: Protocol;
  readonly maxTokens: '0' | '1';
  readonly apiKeyEnv?: string;
  readonly concurrency: number;
  readonly timeout: number;
  readonly retries: number;
  readonly onnx?: string;
  readonly dtype?: string;
  readonly window?: number;
  readonly stride?: number;
  readonly sample?: number;
  readonly seed: string;
  readonly cache?: string | false;
  readonly dryRun?: boolean;
  readonly price?: number;
  readonly alpha: number;
  readonly output?: string;
  readonly tokenLogprobs?: boolean;
  readonly json?: boolean;
  readonly strict?: boolean;
}

export function addPerplexityOptions(command: Command): Command {
  command
    .optionsGroup('The model, one of three:')
    .option(
      '--from <logprobs and files...>',
      '"logprobs" and files of token log-probabilities, as JSON lines',
    )
    .option('--endpoint <url>', 'root of a server’s completions API, such as http://localhost:8000/v1')
    .option('--onnx <folder>', 'a causal model in ONNX with its tokenizer (needs @huggingface/transformers)')
    .optionsGroup('Options:')
    .addOption(
      new Option('--log-base <base>', 'base of the logarithms in --from files')
        .choices(LOG_BASES)
        .default('e'),
    )
    .option('--model <name>', 'name of the model at the endpoint (required with --endpoint)')
    .addOption(
      new Option('--protocol <name>', 'how the server tells the log-probabilities of a prompt')
        .choices(PROTOCOLS)
        .default('vllm'),
    )
    .addOption(
      new Option('--max-tokens <n>', 'tokens an echo server must generate').choices(['0', '1']).default('1'),
    )
    .option('--api-key-env <name>', 'environment variable that holds the key (default: OUTCROSS_API_KEY)')
    .option('--concurrency <n>', 'texts asked for at once', wholeNumber(1), 8)
    .option('--timeout <seconds>', 'longest that a request may take', positive, 120)
    .option('--retries <n>', 'tries after a failure that may pass', wholeNumber(0), 6)
    .option('--dtype <name>', 'which ONNX weights: fp32, fp16, q8, … (default: fp32)')
    .option('--window <n>', 'tokens shown to the model at once (echo: characters)', wholeNumber(2))
    .option('--stride <n>', 'tokens from the start of a window to that of the next', wholeNumber(1))
    .option(
      '--sample <n>',
      'score the n texts whose ids hash lowest: the same for every model',
      wholeNumber(1),
    )
    .option('--seed <text>', 'of the jitter between retries', 'perplexity')
    .option('--cache <file>', 'keep scores here, to go on from (default: beside the output)')
    .option('--no-cache', 'keep nothing')
    .option('--dry-run', 'say what it would cost; asks nothing on the network')
    .option('--price <amount>', 'price of a million tokens, in whatever money, for --dry-run', positive)
    .option('--alpha <rate>', 'error rate of intervals', rate, 0.05)
    .option('-o, --output <file>', 'write a score a text, as JSON lines: check --model-scores reads them')
    .option('--token-logprobs', 'with the log-probability of every token')
    .option('--json', 'write the result as JSON to standard output, and nothing else')
    .option('--strict', 'stop at the first row or text that cannot be scored');
  return addReadingOptions(command);
}

function positive(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It must be a number above 0.');
}

function rate(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= 1e-6 && value <= 0.5) return value;
  throw new InvalidArgumentError('It must be a number from 0.000001 to 0.5.');
}
