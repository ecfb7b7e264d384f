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

/** `outcross images`. */
export async function define(command: Command, context: Context): Promise<void> {
  command
    .description('Provenance that stands in files of pictures themselves: JPEG, PNG, WebP.')
    .helpCommand(false);
  for (const { name, summary, load } of IMAGES_COMMANDS) {
    const { define: defineSub } = await load();
    defineSub(command.command(name).summary(summary), context);
  }
  addExamples(command, [
    ['outcross images provenance photos/', 'what the files say'],
    ['outcross images tag made/*.png --origin synthetic --in-place', 'mark what a model made'],
  ]);
}
