import { mixFiles, proofFile, treeFile } from '../../mix/proof/mix-files.ts';
import { proveMix } from '../../mix/proof/prove-mix.ts';
import { keyStoreOf } from '../commands/keys/store-options.ts';
import type { Context } from '../context.ts';
import { hands, withEngine } from '../engine-options.ts';
import { newestMixOf } from '../newest-mix.ts';
import { requireApart } from '../output-file.ts';
import { provenText } from '../proven-text.ts';
import { record } from '../record.ts';
import { requireSideFiles } from '../row-files.ts';
import { withProgress } from '../row-reports.ts';
import { version } from '../version.ts';
import { workspaceOf } from '../workspace-options.ts';
import { proofReading } from './proof-reading.ts';
import { proveOne } from './prove-one.ts';
import type { ProveOptions } from './prove-options.ts';
import { extendedSet, ledgerHeadOf, signerOf } from './prove-signer.ts';

/** Proves a mix, the newest of the workspace where none is named, or that an example stands in one that was proven. */
export async function prove(
  named: string | undefined,
  options: ProveOptions,
  context: Context,
): Promise<void> {
  const workspace = await workspaceOf(options);
  const path = named ?? (await newestMixOf(options, workspace, context));
  if (options.example !== undefined) return proveOne(path, options.example, options, workspace, context);
  const ledger = ledgerHeadOf(options);
  const mix = await mixFiles(path);
  const output = options.output ?? proofFile(mix.output);
  const files = mix.files.map((file) => file.path);
  await requireSideFiles({ '--output': output }, [mix.manifestPath, treeFile(mix.output), ...files]);
  const store = await keyStoreOf(options, context);
  const before =
    options.extends === undefined ? undefined : await extendedSet(options.extends, store, options);
  // The proof of the earlier set is what this one will be checked with.
  if (before !== undefined) await requireApart(output, '--output', [before.path]);
  const signer = await signerOf(store, options, workspace, context);
  const reading = proofReading(options, workspace);
  const { tree, workers } = options;
  const proven = await withProgress(context, output, (onProgress) =>
    withEngine(options, workspace, context, (engine) =>
      proveMix(path, {
        signer,
        version: version(),
        reading,
        tree,
        output,
        onProgress,
        signal: context.signal,
        ...hands(engine, workers),
        ...ledger,
        ...(before === undefined ? {} : { extends: before }),
      }),
    ),
  );
  context.stdout.write(
    options.json === true ? `${JSON.stringify(proven.statement, undefined, 2)}\n` : provenText(proven),
  );
  await record(
    async () => (await import('../facts/proof-facts.ts')).provenFacts(path, proven, workspace.folder),
    options,
    workspace,
    context,
  );
}
