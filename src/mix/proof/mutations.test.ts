import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { THOROUGH } from '../../../test/fixtures/thorough.ts';
import { Rng } from '../../base/rng.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { type Built, built, copied, proven, rowsOf, verified } from './proven.test.support.ts';

const disk = scratch();
/** Of six kinds in turn. */
const CHANGES = THOROUGH ? 500 : 120;
let set: Built;
beforeAll(async () => {
  const original = await built(join(disk.folder, 'set'), 'train.jsonl', rowsOf(0, 30));
  await proven(original.output);
  set = copied(original, join(disk.folder, 'altered'));
});

type Edit = (bytes: Buffer, rng: Rng) => Buffer;

const EDITS: readonly Edit[] = [
  (bytes, rng) => {
    const altered = Buffer.from(bytes);
    altered[rng.int(bytes.length)] ^= 1 << rng.int(8);
    return altered;
  },
  (bytes, rng) => {
    const altered = Buffer.from(bytes);
    altered[rng.int(bytes.length)] = 32 + rng.int(95);
    return altered;
  },
  (bytes, rng) => {
    const at = rng.int(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + rng.int(40))]);
  },
  (bytes, rng) => {
    const at = rng.int(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), Buffer.of(32 + rng.int(95)), bytes.subarray(at)]);
  },
  (bytes, rng) => bytes.subarray(0, rng.int(bytes.length)),
  (bytes, rng) => {
    const [a, b] = [rng.int(bytes.length), rng.int(bytes.length)].sort((x, y) => x - y);
    const length = Math.min(1 + rng.int(30), b - a, bytes.length - b);
    const altered = Buffer.from(bytes);
    bytes.copy(altered, a, b, b + length);
    bytes.copy(altered, b, a, a + length);
    return altered;
  },
];

/** True where two texts are JSON of the same value: the bundle was not altered, only laid out otherwise. */
function isSameJson(a: Buffer, b: Buffer): boolean {
  try {
    return JSON.stringify(JSON.parse(a.toString())) === JSON.stringify(JSON.parse(b.toString()));
  } catch {
    return false;
  }
}

describe('a proof', () => {
  it.each([
    ['the bundle', '.proof.json', isSameJson],
    ['the data', '', () => false],
  ] as const)(`is never accepted after any of ${CHANGES} random changes of %s`, async (_, ending, isSame) => {
    const path = set.output + ending;
    const original = readFileSync(path);
    const check = () => verified(`${set.output}.proof.json`, { data: [set.output] });
    const rng = new Rng(`mutations of ${ending}`);
    let tried = 0;
    while (tried < CHANGES) {
      const altered = EDITS[tried % EDITS.length](original, rng);
      if (altered.equals(original) || isSame(altered, original)) continue;
      tried++;
      writeFileSync(path, altered);
      const { passed, differences } = await check();
      expect({ tried, passed }).toEqual({ tried, passed: false });
      expect(differences.length).toBeGreaterThan(0);
    }
    writeFileSync(path, original);
    expect((await check()).passed).toBe(true);
  });

  it(`is never accepted after any of ${CHANGES} random changes of its manifest`, async () => {
    const path = `${set.output}.manifest.json`;
    const original = readFileSync(path);
    const rng = new Rng('mutations of the manifest');
    for (let i = 0; i < CHANGES; i++) {
      const altered = EDITS[i % EDITS.length](original, rng);
      if (altered.equals(original)) continue;
      writeFileSync(path, altered);
      expect((await verified(`${set.output}.proof.json`)).passed).toBe(false);
    }
    writeFileSync(path, original);
  });
});
