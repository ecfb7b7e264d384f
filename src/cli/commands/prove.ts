import type { Command } from 'commander';
import type { ProveOptions } from '../actions/prove-options.ts';
import type { Context } from '../context.ts';
import { addEngineOptions } from '../engine-options.ts';
import { addExamples } from '../examples.ts';
import { addReadingOptions, wholeNumber } from '../reading-options.ts';
import { addRecordOptions } from '../record.ts';
import { addCertificateOptions } from './keys/certificate-options.ts';
import { addKeyStoreOptions } from './keys/store-options.ts';

/** `outcross prove`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Proves what a training set is made of: every row is a leaf of a Merkle tree, whose root is signed together with the counts, the ' +
        'policy, the verdict and the manifest. Whoever has the proof finds every change since. It does not show that a label is true.',
    )
    .helpCommand(false)
    .argument(
      '[mix]',
      'what outcross mix built: its file, its folder of parts, or its manifest (default: the newest of the workspace)',
    )
    .option('-o, --output <file>', 'where the proof goes (default: beside the set, .proof.json)')
    .option(
      '--key <id>',
      'key to sign with: fingerprint, or its first digits (default: the only one; a workspace without any gets one)',
    )
    .option('--passphrase-env <variable>', 'environment variable with the passphrase of a sealed key')
    .option(
      '--tree',
      'store the tree beside the set, so that rows and fields can be named later (default)',
      true,
    )
    .option('--no-tree', 'store no tree')
    .option('--example <id>', 'prove that this example stands in the set, which was proven before')
    .option('--extends <proof>', 'prove that the set begins with the rows of an earlier one')
    .option('--ledger-head <seq:digest>', 'newest event of the ledger, to be signed with the rest')
    .option('--keyless', 'sign with a certificate of Sigstore, over the network')
    .option('--identity-token-env <variable>', 'environment variable with the OpenID token for --keyless')
    .option('--fulcio-url <url>', 'certificate authority of another Sigstore')
    .option('--rekor-url <url>', 'transparency log of another Sigstore')
    .option('--workers <n>', 'threads that read (default: one a processor)', wholeNumber(0))
    .option('--json', 'write the statement as JSON to standard output');
  addCertificateOptions(command);
  addKeyStoreOptions(command);
  addRecordOptions(command);
  addEngineOptions(command);
  addReadingOptions(command);
  addExamples(command, [
    ['outcross prove', 'the newest mix of the workspace'],
    ['outcross prove train.jsonl', 'signed with your key; train.jsonl.proof.json'],
    ['outcross prove train.jsonl --example essay-17 -o essay-17.proof.json', 'one example, without the set'],
    ['outcross prove v2.jsonl --extends v1.jsonl.proof.json', 'nothing of v1 was changed in v2'],
    ['outcross prove train/ --engine spark --master spark://host:7077', 'rows are hashed on a cluster'],
  ]);
  command.action(async (path: string | undefined, options: ProveOptions) => {
    const { prove } = await import('../actions/prove.ts');
    await prove(path, options, context);
  });
}
