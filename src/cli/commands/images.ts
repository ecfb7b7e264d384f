import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';

interface ImagesCommand {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{ define(command: Command, context: Context): void }>;
}

/** The sub-commands of `images`, in the order that help lists them. */
const IMAGES_COMMANDS: readonly ImagesCommand[] = [
  {
    name: 'provenance',
    summary: 'read how pictures were made: IPTC digital source type, C2PA',
    load: () => import('./images/provenance.ts'),
  },
  {
    name: 'tag',
    summary: 'write the IPTC digital source type into pictures, their pixels untouched',
    load: () => import('./images/tag.ts'),
  },
];

/** `outcross images`. A sub-command is loaded when it is the one that is run. */
export function define(command: Command, context: Context): void {
  command
    .description('Provenance that stands in files of pictures themselves: JPEG, PNG, WebP.')
    .helpCommand(false)
    .enablePositionalOptions();
  addExamples(command, [
    ['outcross images provenance photos/', 'what the files say'],
    ['outcross images tag made/ --origin synthetic --in-place', 'mark what a model made'],
  ]);
  for (const { name, summary } of IMAGES_COMMANDS) command.command(name).summary(summary);
  command.hook('preSubcommand', async (_, sub) => {
    const entry = IMAGES_COMMANDS.find(({ name }) => name === sub.name());
    (await entry!.load()).define(sub, context);
  });
}
