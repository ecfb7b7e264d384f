import { type Bundle, bundleFromJSON } from '@sigstore/bundle';
import { describe, expect, it } from 'vitest';
import type { Loose } from '../loose.test.support.ts';
import { entryFault } from './log-entry.ts';
import { localSigstore } from './sigstore.test.support.ts';

const { json } = localSigstore().sign(Buffer.from('{}'));
const leaf = Buffer.from((json as Loose).verificationMaterial.certificate.rawBytes, 'base64');

function faultOf(edit: (entry: Loose) => void): string | undefined {
  const copy = structuredClone(json) as Loose;
  edit(copy.verificationMaterial.tlogEntries[0]);
  return entryFault(bundleFromJSON(copy) as Bundle, leaf);
}

describe('entryFault', () => {
  it('finds nothing in an entry as a log gives it', () => {
    expect(faultOf(() => {})).toBeUndefined();
  });

  it('lets witnesses sign a checkpoint too', () => {
    expect(
      faultOf(
        ({ inclusionProof: { checkpoint } }) =>
          (checkpoint.envelope += '\u2014 witness.example.com:1 AAAAAAAA\n'),
      ),
    ).toBeUndefined();
  });

  it.each(['(a+)+$', '[', 'a|b', '\\', `${'a'.repeat(300)}`])(
    'finds a name that is a pattern: %s',
    (name) => {
      expect(
        faultOf(({ inclusionProof: { checkpoint } }) => (checkpoint.envelope += `\u2014 ${name} AAAAAAAA\n`)),
      ).toMatch(/a name under its checkpoint/);
    },
  );

  it('finds a tree that is not that of the checkpoint', () => {
    expect(faultOf(({ inclusionProof }) => (inclusionProof.treeSize = '6'))).toMatch(/another tree/);
    expect(
      faultOf(({ inclusionProof }) => (inclusionProof.rootHash = Buffer.alloc(32).toString('base64'))),
    ).toMatch(/another tree/);
  });

  it('finds another certificate in the entry, or none', () => {
    const other = Buffer.concat([leaf, Buffer.of(0)]);
    expect(entryFault(bundleFromJSON(json) as Bundle, other)).toMatch(/another certificate/);
    const empty = Buffer.from('{"spec":{}}').toString('base64');
    expect(faultOf((entry) => (entry.canonicalizedBody = empty))).toMatch(/another certificate/);
  });
});
