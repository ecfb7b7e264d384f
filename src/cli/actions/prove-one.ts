import { atomicWrite } from '../../base/atomic.ts';
import { proofFile } from '../../mix/proof/mix-files.ts';
import { proveExample } from '../../mix/proof/prove-example.ts';
import { visible } from '../../report/visible.ts';
import type { Workspace } from '../../workspace.ts';
import type { Context } from '../context.ts';
import { hands, withEngine } from '../engine-options.ts';
import { requireApart } from '../output-file.ts';
import { requireSideFiles } from '../row-files.ts';
import { withProgress } from '../row-reports.ts';
import type { ProveOptions } from './prove-options.ts';

/** Proves that an example stands in a set that was proven; without an output to standard output. */
export async function proveOne(
  path: string,
  id: string,
  options: ProveOptions,
  workspace: Workspace,
  context: Context,
): Promise<void> {
  const { output, workers } = options;
  const bundle = path.endsWith('.proof.json') ? path : proofFile(path.replace(/\.manifest\.json$/, ''));
  if (output !== undefined) await requireSideFiles({ '--output': output }, [bundle]);
  const { document, sameId, madeOf } = await withProgress(context, output, (onProgress) =>
    withEngine(options, workspace, context, (engine) =>
      proveExample(bundle, id, { onProgress, signal: context.signal, ...hands(engine, workers) }),
    ),
  );
  if (sameId > 1)
    context.stderr.write(`note ${sameId} examples have the id ${visible(id)}: the proof is of the first\n`);
  const text = `${JSON.stringify(document)}\n`;
  if (output === undefined) {
    context.stdout.write(text);
    return;
  }
  await requireApart(output, '--output', madeOf);
  await atomicWrite(output, text);
  context.stdout.write(`${visible(output)}: ${visible(id)} stands at place ${document.index} of the set\n`);
}
