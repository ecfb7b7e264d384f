import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workspaces } from '../../src/workspace/fixtures.test.support.ts';
import { ended, start } from './outcross.ts';

const { make } = workspaces();
let folder: string;
const children: ReturnType<typeof start>[] = [];

beforeAll(async () => {
  folder = (await make('line: novels\n')).folder;
});

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** `outcross view`, and the first line that it prints. */
async function viewing() {
  const child = start(['view', '--no-open'], { cwd: folder });
  children.push(child);
  const outcome = ended(child);
  const link = await new Promise<string>((resolve) =>
    child.stdout.once('data', (text) => resolve(String(text).trim())),
  );
  const [base, token] = link.split('/#token=');
  return { child, outcome, base, token };
}

describe('outcross view', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends on %s, while a browser listens, with status 0',
    async (signal) => {
      const { child, outcome, base, token } = await viewing();
      const entered = await fetch(`${base}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      });
      const cookie = entered.headers.get('set-cookie')!.split(';')[0];
      const page = await fetch(`${base}/generations/g1`, { headers: { accept: 'text/html' } });
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      const stream = await fetch(`${base}/api/live`, { headers: { cookie } });
      const said = stream.text();
      child.kill(signal);
      expect(await outcome).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('#token='),
        stderr: 'Ctrl-C ends it\n',
      });
      expect(await said).toContain('event: hello');
    },
  );
});
