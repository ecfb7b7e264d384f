import { posix } from 'node:path';
import { importsOf } from '../source/imports.mjs';
import { parse } from '../source/syntax.mjs';

/**
 * @typedef {import('../source/tree.mjs').SourceFile} SourceFile
 * @typedef {import('../source/violation.mjs').Violation} Violation
 */

/**
 * Imports of shipped modules that a reader of the package could not resolve: files that are not shipped, packages that
 * are not dependencies.
 *
 * @param {SourceFile[]} modules Shipped JavaScript and declarations.
 * @param {string[]} paths Of the package.
 * @param {string[]} dependencies
 * @returns {Violation[]}
 */
export function unreachable(modules, paths, dependencies) {
  return modules.flatMap(({ path, text }) =>
    importsOf(parse(path, text)).flatMap(({ specifier, line }) => {
      if (specifier === undefined || resolves(path, specifier, paths, dependencies)) return [];
      return [{ path, line, message: `imports ${specifier}, which the package does not bring` }];
    }),
  );
}

/**
 * @param {string} from
 * @param {string} specifier
 * @param {string[]} paths
 * @param {string[]} dependencies
 */
function resolves(from, specifier, paths, dependencies) {
  if (specifier.startsWith('node:')) return true;
  if (!specifier.startsWith('.')) {
    return dependencies.some((name) => specifier === name || specifier.startsWith(`${name}/`));
  }
  const target = posix.join(posix.dirname(from), specifier);
  // A folder, whose files are opened by name.
  if (specifier.endsWith('/')) return paths.some((path) => path.startsWith(target));
  if (!from.endsWith('.d.ts')) return paths.includes(target);
  // tsc leaves `.ts` in declarations; the declaration beside it answers for it.
  return paths.includes(target.replace(/(?<!\.d)\.(ts|js)$/, '.d.ts'));
}
