import type { AlignedRow } from '../../proof/rows/align.ts';
import { alignRows } from '../../proof/rows/align.ts';
import type { StoredLeaf } from '../../proof/tree-file/tree-file.ts';
import type { Difference } from './difference.ts';
import type { FreshLeaf, LeavesSince } from './leaves-since.ts';

/** Every row that is not as the stored tree remembers it, with the fields that differ. `names`: of the files that were read. */
export function nameRows({ before, after, cut }: LeavesSince, names: readonly string[]): Difference[] {
  const [old, fresh] = cut ? [before, after] : withoutCommonEnd(before, after);
  const edits = alignRows(old.map(storedRow), fresh.map(freshRow));
  return edits.flatMap((edit): Difference[] => {
    if (edit.kind === 'dropped') {
      const { file, row } = old[edit.before];
      return [{ id: 'row.dropped', file, row, message: `${file}: row ${row} is gone` }];
    }
    const leaf = fresh[edit.after];
    const place = { file: names[leaf.file], row: leaf.row };
    const where = `${place.file}:${place.row}`;
    if (edit.kind === 'added') return [{ id: 'row.added', ...place, message: `${where}: the row was added` }];
    const was = old[edit.before];
    if (edit.kind === 'changed') return changed(was, leaf, place);
    const from = `${was.file}:${was.row}`;
    return [
      {
        id: 'row.moved',
        ...place,
        expected: from,
        message: `${where}: the row was moved, it stood at ${from}`,
      },
    ];
  });
}

function changed(
  was: StoredLeaf,
  leaf: FreshLeaf,
  place: { readonly file: string; readonly row: number },
): Difference[] {
  const where = `${place.file}:${place.row}`;
  const fields = was.fields === undefined ? [] : fieldsBetween(was.fields, leaf);
  if (fields.length === 0) {
    return [
      { id: 'row.changed', ...place, message: `${where}: the row was changed; which field is not known` },
    ];
  }
  return fields.map(([field, how]) => ({
    id: 'row.changed',
    ...place,
    field,
    message: `${where}: field ${field} was ${how}`,
  }));
}

function fieldsBetween(was: ReadonlyMap<string, number>, { fields, hashes }: FreshLeaf): [string, string][] {
  const found: [string, string][] = [];
  const now = new Map(fields.map((name, i) => [name, hashes[i]]));
  for (const [name, hash] of was) {
    if (!now.has(name)) found.push([name, 'removed']);
    else if (now.get(name) !== hash) found.push([name, 'changed']);
  }
  for (const name of now.keys()) if (!was.has(name)) found.push([name, 'added']);
  return found;
}

function withoutCommonEnd(
  before: readonly StoredLeaf[],
  after: readonly FreshLeaf[],
): [readonly StoredLeaf[], readonly FreshLeaf[]] {
  let end = 0;
  const most = Math.min(before.length, after.length);
  while (end < most && before[before.length - 1 - end].digest === after[after.length - 1 - end].digest) end++;
  return [before.slice(0, before.length - end), after.slice(0, after.length - end)];
}

function storedRow({ digest, fields }: StoredLeaf): AlignedRow {
  const id = fields?.get('id');
  return id === undefined ? { digest } : { digest, id };
}

function freshRow({ digest, fields, hashes }: FreshLeaf): AlignedRow {
  const at = fields.indexOf('id');
  return at < 0 ? { digest } : { digest, id: hashes[at] };
}
