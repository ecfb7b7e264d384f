import { MemberLinks } from '../../quality/duplicates/member-links.ts';
import type { NearSettings } from '../../quality/duplicates/settings.ts';
import type { WireRow } from '../wire/wire-row.ts';
import { linksRow, membersOf } from './member-rows.ts';

/** Writes the links of the members that come, and at last how many came. */
export async function linkMembers(
  near: NearSettings,
  rows: AsyncIterable<WireRow>,
  output: { put(row: WireRow): Promise<void> },
): Promise<void> {
  const linker = new MemberLinks(near);
  for await (const row of rows) {
    const links = linker.add(membersOf(row));
    if (links.length > 0) await output.put(linksRow(links));
  }
  await output.put({ kind: 'counted', shard: -1, meta: { members: linker.members } });
}
