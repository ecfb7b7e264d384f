import { canonicalBytes } from '../../base/canonical.ts';
import { OutcrossError } from '../../base/errors.ts';
import { digestOfHex } from '../merkle/hash.ts';
import { isCount } from '../merkle/inclusion.ts';
import { COUNT_KEYS, type CountRow } from './counts.ts';
import { readingFault } from './reading-fault.ts';
import {
  PREDICATE_TYPE,
  STATEMENT_TYPE,
  type Statement,
  TREE_ALGORITHM,
  type TrainingSet,
} from './statement.ts';

/** Reads the payload of an envelope. Throws `E_PROOF` for what is no statement of a training set, or not as this version writes it. */
export function readStatement(payload: Uint8Array, where: string): Statement {
  let value: Statement;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)) as Statement;
  } catch {
    throw wrong(where, 'its payload is no JSON');
  }
  const fault = faultOf(value);
  if (fault !== undefined) throw wrong(where, fault);
  if (!Buffer.from(canonicalBytes(value)).equals(payload))
    throw wrong(where, 'its payload is no canonical JSON');
  return value;
}

function faultOf(value: Statement): string | undefined {
  if (!isObject(value) || value._type !== STATEMENT_TYPE) return `its payload is no ${STATEMENT_TYPE}`;
  if (value.predicateType !== PREDICATE_TYPE)
    return `it states ${String(value.predicateType)}, not ${PREDICATE_TYPE}`;
  const { subject, predicate } = value;
  if (!areItems(subject, (item) => typeof item?.name === 'string' && isDigest(item?.digest?.sha256))) {
    return 'its subjects are none';
  }
  if (!isObject(predicate)) return 'it has no predicate';
  return (
    treeFault(predicate) ??
    partsFault(predicate) ??
    filesFault(value) ??
    readingFault(predicate.reading) ??
    besideFault(predicate)
  );
}

function treeFault({ tool, tree }: TrainingSet): string | undefined {
  if (![tool?.name, tool?.version].every(isText)) return 'it does not say which tool made it';
  if (tree?.algorithm !== TREE_ALGORITHM) return `its tree is made another way than ${TREE_ALGORITHM}`;
  return isCount(tree.size) && isDigest(tree.root) ? undefined : 'its tree has no size or no root';
}

function partsFault({
  counts,
  policy,
  policyDigest,
  rules,
  manifest,
  limits,
  extends: extended,
}: TrainingSet) {
  const keys = [...COUNT_KEYS, 'notHumanByGeneration'] as const;
  if (!isObject(counts) || !keys.every((key) => areCounts(counts[key])) || !isAmount(counts)) {
    return 'its counts are none';
  }
  if (!isObject(policy) || !isDigest(policyDigest) || !areItems(rules, isObject)) return 'it has no policy';
  if (
    !isObject(manifest?.content) ||
    !isDigest(manifest.digest?.sha256) ||
    typeof manifest.name !== 'string'
  ) {
    return 'it has no manifest';
  }
  const said = [limits?.shows, limits?.doesNotShow];
  if (!said.every((sentences) => areItems(sentences, isText) && sentences.length > 0)) {
    return 'it does not say what it does not show';
  }
  if (extended === undefined) return undefined;
  const whole = isCount(extended?.size) && isDigest(extended.root) && areItems(extended.proof, isDigest);
  return whole ? undefined : 'what it says of the set before it is damaged';
}

function filesFault({ subject, predicate: { files } }: Statement) {
  const named = areItems(files, (file) => typeof file?.name === 'string' && isCount(file.records));
  if (!named || files.length !== subject.length) return 'its files are none';
  return files.some((file, i) => file.name !== subject[i].name)
    ? 'its files are not its subjects'
    : undefined;
}

function besideFault({ settings, signer, ledger, storedTree }: TrainingSet) {
  if (![settings?.tokenizer, settings?.hash].every(isText)) return 'it does not say how tokens are counted';
  const signed = signer === undefined || [signer?.keyId, signer?.type, signer?.spki].every(isText);
  if (!signed) return 'it does not say who signed it';
  if (ledger !== undefined && !(isCount(ledger?.seq) && isDigest(ledger.digest))) {
    return 'what it says of the ledger is damaged';
  }
  const stored =
    storedTree === undefined || (isText(storedTree?.name) && isDigest(storedTree.digest?.sha256));
  return stored ? undefined : 'its stored tree has no name or digest';
}

function isAmount(value: unknown): boolean {
  return isObject(value) && isCount(value['examples']) && isCount(value['tokens']);
}

/** Amounts, each of a value of its own: of two of one value nobody could say which holds. */
function areCounts(rows: readonly (CountRow & { readonly origin?: string })[]): boolean {
  if (!areItems(rows, isCountRow)) return false;
  const names = rows.map(({ value, origin }) => JSON.stringify([value ?? null, origin ?? null]));
  return new Set(names).size === rows.length;
}

function isCountRow(row: CountRow): boolean {
  return isAmount(row) && (row.value === undefined || isText(row.value));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isDigest(value: unknown): boolean {
  return digestOfHex(value) !== undefined;
}

function areItems<T>(value: readonly T[], is: (item: T) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

function wrong(where: string, why: string): OutcrossError {
  return new OutcrossError('E_PROOF', `${where} proves no training set: ${why}`, {
    where,
    hint: 'It may be of another version of outcross, or of another tool.',
  });
}
