import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { newSigningKey } from '../../proof/keys/signing-key.ts';
import type { Loose } from '../../proof/loose.test.support.ts';
import { bundleText, signBundle } from '../../proof/signature/bundle.ts';
import { type Statement, statementBytes } from '../../proof/statement/statement.ts';
import {
  type Built,
  built,
  copied,
  KEY,
  linesOf,
  mainly,
  PLAIN_POLICY,
  proven,
  rowsOf,
  TRUST,
  told,
  verified,
} from './proven.test.support.ts';

const disk = scratch();
let original: Built;
let copies = 0;
beforeAll(async () => {
  original = await built(join(disk.folder, 'set'), 'train.jsonl', rowsOf(0, 40));
  await proven(original.output);
});

/** A copy of the set and its proof, altered; then checked with its data. */
async function altering(alter: (set: Built) => void, options: Parameters<typeof verified>[1] = {}) {
  const set = copied(original, join(disk.folder, `copy-${copies++}`));
  alter(set);
  return verified(`${set.output}.proof.json`, { data: [set.output], ...options });
}

/** The set with other lines. */
const lines = (edit: (lines: string[]) => string[]) => (set: Built) =>
  writeFileSync(set.output, `${edit(linesOf(set.output)).join('\n')}\n`);
const line = (i: number, from: string, to: string) =>
  lines((all) => {
    expect(all[i]).toContain(from);
    return all.with(i, all[i].replace(from, to));
  });

/** The proof with another statement, signed again. */
function resigned(edit: (statement: Loose) => void, key = KEY) {
  return ({ output }: Built) => {
    const path = `${output}.proof.json`;
    const { payload } = JSON.parse(readFileSync(path, 'utf8')).dsseEnvelope;
    const statement = JSON.parse(Buffer.from(payload, 'base64').toString()) as Statement;
    edit(statement);
    writeFileSync(path, bundleText(signBundle(statementBytes(statement), key)));
  };
}

