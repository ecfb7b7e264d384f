import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScriptFailure, script } from './setup/failure.mjs';
import { ROOT } from './setup/root.mjs';

/** Where the programs stand that exports are held against; tests take `OUTCROSS_ORACLES` for it where it is set. */
const FOLDER = process.env['OUTCROSS_ORACLES'] ?? join(ROOT, '.oracles');

/** From PyPI: the reference loader of Croissant, the generated classes of OpenLineage, the reader of the Hub's cards. */
const PYTHON = ['mlcroissant==1.1.1', 'openlineage-python==1.54.0', 'huggingface_hub==2.4.0'];

/** From npm: optional peers, the reader of C2PA manifests and the runner of ONNX models. Their scripts, which download, are not run. */
const NODE = ['@contentauth/c2pa-node@0.5.5', '@huggingface/transformers@4.3.1'];

/** `node scripts/oracles.mjs`: installs them, for CI and for whoever changes an export. Does nothing that is done. */
await script(() => {
  mkdirSync(FOLDER, { recursive: true });
  run('python3', ['-m', 'venv', join(FOLDER, 'python')]);
  run(join(FOLDER, 'python', 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', ...PYTHON]);
  writeFileSync(join(FOLDER, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', '--prefix', FOLDER, '--no-audit', '--no-fund', '--ignore-scripts', ...NODE]);
  console.log(`Oracles stand in ${FOLDER}.`);
  return 0;
});

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0)
    throw new ScriptFailure(`${command} ${args[0]} failed${error === undefined ? '' : `: ${error.message}`}`);
}
