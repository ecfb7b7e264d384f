import type { Command } from 'commander';
import type { ImageProvenanceOptions } from '../../actions/image-provenance.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';

/** `outcross images provenance`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Prints what files of pictures say of how they were made: the IPTC digital source type in their XMP, and, where the ' +
        'package @contentauth/c2pa-node is installed, the C2PA manifest. What a file does not say is not guessed.',
    )
    .argument('<files...>', 'JPEG, PNG or WebP files, or folders of them')
    .option('--c2pa', 'fail where C2PA manifests cannot be read, instead of saying so')
    .option('--strict', 'stop at the first file that cannot be read')
    .option('--json', 'as JSON');
  addExamples(command, [
    ['outcross images provenance photos/', 'origin of each picture'],
    ['outcross images provenance photos/ --c2pa --json', 'with the manifests, for another program'],
  ]);
  command.action(async (files: string[], options: ImageProvenanceOptions) => {
    const { showImageProvenance } = await import('../../actions/image-provenance.ts');
    await showImageProvenance(files, options, context);
  });
}
