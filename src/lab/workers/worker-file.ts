/**
 * The compiled program `name` (without its ending) that stands beside the module `here` (its `import.meta.url`). A worker has
 * no transformer for TypeScript: where the module runs from its source, as in tests, it is the one that the last build made.
 */
export function workerFile(here: string, name: string): URL {
  if (!here.endsWith('.ts')) return new URL(`./${name}.js`, here);
  const source = here.lastIndexOf('/src/');
  return new URL(`./${name}.js`, `${here.slice(0, source)}/dist/${here.slice(source + '/src/'.length)}`);
}
