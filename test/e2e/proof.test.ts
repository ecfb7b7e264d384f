import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { outcross } from './outcross.ts';

const PAGE = readFileSync(new URL('../../docs/proof.md', import.meta.url), 'utf8');
const disk = scratch();
const at = (name: string) => join(disk.folder, name);

beforeAll(() => {
  const rows = (origin: string, name: string, n: number) =>
    Array.from({ length: n }, (_, i) => ({
      id: `${name}-${i}`,
      text: `${name} number ${i}`,
      provenance: { origin },
    }));
  disk.write('human.jsonl', jsonl(rows('human', 'essay', 4000)));
  disk.write('made.jsonl', jsonl(rows('synthetic', 'answer', 5000)));
});

describe('docs/proof.md', () => {
  it('has commands that run in the order in which they stand', async () => {
    const commands = /^```sh\n([\s\S]*?)^```/m.exec(PAGE)![1].trim().split('\n');
    expect(commands).toHaveLength(6);
    for (const line of commands) {
      const { status, stderr } = await outcross(line.split(' ').slice(1), { cwd: disk.folder });
      expect({ line, status, stderr }).toEqual({ line, status: 0, stderr: '' });
    }
  });
});

describe('outcross verify', () => {
  const verify = async (...args: string[]) => {
    const { status, stdout } = await outcross(['verify', 'train.jsonl.proof.json', '--json', ...args], {
      cwd: disk.folder,
    });
    return { status, found: JSON.parse(stdout) };
  };

  it('reads the set in worker threads, and finds one bit among nine thousand rows', async () => {
    const bytes = readFileSync(at('train.jsonl'));
    const row = bytes.subarray(0, bytes.indexOf('number 1234"')).toString().split('\n').length;
    bytes[bytes.indexOf('number 1234"') + 7] ^= 1;
    writeFileSync(at('altered.jsonl'), bytes);
    const { status, found } = await verify('--data', 'altered.jsonl', '--workers', '2');
    expect(status).toBe(1);
    expect(found.differences.map(({ id }: { id: string }) => id)).toEqual([
      'row.changed',
      'file.digest',
      'tree.root',
    ]);
    expect(found.differences[0]).toMatchObject({ file: 'altered.jsonl', row, field: 'text' });
  });

  it('passes nothing that another key signed', async () => {
    const { status, found } = await verify('--keys-folder', 'nobodys');
    expect(status).toBe(1);
    expect(found.differences).toMatchObject([
      { id: 'signature.foreign', found: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
  });

  it('writes nothing but one document with --json, and says on standard error what it could not do', async () => {
    const missing = await outcross(['verify', 'nowhere.json', '--json'], { cwd: disk.folder });
    expect(missing).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('E_NOT_FOUND') });
    const network = await outcross(
      [
        'prove',
        'train.jsonl',
        '--keyless',
        '--identity-token-env',
        'TOKEN',
        '--fulcio-url',
        'http://127.0.0.1:9',
      ],
      { cwd: disk.folder, env: { TOKEN: 'e30.eyJzdWIiOiJhIiwiaXNzIjoiYiJ9.c2VjcmV0' } },
    );
    expect(network).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('E_NETWORK') });
    expect(network.stderr).not.toContain('c2VjcmV0');
  });
});
