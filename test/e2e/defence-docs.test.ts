import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBrown } from '../../examples/demo/brown.ts';
import { readYaml } from '../../src/config/read-yaml.ts';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { DEFAULT_POLICY } from '../../src/mix/policy.ts';
import { type PolicySection, readPolicy } from '../../src/mix/read-policy.ts';
import { workspaceSchema } from '../../src/workspace.ts';
import { outcross } from './outcross.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGE = readFileSync(new URL('../../docs/defence.md', import.meta.url), 'utf8');
const disk = scratch();

function block(kind: string): string {
  return new RegExp(`^\`\`\`${kind}\n([\\s\\S]*?)^\`\`\``, 'm').exec(PAGE)![1];
}

/** Human paragraphs, and others that stand for what a model wrote. */
beforeAll(() => {
  const paragraphs = readBrown().filter(({ words }) => words.length > 60);
  const rows = (from: number, to: number) =>
    paragraphs.slice(from, to).map(({ id, words }) => ({ id, text: words.join(' ') }));
  disk.write('essays.jsonl', jsonl(rows(0, 800)));
  disk.write('answers.jsonl', jsonl(rows(800, 2000)));
});

describe('docs/defence.md', () => {
  it('has commands that run in the order in which they stand', async () => {
    const commands = block('sh').trim().split('\n');
    expect(commands).toHaveLength(8);
    for (const line of commands) {
      const { status, stderr } = await outcross(line.split(' ').slice(1), { cwd: disk.folder });
      expect({ line, status, stderr }).toEqual({ line, status: 0, stderr: '' });
    }
  });

  it('shows the policy that ships', () => {
    const { value } = readYaml<{ policy: PolicySection }>(block('yaml'), 'defence.md', workspaceSchema());
    expect(readPolicy(value.policy)).toEqual(DEFAULT_POLICY);
  });

  it('shows keys that the schema knows where they are commented out', () => {
    const whole = block('yaml').replaceAll(/# (share|caps|maxGeneration):/g, '$1:');
    expect(whole).not.toBe(block('yaml'));
    expect(() => readYaml(whole, 'defence.md', workspaceSchema())).not.toThrow();
  });

  it('has a library example that runs as it stands', async () => {
    const program = block('ts').replace("from 'outcross'", `from '${ROOT}dist/index.js'`);
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      cwd: disk.folder,
    });
    expect((await run).stdout).toContain("value: 'human'");
    const manifest = JSON.parse(readFileSync(`${disk.folder}/set.jsonl.manifest.json`, 'utf8'));
    expect(manifest.verdict.verdict).toMatch(/^(healthy|narrow|early|late|shifted|inconclusive)$/);
  });
});
