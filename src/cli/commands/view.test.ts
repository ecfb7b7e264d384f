import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workspaces } from '../../workspace/fixtures.test.support.ts';
import { desk } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const { make, disk } = workspaces();

/** Runs `outcross view` until it is interrupted. */
async function viewing(...options: string[]) {
  const { folder } = await make('line: novels\n');
  const { context, out, err, interrupt } = desk({ OUTCROSS_ACTOR: 'zoe' });
  const status = run(['view', '--no-open', '--config', join(folder, 'outcross.yaml'), ...options], context);
  await expect.poll(() => out.text).toContain('\n');
  const [base, fragment] = out.text.trim().split('/#token=');
  const logIn = () =>
    fetch(`${base}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: fragment }),
    });
  return {
    base,
    out,
    err,
    logIn,
    end: () => {
      interrupt();
      return status;
    },
  };
}

describe('outcross view', () => {
  it('prints an address of this computer alone that lets in once, under the name of who started it', async () => {
    const { base, out, logIn, end } = await viewing();
    expect(out.text).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[A-Za-z0-9_-]{43}\n$/);
    const first = await logIn();
    expect(await first.json()).toMatchObject({ name: 'zoe', role: 'operate', local: true, line: 'novels' });
    const cookie = first.headers.get('set-cookie')!.split(';')[0];
    expect(cookie).toMatch(new RegExp(`^outcross-${new URL(base).port}=`));
    expect((await fetch(`${base}/api/session`, { headers: { cookie } })).status).toBe(200);
    expect((await logIn()).status).toBe(401);
    expect(await end()).toBe(0);
  });

  it('ends on Ctrl-C, with status 0, however many still listen', async () => {
    const { base, logIn, end } = await viewing();
    const cookie = (await logIn()).headers.get('set-cookie')!.split(';')[0];
    const stream = await fetch(`${base}/api/live`, { headers: { cookie } });
    const text = stream.text();
    expect(await end()).toBe(0);
    expect(await text).toContain('event: hello');
    await expect(fetch(`${base}/api/session`)).rejects.toThrow();
  });

  it('takes a port, and says so where another has it', async () => {
    const { base, end } = await viewing();
    const { folder } = await make('line: novels\n');
    const { context, err } = desk();
    const port = new URL(base).port;
    const config = join(folder, 'outcross.yaml');
    expect(await run(['view', '--no-open', '--port', port, '--config', config], context)).toBe(2);
    expect(err.text).toContain('error [E_NETWORK]');
    expect(err.text).toContain('--port');
    expect(await end()).toBe(0);
  });

  it('wants a workspace: it makes no ledger where nobody looks for one', async () => {
    const { context, err } = desk();
    const config = join(disk.folder, 'nowhere.yaml');
    expect(await run(['view', '--no-open', '--config', config], context)).toBe(2);
    expect(err.text).toContain('error [E_NOT_FOUND]');
  });
});
