import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { VERDICTS } from '../../src/compare/verdict.ts';
import { readYaml } from '../../src/config/read-yaml.ts';
import { scratch } from '../../src/corpus/fixtures.test.support.ts';
import { workspaceSchema } from '../../src/workspace.ts';
import { Typist, typedIn } from './shell-page.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const disk = scratch();

/** The address of a heading, as GitHub makes it. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

describe('docs/guide.md, then docs/ci.md', () => {
  it('run as they stand, from a line that loses its tail to one that has it back', async () => {
    const typist = new Typist(mkdtempSync(join(disk.folder, 'guide-')));
    const statuses = new Map<string, (number | null)[]>();
    for (const line of typedIn(read('docs/guide.md'))) {
      const { status, stderr } = await typist.type(line);
      expect([0, 1], `${line}\n${stderr}`).toContain(status);
      const [, command] = line.split(' ');
      statuses.set(command, [...(statuses.get(command) ?? []), status]);
    }
    // The first check fails, and each of those after the mix passes.
    expect(statuses.get('check')).toEqual([1, 0, 0]);
    for (const command of ['init', 'status', 'recover', 'mix', 'lab', 'tag', 'prove', 'verify', 'summary'])
      expect(new Set(statuses.get(command)), command).toEqual(new Set([0]));

    const report = JSON.parse(readFileSync(join(typist.folder, 'report.json'), 'utf8'));
    const pairs = (name: string) =>
      report.generations
        .find((generation: { name: string }) => generation.name === name)
        .signals.find(
          ({ id, order, band }: { id: string; order: number; band: number }) =>
            id === 'tail.coverage' && order === 2 && band === 0.1,
        )
        .ratio.toFixed(2);
    expect(report.generations.map(({ verdict }: { verdict: string }) => verdict).slice(0, 2)).toEqual([
      'healthy',
      'early',
    ]);
    for (const name of ['g2', 'g3']) expect(read('docs/guide.md')).toContain(pairs(name));

    await typist.type('cp report.json before.json');
    const guide = new Set(typedIn(read('docs/guide.md')));
    for (const line of typedIn(read('docs/ci.md')).filter((each) => !guide.has(each))) {
      const { status, stderr } = await typist.type(line);
      expect({ line, status, stderr }).toMatchObject({ line, status: 0 });
    }
    expect(readFileSync(join(typist.folder, 'page.md'), 'utf8')).toMatch(/^### Outcross: /);
    expect(readFileSync(join(typist.folder, 'comment.md'), 'utf8')).toMatch(/^### Outcross: \u26aa same/);
  }, 300_000);

  it('names inputs and outputs of the action, and no others', () => {
    const page = read('docs/ci.md');
    const action = read('action.yml');
    const [inputs, outputs] = [...page.matchAll(/\| (?:input|output) \|[\s\S]*?\n\n/g)].map(([table]) =>
      [...table.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell]) => cell.match(/[\w-]+/g)!),
    );
    const named = (from: string, to: string) =>
      [
        ...action
          .split(`\n${from}:\n`)[1]
          .split(`\n${to}:\n`)[0]
          .matchAll(/^ {2}([\w-]+):$/gm),
      ].map(([, name]) => name);
    expect(inputs.sort()).toEqual(named('inputs', 'outputs').sort());
    expect(outputs.sort()).toEqual(named('outputs', 'runs').sort());
  });

  it('shows gates that the schema admits', () => {
    const gates = /^```yaml\n(gates:[\s\S]*?)^```/m.exec(read('docs/ci.md'))![1];
    expect(() => readYaml(gates, 'ci.md', workspaceSchema())).not.toThrow();
  });
});

describe('docs/phases.md', () => {
  it('has a section for every verdict, and its table leads to each', () => {
    const page = read('docs/phases.md');
    for (const verdict of VERDICTS) {
      expect(page).toContain(`\n## ${verdict}\n`);
      expect(page).toContain(`[${verdict}](#${verdict})`);
    }
  });
});

describe('the pages', () => {
  it.each(PAGES)('%s names only commands that there are', (page) => {
    const known = new Set([...COMMANDS.map(({ name }) => name), 'help', '--help', '--version', 'COMMAND']);
    const code = [...read(page).matchAll(/```(?:sh)?\n[\s\S]*?```|`[^`\n]+`/g)].join('\n');
    const named = [...code.matchAll(/(?<![\w./-])outcross ([a-z][\w-]*)/g)].map(([, name]) => name);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(PAGES)('%s leads only to files and headings that there are', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
    for (const [link, path, heading] of links) {
      const target = path === '' ? page : join(dirname(page), path);
      expect(existsSync(join(ROOT, target)), link).toBe(true);
      if (heading === undefined) continue;
      const headings = [...read(target).matchAll(/^#+ (.*)$/gm)].map(([, text]) => anchor(text));
      expect(headings, link).toContain(heading);
    }
  });

  it('README.md has every command in its table', () => {
    const table = read('README.md').split('## In a workspace')[1].split('\n## ')[0];
    const missing = COMMANDS.map(({ name }) => name).filter(
      (name) => !new RegExp(`\`(outcross )?${name}\\b`).test(table) && !table.includes(`outcross ${name}`),
    );
    // Written when a workspace is made, or found by the help of it.
    expect(missing.filter((name) => !['validate', 'init'].includes(name))).toEqual([]);
  });
});
