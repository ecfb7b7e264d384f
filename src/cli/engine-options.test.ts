import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addEngineOptions, type EngineOptions, hands, sparkOptions, withEngine } from './engine-options.ts';
import { desk } from './fixtures.test.support.ts';

const workspace = (engine?: unknown) => ({
  file: undefined,
  folder: '/opt',
  config: (engine === undefined ? {} : { engine }) as never,
  placeOf: () => 'outcross.yaml:3',
});

function parsed(...args: readonly string[]): EngineOptions {
  const command = addEngineOptions(new Command()).exitOverride();
  command.configureOutput({ writeErr: () => {} });
  return command.parse(args, { from: 'user' }).opts();
}

const chosen = (options: EngineOptions, engine?: unknown, env = {}) =>
  sparkOptions(options, workspace(engine), { env });

describe('the engine', () => {
  it('is this process where nothing else is said', async () => {
    expect(chosen({})).toBeUndefined();
    expect(chosen({}, 'embedded')).toBeUndefined();
    expect(await withEngine({}, workspace(), desk().context, async (engine) => engine)).toBeUndefined();
  });

  it('is Spark by options, with its properties', () => {
    const conf = ['--spark-conf', 'a.b=1', '--spark-conf', 'c=x=y'];
    const options = parsed('--engine', 'spark', '--master', 'local[2]', '--task-bytes', '1000', ...conf);
    expect(chosen(options)).toMatchObject({
      master: 'local[2]',
      taskBytes: 1000,
      conf: { 'a.b': '1', c: 'x=y' },
      runId: expect.stringMatching(/^outcross-[0-9a-f]{8}$/),
    });
  });

  it('is Spark by outcross.yaml, its paths taken from there, and options over it', () => {
    const section = {
      name: 'spark',
      master: 'spark://a:1',
      python: 'venv/bin/python',
      archive: 'e.tar.gz',
      conf: { a: '1', b: '1' },
    };
    expect(chosen({ sparkConf: { b: '2' } }, section)).toMatchObject({
      master: 'spark://a:1',
      python: '/opt/venv/bin/python',
      archive: '/opt/e.tar.gz',
      conf: { a: '1', b: '2' },
    });
    expect(chosen({ master: 'yarn' }, section)).toMatchObject({ master: 'yarn' });
    expect(chosen({ engine: 'embedded' }, section)).toBeUndefined();
    expect(chosen({}, { ...section, python: 'python3.11' })).toMatchObject({ python: 'python3.11' });
  });

  it('is the application that started this process', () => {
    const env = { OUTCROSS_SPARK_CHANNEL: '3,4' };
    expect(chosen({}, undefined, env)).toEqual({ runId: expect.any(String) });
    expect(chosen({ engine: 'embedded' }, undefined, env)).toBeUndefined();
  });

  it('takes no threads of this process with Spark, by options, by outcross.yaml or in an application', () => {
    const refused = expect.objectContaining({ code: 'E_USAGE', where: '--workers' });
    expect(() => chosen({ engine: 'spark', master: 'yarn', workers: 2 })).toThrow(refused);
    expect(() => chosen({ workers: 0 }, { name: 'spark', master: 'yarn' })).toThrow(refused);
    expect(() => chosen({ workers: 1 }, undefined, { OUTCROSS_SPARK_CHANNEL: '3,4' })).toThrow(refused);
    expect(chosen({ workers: 2 })).toBeUndefined();
    expect(chosen({ workers: 2, engine: 'embedded' }, 'spark')).toBeUndefined();
  });

  it('is handed on where there is one, and threads where they were counted', () => {
    const engine = {} as never;
    expect(hands(undefined, undefined)).toEqual({});
    expect(hands(engine, undefined)).toEqual({ engine });
    expect(hands(undefined, 0)).toEqual({ workers: 0 });
  });

  it('calls every run by another name', () => {
    const one = () => chosen({ engine: 'spark', master: 'yarn' })!.runId;
    expect(one()).not.toBe(one());
  });

  it('is not Spark without a master', () => {
    expect(() => chosen({ engine: 'spark' })).toThrow(
      expect.objectContaining({ code: 'E_USAGE', where: '--master' }),
    );
    expect(() => chosen({}, 'spark')).toThrow(expect.objectContaining({ where: 'outcross.yaml:3' }));
  });

  it.each([
    [{ master: 'yarn' }, '--master'],
    [{ taskBytes: 5 }, '--task-bytes'],
    [{ sparkConf: {} }, '--spark-conf'],
  ])('is not told %j in vain', (options, where) => {
    expect(() => chosen(options)).toThrow(expect.objectContaining({ code: 'E_USAGE', where }));
  });

  it.each([
    ['--spark-conf', 'nothing'],
    ['--spark-conf', '=1'],
    ['--engine', 'flink'],
    ['--task-bytes', '0'],
  ])('refuses %s %s', (...args) => {
    expect(() => parsed(...args)).toThrow();
  });
});