describe('verifyProof of a set', () => {
  it('passes where nothing was altered, and says what it checked', async () => {
    const verification = await altering(() => {});
    expect(verification).toMatchObject({ passed: true, differences: [], notChecked: [] });
    expect(verification.checked).toEqual([
      'signature',
      'statement',
      'files',
      'rows',
      'counts',
      'policy',
      'manifest',
    ]);
    expect(verification.signature).toEqual({ trusted: true, keyId: KEY.id, type: 'ed25519' });
    expect(verification.limits?.doesNotShow.join(' ')).toContain('That a label is true');
  });

  it('checks what is signed alone without the data, and says what it did not look at', async () => {
    const verification = await altering(() => {}, { data: undefined as never });
    expect(verification.passed).toBe(true);
    expect(verification.notChecked.map(({ check }) => check)).toEqual(['files', 'rows', 'counts']);
  });

  it.each([
    ['a text', line(6, 'number 6', 'number 7'), ['row.changed train.jsonl:7 text']],
    ['an id', line(6, '"e6"', '"e06"'), ['row.changed train.jsonl:7 id']],
    ['an origin', line(6, 'human', 'mixed'), ['row.changed train.jsonl:7 provenance.origin']],
    ['any other field', line(6, '"score":1.5', '"score":1.25'), ['row.changed train.jsonl:7 score']],
    ['a field that is added', line(6, '"score"', '"note":1,"score"'), ['row.changed train.jsonl:7 note']],
    ['a field that is removed', line(6, '"score":1.5,', ''), ['row.changed train.jsonl:7 score']],
    ['a dropped row', lines((all) => all.toSpliced(6, 1)), ['row.dropped train.jsonl:7']],
    ['a dropped last row', lines((all) => all.slice(0, -1)), ['row.dropped train.jsonl:40']],
    [
      'an added row',
      lines((all) => all.toSpliced(6, 0, '{"text":"new","provenance":{"origin":"human"}}')),
      ['row.added train.jsonl:7'],
    ],
    ['a row that stands twice', lines((all) => [...all, all[3]]), ['row.added train.jsonl:41']],
    [
      'a swapped pair',
      lines((all) => all.with(6, all[20]).with(20, all[6])),
      ['row.moved train.jsonl:7', 'row.moved train.jsonl:21'],
    ],
    [
      'a row that is no JSON any more',
      line(6, '{', '['),
      ['row.malformed train.jsonl:7', 'row.dropped train.jsonl:7'],
    ],
    [
      'an origin outside the vocabulary',
      line(6, 'human', 'humen'),
      ['row.malformed train.jsonl:7', 'row.dropped train.jsonl:7'],
    ],
  ])('finds and names %s', async (_, alter, expected) => {
    const verification = await altering(alter);
    expect(verification.passed).toBe(false);
    expect(mainly(verification)).toEqual(expected);
    expect(told(verification)).toContain('file.digest train.jsonl sha256');
  });

  it('names everything that differs, not only the first', async () => {
    const edit = lines((all) =>
      all
        .with(3, all[3].replace('number', 'figure'))
        .with(30, all[30].replace('"s0"', '"s9"'))
        .toSpliced(12, 1),
    );
    expect(mainly(await altering(edit))).toEqual([
      'row.changed train.jsonl:4 text',
      'row.dropped train.jsonl:13',
      'row.changed train.jsonl:30 provenance.source',
    ]);
  });

  it('tells what the counts became', async () => {
    const verification = await altering(line(6, 'human', 'synthetic'));
    const count = verification.differences.find(({ field }) => field === 'counts.byOrigin.human.examples');
    expect(count).toMatchObject({ expected: 20, found: 19 });
  });

  it('tells bytes that differ from rows that do', async () => {
    const verification = await altering(lines((all) => all.with(3, all[3].replace('{', '{ '))));
    expect(told(verification)).toEqual(['file.digest train.jsonl sha256']);
    expect(verification.notes.join()).toContain('no value of a row');
  });

  it('names the file where the stored tree is not there, or is another', async () => {
    const edit = line(6, 'number', 'figure');
    const without = await altering((set) => {
      edit(set);
      rmSync(`${set.output}.tree`);
    });
    expect(told(without).slice(0, 2)).toEqual(['file.digest train.jsonl sha256', 'tree.root tree.root']);
    expect(without.notes.join()).toContain('the stored tree');
    const other = await altering((set) => {
      edit(set);
      const tree = readFileSync(`${set.output}.tree`);
      tree[100] ^= 1;
      writeFileSync(`${set.output}.tree`, tree);
    });
    expect(told(other)).toEqual(told(without));
    expect(other.notes.join()).toContain('is not the tree that was stored');
  });

  it.each([
    ['a file that became empty', (set: Built) => truncateSync(set.output, 0), 'file.unreadable'],
    ['a file that was cut in a row', (set: Built) => truncateSync(set.output, 1000), 'row.malformed'],
  ])('finds %s', async (_, alter, expected) => {
    const verification = await altering(alter);
    expect(verification.passed).toBe(false);
    expect(verification.differences.map(({ id }) => id)).toContain(expected);
  });

  it('finds a foreign signature, and names its fingerprint', async () => {
    const foreign = newSigningKey('p256');
    const sign = resigned(
      (s) => (s.predicate.signer = { keyId: foreign.id, type: 'p256', spki: '' }),
      foreign,
    );
    const verification = await altering(sign);
    expect(told(verification)).toEqual(['signature.foreign']);
    expect(verification.differences[0].message).toContain(foreign.id);
    expect(verification.signature.trusted).toBe(false);
  });

  it('finds a foreign signature under the name of a trusted key', async () => {
    const verification = await altering(resigned(() => {}, { ...newSigningKey('ed25519'), id: KEY.id }));
    expect(told(verification)).toEqual(['signature.invalid']);
  });

  it('trusts a key that the statement brings by its whole fingerprint alone', async () => {
    const trust = { keys: [], fingerprints: [KEY.id] };
    expect((await altering(() => {}, { trust })).passed).toBe(true);
    expect((await altering(() => {}, { trust: { keys: [] } })).passed).toBe(false);
    const foreign = newSigningKey('ed25519');
    const lie = resigned((s) => (s.predicate.signer.keyId = KEY.id), { ...foreign, id: KEY.id });
    expect(told(await altering(lie, { trust }))).toEqual(['signature.invalid']);
  });

  it.each<[string, (statement: Loose) => void, string]>([
    [
      'a count',
      (s) => (s.predicate.counts.byOrigin[0].examples = 39),
      'statement.counts counts.byOrigin.examples',
    ],
    ['a size', (s) => (s.predicate.tree.size = 41), 'statement.counts tree.size'],
    ['a policy', (s) => (s.predicate.policy.human.minimum = 0.1), 'statement.policy policyDigest'],
    ['a verdict', (s) => (s.predicate.verdict = { verdict: 'healthy' }), 'statement.manifest verdict'],
    [
      'a manifest',
      (s) => (s.predicate.manifest.content.composition.tokens = 1),
      'statement.manifest composition.tokens',
    ],
    [
      'a subject',
      (s) => (s.subject[0].digest.sha256 = 'a'.repeat(64)),
      'statement.manifest outputs.0.sha256',
    ],
    ['a rule', (s) => (s.predicate.rules[0].got = 1), 'statement.manifest rules.0.got'],
  ])('finds %s that was edited, though the key signed it again', async (_, edit, expected) => {
    const verification = await altering(resigned(edit), { data: undefined as never });
    expect(verification.signature.trusted).toBe(true);
    expect(verification.passed).toBe(false);
    expect(told(verification)).toContain(expected);
  });

  it('finds a payload that was edited and not signed again', async () => {
    const verification = await altering(({ output }) => {
      const path = `${output}.proof.json`;
      const json = JSON.parse(readFileSync(path, 'utf8'));
      const payload = Buffer.from(json.dsseEnvelope.payload, 'base64')
        .toString()
        .replace('"examples":40', '"examples":41');
      json.dsseEnvelope.payload = Buffer.from(payload).toString('base64');
      writeFileSync(path, JSON.stringify(json));
    });
    expect(told(verification)).toContain('signature.invalid');
    expect(told(verification)).toContain('counts counts.examples');
  });

  it('names every key of a manifest that was edited', async () => {
    const verification = await altering(({ output }) => {
      const path = `${output}.manifest.json`;
      const edited = JSON.parse(readFileSync(path, 'utf8'));
      edited.policy.human.minimum = 0.1;
      edited.inputs[0].sha256 = 'b'.repeat(64);
      writeFileSync(path, JSON.stringify(edited, undefined, 2));
    });
    expect(told(verification)).toEqual([
      'manifest train.jsonl.manifest.json sha256',
      'manifest train.jsonl.manifest.json inputs.0.sha256',
      'manifest train.jsonl.manifest.json policy.human.minimum',
    ]);
  });

  it('finds a manifest that was cut short', async () => {
    const verification = await altering(({ output }) => truncateSync(`${output}.manifest.json`, 200));
    expect(told(verification)).toEqual([
      'manifest train.jsonl.manifest.json sha256',
      'manifest train.jsonl.manifest.json',
    ]);
  });

  it('finds a bundle that was cut short, wherever', async () => {
    const { length } = readFileSync(`${original.output}.proof.json`);
    for (const size of [0, 1, 100, Math.floor(length / 2), length - 2]) {
      const verification = await altering(({ output }) => truncateSync(`${output}.proof.json`, size));
      expect(verification.passed).toBe(false);
      expect(told(verification)).toEqual(['bundle.form train.jsonl.proof.json']);
      expect(verification.differences[0].remedy).toContain('get it again from where it was published');
    }
  });

  it('holds the set against another policy: what the policy says otherwise, and which rule is not kept', async () => {
    const policy = { ...PLAIN_POLICY, human: { minimum: 0.6 } };
    const verification = await altering(() => {}, { policy: { policy, where: 'strict.yaml' } });
    expect(told(verification)).toEqual([
      'policy policy.human.minimum',
      'policy.rule policy.human.minimum',
      'policy.rule policy.human.minimum',
    ]);
    expect(verification.differences[1].message).toContain('strict.yaml');
    expect((await altering(() => {}, { policy: { policy: PLAIN_POLICY, where: 'p.yaml' } })).passed).toBe(
      true,
    );
  });

  it('holds recomputed counts against the policy', async () => {
    const verification = await altering(
      lines((all) => all.map((each) => each.replace('"human"', '"mixed"'))),
    );
    expect(told(verification)).toContain('policy.rule policy.human.minimum');
  });

  it('names files that are missing, and files that are not of the set', async () => {
    const extra = disk.write('extra.jsonl', '{"text":"x"}\n');
    const { output } = original;
    const more = await verified(`${output}.proof.json`, { data: [output, extra] });
    expect(told(more)).toEqual(['file.extra extra.jsonl']);
    await expect(verified(`${output}.proof.json`, { data: ['nowhere.jsonl'] })).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
  });

  it('takes the set under another name', async () => {
    const renamed = join(disk.folder, 'renamed.jsonl');
    copyFileSync(original.output, renamed);
    expect((await verified(`${original.output}.proof.json`, { data: [renamed], trust: TRUST })).passed).toBe(
      true,
    );
  });

  it('does not pass a proof that a certificate signed: whose it is was not checked', async () => {
    const verification = await altering(({ output }) => {
      const path = `${output}.proof.json`;
      const json = JSON.parse(readFileSync(path, 'utf8'));
      json.verificationMaterial = { certificate: { rawBytes: 'AAAA' }, timestampVerificationData: {} };
      delete json.dsseEnvelope.signatures[0].keyid;
      writeFileSync(path, JSON.stringify(json));
    });
    expect(verification.passed).toBe(false);
    expect(told(verification)).toContain('signature.certificate');
  });
});
