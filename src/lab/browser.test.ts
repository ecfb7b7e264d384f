import { fileURLToPath } from 'node:url';
import { build, type Rollup } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';

const DOOR = fileURLToPath(new URL('./browser.ts', import.meta.url));

let chunks: Rollup.OutputChunk[];
const ofNode: string[] = [];

beforeAll(async () => {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'notes-node',
        enforce: 'pre',
        resolveId: (source, importer) => {
          if (source.startsWith('node:')) ofNode.push(`${importer} imports ${source}`);
          return null;
        },
      },
    ],
    build: { write: false, minify: false, lib: { entry: DOOR, formats: ['es'] } },
  });
  chunks = ([built].flat() as Rollup.RollupOutput[])
    .flatMap(({ output }) => output)
    .filter((file) => file.type === 'chunk');
});

/** Modules of the chunks that come with the door itself. */
function atOnce(): string[] {
  const names = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const entry = chunks.find(({ isEntry }) => isEntry)!;
  const reached = new Set([entry]);
  for (const chunk of reached)
    for (const name of chunk.imports) if (names.has(name)) reached.add(names.get(name)!);
  return [...reached].flatMap(({ moduleIds }) => moduleIds);
}

describe('the door of the lab for browsers', () => {
  it('reaches nothing of Node', () => {
    expect(ofNode).toEqual([]);
    for (const { code } of chunks)
      expect(code).not.toMatch(/from ['"]node:|__vite-browser-external|process\.env/);
  });

  it('fetches the learners and the tensor library only when they are asked for', () => {
    const first = atOnce().join('\n');
    expect(first).toContain('lab/show/show.ts');
    expect(first).not.toMatch(/@jax-js|neural\/transformer-graph|learners\/gaussian/);
    const all = chunks.flatMap(({ moduleIds }) => moduleIds).join('\n');
    expect(all).toMatch(/@jax-js/);
    expect(all).toMatch(/lab\/run\/line\.ts/);
  });

  it('brings the rooms of the lab and what lies below, and none of the check', () => {
    const rooms = new Set(
      chunks.flatMap(({ moduleIds }) =>
        moduleIds.flatMap((id) => /^(?!.*node_modules).*\/src\/(\w+)/.exec(id)?.[1] ?? []),
      ),
    );
    expect([...rooms].sort()).toEqual(['base', 'lab', 'stats', 'text']);
  });

  it('needs no code made from text, which the policy of the server forbids', () => {
    for (const { code } of chunks) expect(code).not.toMatch(/\beval\(|new Function\(/);
  });
});
