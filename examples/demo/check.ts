import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** From `.bench/build/examples/demo`, where this is compiled to. */
const OUTCROSS = fileURLToPath(new URL('../../../../bin/outcross.js', import.meta.url));

/** Exit status of a check that ran, and found what `--fail-on` names: an early or late collapse. */
const FOUND = 1;

/**
 * Types `outcross check` as a person would, and prints the command and what it says. `pattern` stands for the
 * generations, as a shell would expand it.
 */
export function check(generations: readonly string[], pattern: string, human: string, html: string): void {
  const options = ['--against', human, '--group-field', 'source', '--html', html];
  console.log(`$ outcross check ${pattern} ${options.slice(0, 2).join(' ')} \\`);
  console.log(`    ${options.slice(2).join(' ')}\n`);
  const args = [OUTCROSS, 'check', ...generations, ...options];
  const { status, error } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (error !== undefined) throw error;
  if (status !== 0 && status !== FOUND) throw new Error(`outcross check ended with status ${status}`);
  console.log(
    `\nExit status ${status}: ${status === 0 ? 'the line may go on' : 'in CI this stops the line'}.`,
  );
}
