import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binaryOf, runNode } from '../setup/run.mjs';

/** @typedef {import('../source/violation.mjs').Violation} Violation */

const CONSUMER = {
  compilerOptions: {
    module: 'nodenext',
    moduleResolution: 'nodenext',
    target: 'es2023',
    lib: ['es2023'],
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: ['node'],
  },
  files: ['consumer.ts'],
};

/**
 * The library's names at run time must have types, and a project without `skipLibCheck` must compile against them.
 *
 * @param {string} root
 * @param {string[]} names That the library exports at run time.
 * @returns {Violation[]}
 */
export function typeFaults(root, names) {
  const folder = mkdtempSync(join(tmpdir(), 'outcross-consumer-'));
  try {
    writeConsumer(root, folder, names);
    const { status, output } = runNode(folder, [binaryOf(root, 'typescript', 'tsc'), '-p', '.'], {
      capture: true,
    });
    return status === 0 ? [] : [{ path: 'dist/index.d.ts', message: `does not serve a project:\n${output}` }];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {string[]} names
 */
function writeConsumer(root, folder, names) {
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  symlinkSync(root, join(modules, 'outcross'), 'junction');
  symlinkSync(join(root, 'node_modules', '@types'), join(modules, '@types'), 'junction');
  const uses = names.map((name) => `void outcross.${name};`);
  writeFileSync(
    join(folder, 'consumer.ts'),
    ["import * as outcross from 'outcross';", ...uses, 'export {};', ''].join('\n'),
  );
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(CONSUMER));
}
