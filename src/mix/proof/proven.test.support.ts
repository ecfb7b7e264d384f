import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { jsonl } from '../../corpus/fixtures.test.support.ts';
import { planShards } from '../../corpus/plan.ts';
import { readRecords } from '../../corpus/read.ts';
import { openSink } from '../../corpus/sink.ts';
import { newSigningKey, type SigningKey } from '../../proof/keys/signing-key.ts';
import type { Manifest } from '../manifest.ts';
import { buildPrepared, prepareMix } from '../mix.ts';
import { DEFAULT_POLICY, type Policy } from '../policy.ts';
import type { Difference } from './difference.ts';
import { type ProveOptions, proveMix } from './prove-mix.ts';
import type { Trust } from './trust.ts';
import type { Verification } from './verification.ts';
import { type VerifyOptions, verifyProof } from './verify-proof.ts';

export const KEY: SigningKey = newSigningKey('ed25519');
export const TRUST: Trust = { keys: [KEY] };

/** Rows stay as they are, in their order. */
export const PLAIN_POLICY: Policy = { ...DEFAULT_POLICY, order: 'input', weights: 'none' };

/** Rows with all that provenance can say. */
export function rowsOf(from: number, to: number): object[] {
  return Array.from({ length: to - from }, (_, k) => {
    const i = from + k;
    const isHuman = i % 2 === 0;
    return {
      id: `e${i}`,
      text: `Text number ${i}: ${'word '.repeat(1 + (i % 4))}é`,
      score: i / 4,
      provenance: {
        origin: isHuman ? 'human' : 'synthetic',
        source: `s${i % 3}`,
        ...(isHuman ? {} : { model: 'm1', generation: 1, evidence: i % 4 === 1 ? 'watermark' : 'declared' }),
      },
    };
  });
}

export interface Built {
  readonly folder: string;
  /** The set. */
  readonly output: string;
}

/** Mixes all rows, in their order, into `name` in a folder. */
export async function built(
  folder: string,
  name: string,
  rows: readonly object[],
  policy: Partial<Policy> = {},
  sink: object = {},
): Promise<Built> {
  mkdirSync(folder, { recursive: true });
  const input = join(folder, `input-of-${basename(name)}.jsonl`);
  writeFileSync(input, jsonl(rows));
  const whole = { ...PLAIN_POLICY, ...policy };
  const prepared = await prepareMix({ inputs: [input] }, whole, { workers: 0 });
  const output = join(folder, name);
  await buildPrepared(prepared, { output, workers: 0, version: '1.2.3', sink });
  return { folder, output };
}

export function proven(output: string, options: Partial<ProveOptions> = {}) {
  return proveMix(output, { signer: KEY, version: '1.2.3', workers: 0, ...options });
}

export function verified(proof: string, options: Partial<VerifyOptions> = {}): Promise<Verification> {
  return verifyProof(proof, { trust: TRUST, workers: 0, ...options });
}

/** All that belongs to a set, in another folder. */
export function copied({ folder, output }: Built, to: string): Built {
  mkdirSync(to, { recursive: true });
  const name = basename(output);
  for (const ending of ['', '.manifest.json', '.proof.json', '.tree']) {
    copyFileSync(join(folder, name + ending), join(to, name + ending));
  }
  return { folder: to, output: join(to, name) };
}

/** Differences in short: id, place and field. */
export function told(verification: Verification): string[] {
  return verification.differences.map(({ id, file, row, field }: Difference) => {
    const place = file === undefined ? '' : ` ${basename(file)}${row === undefined ? '' : `:${row}`}`;
    return `${id}${place}${field === undefined ? '' : ` ${field}`}`;
  });
}

/** What is told, but for what follows from the rest. */
export function mainly(verification: Verification): string[] {
  return told(verification).filter((line) => !/^(file\.digest|file\.records|tree\.|counts )/.test(line));
}

export function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').trimEnd().split('\n');
}

/** The set in another format, as a build would have written it. */
export async function inFormat({ folder, output }: Built, name: string): Promise<Built> {
  const to = join(folder, name);
  const sink = await openSink(to);
  const [shard] = await planShards({ inputs: [output] });
  const quiet = { badRow() {}, progress() {} };
  for await (const batch of readRecords(shard, { inputs: [output] }, quiet)) {
    for (const record of batch) await sink.write(record);
  }
  const { files } = await sink.close();
  const manifest = JSON.parse(readFileSync(`${output}.manifest.json`, 'utf8')) as Manifest;
  const outputs = files.map(({ path: _, ...file }) => file);
  writeFileSync(`${to}.manifest.json`, JSON.stringify({ ...manifest, outputs }));
  return { folder, output: to };
}
