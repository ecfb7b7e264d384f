import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';
import { addPerplexityOptions, type PerplexityOptions } from '../perplexity-options.ts';

/** `outcross perplexity`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Says how surprising a corpus is to a model of yours: perplexity a token, a word and a byte, with intervals, and how ' +
        'unevenly surprise is spread. Nothing is sent anywhere but to the endpoint that you name.',
    )
    .helpCommand(false)
    .argument('[corpus...]', 'texts to score: files, folders, patterns, -');
  addPerplexityOptions(command);
  addExamples(command, [
    ['outcross perplexity --from logprobs g1-holdout.jsonl', 'from log-probabilities that you have'],
    [
      'outcross perplexity holdout.jsonl --endpoint http://localhost:8000/v1 --model my-model --sample 2000 -o g1-holdout.jsonl',
      'from a vLLM server; run again, it goes on where it stopped',
    ],
    [
      'outcross perplexity holdout.jsonl --endpoint http://localhost:8080 --model m --protocol llama --dry-run',
      'what it would cost',
    ],
    ['outcross perplexity holdout.jsonl --onnx ./my-model', 'from a local folder'],
  ]);
  command.action(async (inputs: string[], options: PerplexityOptions) => {
    const { measurePerplexity } = await import('../actions/perplexity.ts');
    await measurePerplexity(inputs, options, context);
  });
}
