import { fewerClasses, splitVerdicts } from './images/classes.ts';
import { fashion } from './images/fashion.ts';
import { speed } from './images/speed.ts';
import { fashionLine, measureLine, shapesLine } from './images/vae-line.ts';

/**
 * Pictures: speed of profiling; real pictures against real ones, and with classes taken away; autoencoders that learn from their
 * own pictures. `--only speed|classes|vae` runs a part.
 */
const ARMS = [
  ['replace', 1],
  ['accumulate', 1],
  ['replace', 0.7],
] as const;
const only = process.argv[process.argv.indexOf('--only') + 1];
const wanted = (part: string) => !process.argv.includes('--only') || only === part;
const examples = await fashion();
if (examples === undefined) console.log('Fashion-MNIST is not in ../shared/data: its parts are left out.');

if (wanted('speed')) await speed(600);
if (wanted('classes') && examples !== undefined) {
  await splitVerdicts(examples, 20);
  await fewerClasses(examples);
}
if (wanted('vae')) {
  const lines = [shapesLine(), ...(examples === undefined ? [] : [fashionLine(examples, 1500)])];
  for (const line of lines)
    for (const [loop, temperature] of ARMS) await measureLine(line, loop, temperature);
}
