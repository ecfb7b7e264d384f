import type { Command } from 'commander';
import type { VerifyOptions } from '../actions/verify-options.ts';
import type { Context } from '../context.ts';
import { addEngineOptions } from '../engine-options.ts';
import { addExamples } from '../examples.ts';
import { wholeNumber } from '../reading-options.ts';
import { addRecordOptions } from '../record.ts';
import { addCertificateOptions } from './keys/certificate-options.ts';
import { addKeyStoreOptions } from './keys/store-options.ts';

/** `outcross verify`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Checks the proof of a training set, or of an example: signature, digests, every row, counts, policy. Ends with status 1 where ' +
        'anything differs, and names file, row and field of all that does.',
    )
    .helpCommand(false)
    .argument('[proof]', 'what outcross prove wrote (default: that of the newest mix, with its data)')
    .option(
      '--data <files...>',
      'the set: its files, or its folder (default: only what is signed is checked)',
    )
    .option('--policy <file>', 'hold the set against the policy in this file too')
    .option('--key <key>', 'trust this key alone: a file, or a fingerprint; can be repeated', gathered)
    .option(
      '--trust <fingerprint>',
      'trust the key of this fingerprint, which the proof brings; can be repeated',
      gathered,
    )
    .option('--manifest <file>', 'the manifest of the set (default: beside the proof)')
    .option('--tree <file>', 'the stored tree, which names rows and fields (default: beside the proof)')
    .option('--extends <proof>', 'proof of the earlier set that this one begins with')
    .option('--workers <n>', 'threads that read (default: one a processor)', wholeNumber(0))
    .option('--json', 'write what was found as JSON to standard output');
  addCertificateOptions(command);
  addKeyStoreOptions(command);
  addRecordOptions(command);
  addEngineOptions(command);
  addExamples(command, [
    ['outcross verify', 'the newest mix of the workspace, and every row of it'],
    ['outcross verify train.jsonl.proof.json --data train.jsonl', 'is this what was signed?'],
    [
      'outcross verify train.jsonl.proof.json --key release.pub.pem --policy outcross.yaml',
      'by this key, under this policy',
    ],
    ['outcross verify essay-17.proof.json', 'one example, without the set'],
    [
      'outcross verify train.proof.json --data train/ --engine spark --master spark://host:7077',
      'rows are hashed on a cluster',
    ],
  ]);
  command.action(async (path: string | undefined, options: VerifyOptions) => {
    const { verify } = await import('../actions/verify.ts');
    await verify(path, options, context);
  });
}

function gathered(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
