import { type Command, Option } from 'commander';
import { SOURCE_TYPES } from '../../../corpus/image-origin/source-type.ts';
import type { ImageTagOptions } from '../../actions/image-tag.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';

/** `outcross images tag`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Writes the IPTC digital source type into the XMP of JPEG, PNG and WebP files. The coded picture stays byte for byte ' +
        'as it was, and so does all other metadata.',
    )
    .argument('<files...>', 'JPEG, PNG or WebP files, or folders of them')
    .addOption(new Option('--origin <word>', 'what it is').choices(['synthetic', 'mixed']).conflicts('type'))
    .addOption(
      new Option('--type <term>', 'or a term of the vocabulary of IPTC').choices(Object.keys(SOURCE_TYPES)),
    )
    .option('-o, --output <folder>', 'write the files to this folder, under their names')
    .option('--in-place', 'or replace the files themselves')
    .option('-f, --force', 'write over what is in the folder')
    .option('--break-c2pa', 'change files with a C2PA manifest too, which makes its signature invalid');
  addExamples(command, [
    ['outcross images tag made/ --origin synthetic --in-place', 'what a model made'],
    ['outcross images tag a.jpg b.jpg --type digitalCapture -o tagged', 'photographs'],
  ]);
  command.action(async (files: string[], options: ImageTagOptions) => {
    const { tagImages } = await import('../../actions/image-tag.ts');
    await tagImages(files, options, context);
  });
}
