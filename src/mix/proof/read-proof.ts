import { readFile } from 'node:fs/promises';
import { OutcrossError } from '../../base/errors.ts';
import { readFailure, systemCode } from '../../corpus/failure.ts';
import { missing } from '../../corpus/missing.ts';
import { digestOfHex } from '../../proof/merkle/hash.ts';
import { isCount } from '../../proof/merkle/inclusion.ts';
import { bundleOfJson, type SignedBundle } from '../../proof/signature/bundle.ts';

export const INCLUSION_SCHEMA = 'outcross.inclusion-proof/1';

/** That an example stands in a set: all that is needed to check it, without the set. */
export interface InclusionDocument {
  readonly schema: typeof INCLUSION_SCHEMA;
  /** The row as canonical JSON: the leaf. */
  readonly leaf: string;
  readonly index: number;
  /** Hashes from the leaf's sibling upwards, in hexadecimal digits. */
  readonly path: readonly string[];
  /** The signed statement of the set. */
  readonly bundle: Readonly<Record<string, unknown>>;
}

/** What a file of a proof holds. */
export interface ProofDocument {
  readonly bundle: SignedBundle;
  /** Of an example; absent in the proof of a set. */
  readonly inclusion?: InclusionDocument;
}

/** The remedy for what never was a proof, and for one that is damaged. */
const NO_PROOF =
  'Name the proof, which ends in .proof.json and stands beside its set; if this is it, get it again from where it was published.';

/** Throws `E_NOT_FOUND`, `E_UNREADABLE`. */
export function readProofText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(async (error) => {
    throw systemCode(error) === 'ENOENT' ? await missing(path) : readFailure(path, error);
  });
}

/** Reads a proof of a set or of an example. Throws `E_PROOF` for what is neither, or was cut short. */
export function parseProof(text: string, where: string): ProofDocument {
  let json: Record<string, unknown>;
  try {
    json = JSON.parse(text) as Record<string, unknown>;
  } catch (cause) {
    throw new OutcrossError('E_PROOF', `${where} is no JSON: it is no proof, or was cut short or altered`, {
      where,
      cause,
      hint: NO_PROOF,
    });
  }
  if (json?.['schema'] !== INCLUSION_SCHEMA) return { bundle: bundleOfJson(json, where) };
  const fault = faultOf(json);
  if (fault !== undefined) {
    throw new OutcrossError('E_PROOF', `${where} is no proof of an example as it was written: ${fault}`, {
      where,
      hint: 'Get the file again from where it was published.',
    });
  }
  const inclusion = json as unknown as InclusionDocument;
  return { bundle: bundleOfJson(inclusion.bundle, where), inclusion };
}

/** The only keys that there are: what stands beside them would be covered by nothing. */
const KEYS = ['schema', 'leaf', 'index', 'path', 'bundle'];

function faultOf(json: Record<string, unknown>): string | undefined {
  const other = Object.keys(json).find((key) => !KEYS.includes(key));
  if (other !== undefined) return `${JSON.stringify(other)} is no part of it`;
  const { leaf, index, path } = json;
  if (typeof leaf !== 'string') return 'it holds no leaf';
  if (!isCount(index)) return 'its index is none';
  return Array.isArray(path) && path.every((step) => digestOfHex(step) !== undefined)
    ? undefined
    : 'its path is none';
}
