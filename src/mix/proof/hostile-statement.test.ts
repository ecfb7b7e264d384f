import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { canonicalBytes } from '../../base/canonical.ts';
import { OutcrossError } from '../../base/errors.ts';
import { verificationText } from '../../cli/verification-text.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import type { Loose } from '../../proof/loose.test.support.ts';
import { bundleText, signBundle } from '../../proof/signature/bundle.ts';
import { type Built, built, KEY, proven, rowsOf, told, verified } from './proven.test.support.ts';

type Path = readonly (string | number)[];

/** Every place in a JSON value. */
function placesOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const below = Object.entries(value).flatMap(([key, inner]) =>
    placesOf(inner, [...at, Array.isArray(value) ? Number(key) : key]),
  );
  return [at, ...below];
}

const disk = scratch();
let set: Built;
let json: string;
let places: readonly Path[];
beforeAll(async () => {
  set = await built(join(disk.folder, 'hostile'), 'train.jsonl', rowsOf(0, 12));
  const { statement } = await proven(set.output);
  json = JSON.stringify(statement);
  places = placesOf(JSON.parse(json)).slice(1);
});

/** What becomes of a statement that a trusted key signed: whoever holds it may have signed anything. */
async function checked(edit: (statement: Loose) => void) {
  const statement = JSON.parse(json) as Loose;
  edit(statement);
  const proof = `${set.output}.proof.json`;
  writeFileSync(proof, bundleText(signBundle(canonicalBytes(statement), KEY)));
  return verified(proof, { data: [set.output] });
}

function put(statement: Loose, place: Path, value: unknown): void {
  let inner = statement;
  for (const key of place.slice(0, -1)) inner = inner[key];
  const last = place.at(-1)!;
  if (value === undefined) delete inner[last];
  else inner[last] = value;
}

const VALUES = [
  undefined,
  null,
  0,
  -1,
  0.5,
  1e308,
  '',
  'x',
  '__proto__',
  true,
  [],
  [null],
  {},
  { value: 'x' },
];

/** What is only said, and nothing that it could be held against: names, words, versions. */
const SAID = /^predicate\.(tool|settings|ledger|limits|manifest\.name|storedTree)/;

/** What is this program's fault, and never that of a statement. */
const OURS = new Set(['E_WORKER', 'E_INTERNAL']);

describe('a statement that a trusted key signed', () => {
  it('is checked to the end and shown, whatever stands in it, and never passes with other figures', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom(...VALUES), async (at, value) => {
        const place = places[at % places.length];
        const where = place.join('.');
        const before = JSON.parse(json);
        let same = false;
        try {
          const verification = await checked((statement) => {
            put(statement, place, value);
            same = JSON.stringify(statement) === JSON.stringify(before);
          });
          expect(verificationText(verification, { columns: 80, colour: false })).not.toBe('');
          if (same || SAID.test(where) || where.startsWith('predicate.reading')) return;
          expect({ where, value, passed: verification.passed }).toEqual({ where, value, passed: false });
        } catch (error) {
          // How rows are read may make them unreadable: that is told in words.
          if (!(error instanceof OutcrossError) || OURS.has(error.code)) throw error;
        }
      }),
      { numRuns: runs(200) },
    );
  });

  it.each<[string, unknown]>([
    ['textField', 5],
    ['idField', {}],
    ['columns', 'x'],
    ['format', 'xml'],
  ])('is told to read rows by a %s that there is not', async (member, value) => {
    const { differences } = await checked(({ predicate }) => {
      predicate.reading = { [member]: value };
    });
    expect(differences.map(({ id }) => id)).toEqual(['statement.form']);
    expect(differences[0].message).toContain(member);
  });

  it('is told to contradict itself where it counts one origin twice', async () => {
    const { passed, differences } = await checked(({ predicate: { counts } }) => {
      const [first] = counts.byOrigin;
      counts.byOrigin = [{ ...first, examples: 0, tokens: 0 }, ...counts.byOrigin];
    });
    expect(passed).toBe(false);
    expect(differences.map(({ id }) => id)).toEqual(['statement.form']);
  });

  it('is told to describe another key where it brings one that did not sign it', async () => {
    for (const signer of [{ spki: 'AAAA' }, { type: 'p256' }]) {
      const verification = await checked(({ predicate }) => Object.assign(predicate.signer, signer));
      expect(verification.passed).toBe(false);
      expect(told(verification)).toEqual(['signature.signer signer']);
    }
  });

  it('is told which rules of its own policy it breaks', async () => {
    const verification = await checked(({ predicate }) => {
      predicate.policy.human.minimum = 0.9;
    });
    expect(told(verification)).toContain('policy.rule policy.human.minimum');
    expect(told(verification)).toContain('statement.policy policyDigest');
  });
});
