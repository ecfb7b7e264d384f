import { afterEach, describe, expect, it, vi } from 'vitest';
import { ScriptFailure, script } from '../../scripts/setup/failure.mjs';
import { binaryOf, runNode, runNpm } from '../../scripts/setup/run.mjs';
import { temporaryFolder } from './temporary.mjs';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('running a script', () => {
  it('gives its status and, captured, both of its outputs', () => {
    const root = temporaryFolder({
      'a.mjs': "console.log('out'); console.error('err'); process.exitCode = 3;",
    });
    const { status, output } = runNode(root, ['a.mjs'], { capture: true });
    expect(status).toBe(3);
    expect(output).toContain('out\n');
    expect(output).toContain('err\n');
  });

  it('hands arguments over as they are, spaces and quotes included', () => {
    const root = temporaryFolder({ 'a.mjs': 'console.log(JSON.stringify(process.argv.slice(2)));' });
    const args = ['a b', '"c"', '$HOME', ''];
    expect(JSON.parse(runNode(root, ['a.mjs', ...args], { capture: true }).output)).toEqual(args);
  });

  it.skipIf(process.platform === 'win32')('tells an interruption from a crash', () => {
    const root = temporaryFolder({
      'interrupted.mjs': "process.kill(process.pid, 'SIGINT'); setTimeout(() => {}, 10_000);",
      'killed.mjs': "process.kill(process.pid, 'SIGKILL'); setTimeout(() => {}, 10_000);",
    });
    expect(runNode(root, ['interrupted.mjs']).status).toBe(130);
    expect(runNode(root, ['killed.mjs']).status).toBe(1);
  });

  it('fails with a message where npm cannot be started', () => {
    vi.stubEnv('npm_execpath', '');
    vi.stubEnv('PATH', '');
    expect(() => runNpm(temporaryFolder({}), ['--version'], { capture: true })).toThrow(ScriptFailure);
  });
});

describe('the script of a command', () => {
  it('is what the package names, by command or alone', () => {
    const root = temporaryFolder({
      'node_modules/one/package.json': '{ "bin": "./one.js" }',
      'node_modules/two/package.json': '{ "bin": { "a": "./a.js", "b": "./b.js" } }',
    });
    expect(binaryOf(root, 'one', 'one')).toMatch(/one[\\/]one\.js$/);
    expect(binaryOf(root, 'two', 'b')).toMatch(/two[\\/]b\.js$/);
  });
});

describe('the main function of a script', () => {
  const before = process.exitCode;
  afterEach(() => {
    process.exitCode = before;
  });

  it('sets the exit status, 0 where it gives none', async () => {
    await script(() => 4);
    expect(process.exitCode).toBe(4);
    await script(() => {});
    expect(process.exitCode).toBe(0);
  });

  it('prints the message of a failure without a stack, and its status becomes the exit status', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    await script(() => {
      throw new ScriptFailure('no luck', 5);
    });
    expect(said.mock.calls).toEqual([['no luck']]);
    expect(process.exitCode).toBe(5);
  });

  it('lets an error in the script itself through', async () => {
    const broken = async () => {
      throw new TypeError('a mistake');
    };
    await expect(script(broken)).rejects.toThrow(TypeError);
  });
});
