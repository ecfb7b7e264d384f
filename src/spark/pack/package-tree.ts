import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';

/** Packages that no command which runs on a cluster needs: the dashboard's and the lab's. */
const LEFT_OUT = /^(fastify|@fastify\/|@jax-js\/|typebox$)/;

/** What a program that runs does not read. */
const UNREAD =
  /(\.map|\.d\.[cm]?ts|\.test\.js|\.md)$|^node_modules\/echarts\/(dist|i18n|ssr)\/|^dist\/(web|server)\/|^spark\/(tests\/|mypy\.ini$)/;

/** What stands in the package, beside the packages that it needs. */
const OWN = ['package.json', 'LICENSE', 'bin', 'dist', 'schemas', 'spark'];

/** A file, and where it is going to be. */
export interface PackageFile {
  readonly name: string;
  readonly path: string;
}

/**
 * The files that this package needs to run, its own and those of the packages that it depends on, in order of name. `root` is its
 * folder. Throws `E_PEER` where a package is not installed.
 */
export async function packageFiles(root: string): Promise<PackageFile[]> {
  const files: PackageFile[] = [];
  for (const own of OWN) await gather(join(root, own), own, files);
  const folders = new Map<string, string>();
  for (const name of dependenciesOf(await manifestOf(root))) {
    if (!LEFT_OUT.test(name)) await resolvePackage(name, root, root, folders);
  }
  for (const [name, path] of folders) await gather(path, name, files);
  return files.filter(({ name }) => !UNREAD.test(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

async function manifestOf(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function dependenciesOf({ dependencies, optionalDependencies }: Manifest): string[] {
  const optional = Object.keys(optionalDependencies ?? {});
  return [...new Set([...Object.keys(dependencies ?? {}), ...optional])];
}

/** Finds a package as Node does, from `from` upwards, and those that it needs in turn. */
async function resolvePackage(
  name: string,
  from: string,
  root: string,
  found: Map<string, string>,
): Promise<void> {
  const path = await nearest(name, from);
  if (path === undefined) {
    if (from !== root) return;
    throw new OutcrossError('E_PEER', `the package ${name} is not installed`, {
      where: name,
      hint: 'Run npm install.',
    });
  }
  const place = `node_modules/${placeOf(path)}`;
  if (found.has(place)) return;
  found.set(place, path);
  // What is optional and not installed is for another platform.
  for (const needed of dependenciesOf(await manifestOf(path)))
    await resolvePackage(needed, path, root, found);
}

async function nearest(name: string, from: string): Promise<string | undefined> {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, 'node_modules', name);
    const there = await stat(join(path, 'package.json')).catch(() => undefined);
    if (there !== undefined) return path;
    if (folder === dirname(folder)) return undefined;
  }
}

/** Below the outermost `node_modules`: nested ones keep their place, which is why two versions of a package can be there. */
function placeOf(path: string): string {
  const [, ...below] = path.split(/[\\/]node_modules[\\/]/);
  return below.join('/node_modules/').replaceAll('\\', '/');
}

async function gather(path: string, name: string, files: PackageFile[]): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) files.push({ name, path });
  if (!found?.isDirectory()) return;
  for (const entry of await readdir(path, { withFileTypes: true })) {
    // Packages that a package has in it are found by who needs them.
    if (entry.name === 'node_modules' || entry.name === '__pycache__') continue;
    await gather(join(path, entry.name), `${name}/${entry.name}`, files);
  }
}
