import { OutcrossError } from '../../base/errors.ts';
import { hashText } from '../../base/hash.ts';
import { findRow } from '../../engine/proof/find-row.ts';
import { leafCorpus } from '../../engine/proof/leaf-corpus.ts';
import type { RunRowsOptions } from '../../engine/rows/run-rows.ts';
import { RowEncoder } from '../../proof/leaf/row-encoder.ts';
import { type Digest, digestOfHex, hexOf, leafDigest } from '../../proof/merkle/hash.ts';
import { isIncluded } from '../../proof/merkle/inclusion.ts';
import { TreeBuilder } from '../../proof/merkle/tree-builder.ts';
import { readStatement } from '../../proof/statement/read-statement.ts';
import type { Statement } from '../../proof/statement/statement.ts';
import type { TreePart } from '../../proof/tree-file/layout.ts';
import { TreeFile } from '../../proof/tree-file/tree-file.ts';
import { INCLUSION_SCHEMA, type InclusionDocument, parseProof, readProofText } from './read-proof.ts';
import { exists, filesBeside, setBeside } from './set-beside.ts';

export interface ProvenExample {
  readonly document: InclusionDocument;
  /** Examples of the set that have the id: the proof is of the first. */
  readonly sameId: number;
  readonly fromTree: boolean;
  /** What it was made of: files of the set, its manifest, its tree. */
  readonly madeOf: readonly string[];
}

interface Place {
  readonly index: number;
  readonly path: readonly Digest[];
  readonly part: TreePart;
  readonly row: number;
  readonly digest: Digest;
  readonly sameId: number;
}

/**
 * Proves that an example stands in a set that was proven: from the stored tree by reading a few pages, without it by reading the set. Throws `E_NOT_FOUND`
 * where no example has the id, `E_PROOF` where set, tree and proof do not belong together.
 */
export async function proveExample(
  bundlePath: string,
  id: string,
  options: RunRowsOptions = {},
): Promise<ProvenExample> {
  const { bundle } = parseProof(await readProofText(bundlePath), bundlePath);
  const statement = readStatement(bundle.envelope.payload, bundlePath);
  const beside = setBeside(statement, bundlePath);
  const files = await filesBeside(statement, beside);
  if (files === undefined) {
    throw new OutcrossError('E_NOT_FOUND', `the files of the set do not stand beside ${bundlePath}`, {
      where: beside.output,
      hint: 'The proof of an example holds its row: put the set beside its proof.',
    });
  }
  const { reading, tree } = statement.predicate;
  const fromTree = beside.tree !== undefined && (await exists(beside.tree));
  const place = fromTree
    ? await placeInTree(beside.tree!, id, statement)
    : await placeInSet(files, id, statement, options);
  const file = files[place.part.file];
  const record = await findRow(file, { ...reading, inputs: [file] }, place.part, place.row);
  const leaf = record && new RowEncoder().encode(record.value);
  if (leaf === undefined || leafDigest(leaf) !== place.digest) {
    throw new OutcrossError('E_PROOF', `${file}:${place.row} is not the row that was proven`, {
      where: `${file}:${place.row}`,
      hint: `See what else differs: outcross verify ${bundlePath} --data ${beside.output}`,
    });
  }
  const path = place.path.map(hexOf);
  const { index, sameId } = place;
  if (!isIncluded({ ...place, leaf: place.digest, size: tree.size }, digestOfHex(tree.root)!)) {
    throw notOfSet(fromTree ? beside.tree! : file, bundlePath);
  }
  const { manifest, tree: stored } = beside;
  const madeOf = [bundlePath, manifest, ...files, ...(stored === undefined ? [] : [stored])];
  const document = { schema: INCLUSION_SCHEMA, leaf, index, path, bundle: bundle.json } as const;
  return { document, sameId, fromTree, madeOf };
}

async function placeInTree(path: string, id: string, { predicate }: Statement): Promise<Place> {
  const tree = await TreeFile.open(path);
  try {
    if (tree.footer.root !== predicate.tree.root) throw notOfSet(path, 'the proof');
    const { hi, lo } = hashText(id);
    const found = await tree.find(hi, lo);
    if (found.length === 0) throw noExample(id);
    const [index] = found;
    const [digest, audit, { part, row }] = [
      await tree.leaf(index),
      await tree.path(index),
      await tree.placeOf(index),
    ];
    return { index, path: audit, part, row, digest, sameId: found.length };
  } finally {
    await tree.close();
  }
}

async function placeInSet(
  files: readonly string[],
  id: string,
  { predicate }: Statement,
  options: RunRowsOptions,
): Promise<Place> {
  const { hi, lo } = hashText(id);
  const builder = new TreeBuilder();
  let path: Digest[] = [];
  let found: { index: number; row: number; digest: Digest } | undefined;
  let sameId = 0;
  const corpus = await leafCorpus(
    { ...predicate.reading, inputs: files },
    {
      leaf({ digest, row, idHigh, idLow }) {
        const isIt = idHigh === hi && idLow === lo;
        const isFirst = isIt && found === undefined;
        const audit = builder.add(digest, isFirst);
        if (isIt) sameId++;
        if (!isFirst) return;
        path = audit;
        found = { index: builder.size - 1, row, digest };
      },
    },
    options,
  );
  if (hexOf(builder.root()) !== predicate.tree.root) throw notOfSet(files[0], 'the proof');
  if (found === undefined) throw noExample(id);
  const { index } = found;
  const part = corpus.parts.findLast(({ first }) => first <= index)!;
  return { ...found, path, part, sameId };
}

function noExample(id: string): OutcrossError {
  return new OutcrossError('E_NOT_FOUND', `no example of the set has the id ${id}`, {
    where: id,
    hint: 'An example without an id of its own is named by its file and place, such as train.jsonl#0.',
  });
}

function notOfSet(path: string, proof: string): OutcrossError {
  return new OutcrossError('E_PROOF', `${path} is not what ${proof} was made of`, {
    where: path,
    hint: 'Make the proof anew with outcross prove.',
  });
}
