import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { count } from '../../../report/figures.ts';
import { visible } from '../../../report/visible.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { requireWritable } from '../../output-file.ts';
import { size } from '../../size.ts';

const DEFAULT_NAME = 'outcross-engine.tar.gz';

interface PackOptions {
  readonly output: string;
  readonly withNode?: boolean;
  readonly json?: boolean;
}

/** `outcross engine pack`. */
export function define(command: Command, context: Context): void {
  command
    .summary('make the archive that Spark ships to its executors')
    .description(
      'Makes one archive of this program and all that it needs, so that executors need nothing installed: for ' +
        '`spark-submit --archives` and for --archive. It holds programs of this platform.',
    )
    .option('-o, --output <file>', 'where to write it', DEFAULT_NAME)
    .option('--with-node', 'with Node, for executors that have none')
    .option('--json', 'say what was written as JSON');
  addExamples(command, [
    ['outcross engine pack --with-node', `into ${DEFAULT_NAME}`],
    [
      `tar -xzf ${DEFAULT_NAME} --strip-components=1 spark/outcross_job.py`,
      'the program that spark-submit starts, out of it',
    ],
  ]);
  command.action(async ({ output, withNode, json }: PackOptions) => {
    await requireWritable(output);
    const { packEngine } = await import('../../../spark/pack/pack.ts');
    const root = dirname(fileURLToPath(new URL('../../../../package.json', import.meta.url)));
    const packed = await packEngine(root, output, withNode === true ? process.execPath : undefined);
    const files = `${count(packed.files)} files, ${size(packed.bytes)}`;
    context.stdout.write(
      json === true ? `${JSON.stringify({ path: output, ...packed })}\n` : `${visible(output)}: ${files}\n`,
    );
  });
}
