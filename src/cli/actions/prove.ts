import { OutcrossError } from '../../base/errors.ts';
import { mixFiles, proofFile } from '../../mix/proof/mix-files.ts';
import { type Proven, proveMix } from '../../mix/proof/prove-mix.ts';
import { count } from '../../report/figures.ts';
import { visible } from '../../report/visible.ts';
import { keyStoreOf } from '../commands/keys/store-options.ts';
import type { Context } from '../context.ts';
import { record } from '../record.ts';
import { requireSideFiles } from '../row-files.ts';
import { withProgress } from '../row-reports.ts';
import { version } from '../version.ts';
import { workspaceOf } from '../workspace-options.ts';
import { proofReading } from './proof-reading.ts';
import { proveOne } from './prove-one.ts';
import type { ProveOptions } from './prove-options.ts';
import { extendedSet, signerOf } from './prove-signer.ts';

/** Proves a mix, or that an example stands in one that was proven. */
export async function prove(path: string, options: ProveOptions, context: Context): Promise<void> {
  if (options.example !== undefined) return proveOne(path, options.example, options, context);
  const mix = await mixFiles(path);
  const output = options.output ?? proofFile(mix.output);
  await requireSideFiles({ '--output': output }, [mix.manifestPath, ...mix.files.map((file) => file.path)]);
  const store = await keyStoreOf(options, context);
  const signer = await signerOf(store, options, context);
  const before = options.extends === undefined ? undefined : await extendedSet(options.extends, store);
  const workspace = await workspaceOf(options);
  const reading = proofReading(options, workspace);
  const { tree, workers, ledgerHead } = options;
  const proven = await withProgress(context, output, (onProgress) =>
    proveMix(path, {
      signer,
      version: version(),
      reading,
      tree,
      output,
      onProgress,
      signal: context.signal,
      ...(workers === undefined ? {} : { workers }),
      ...(ledgerHead === undefined ? {} : { ledger: ledgerHeadOf(ledgerHead) }),
      ...(before === undefined ? {} : { extends: before }),
    }),
  );
  show(proven, options, context);
  await record(
    async () => (await import('../facts/proof-facts.ts')).provenFacts(path, proven, workspace.folder),
    options,
    workspace,
    context,
  );
}

function ledgerHeadOf(text: string): { readonly seq: number; readonly digest: string } {
  const found = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text);
  if (found !== null) return { seq: Number(found[1]), digest: found[2] };
  throw new OutcrossError(
    'E_OPTION',
    `--ledger-head is ${text}, not a number, a colon and 64 hexadecimal digits`,
    {
      where: '--ledger-head',
      hint: 'Number and digest of the newest event of the ledger, such as 42:9f86d0....',
    },
  );
}

function show({ statement, output, tree }: Proven, { json }: ProveOptions, context: Context): void {
  const { predicate } = statement;
  if (json === true) {
    context.stdout.write(`${JSON.stringify(statement, undefined, 2)}\n`);
    return;
  }
  const { tree: proven, signer, extends: before } = predicate;
  const by = signer === undefined ? 'keyless' : `by key ${signer.keyId.slice(0, 12)}`;
  const places = [
    `proof: ${visible(output)}`,
    ...(tree === undefined ? [] : [`stored tree: ${visible(tree)}`]),
  ];
  const lines = [
    `Proven: ${count(proven.size)} rows of ${statement.subject.map(({ name }) => visible(name)).join(', ')}, root ${proven.root}, signed ${by}.`,
    ...(before === undefined ? [] : [`Begins with the ${count(before.size)} rows of ${before.root}.`]),
    ...places,
    `It shows that these rows are what was recorded, and unaltered since; not that a label such as human is true.`,
  ];
  context.stdout.write(`${lines.join('\n')}\n`);
}
