import type { Audit, AuditedItem } from '../../audit/audit.ts';
import type { AuditSettings } from '../../audit/settings.ts';
import { fileFact } from '../../ledger/files-fact.ts';
import { type Fact, fact } from '../../ledger/recorder.ts';
import type { Workspace } from '../../workspace.ts';
import type { AuditOptions } from '../actions/audit-options.ts';
import { cut } from './corpus-fact.ts';

/** An audit as the ledger remembers it, and each waiver that it relied on. */
export async function auditFacts(
  audit: Audit,
  settings: AuditSettings,
  { html, when }: Pick<AuditOptions, 'html' | 'when'>,
  { folder }: Pick<Workspace, 'folder'>,
): Promise<Fact[]> {
  const scores = audit.scores.flatMap(({ stage, score }) =>
    score === undefined ? [] : [[stage, score / 100] as const],
  );
  const ran = fact(
    'audit.ran',
    [
      { type: 'audit', id: audit.at },
      { type: 'line', id: audit.line },
    ],
    {
      when: when?.[0] ?? 'all',
      result: audit.status,
      items: audit.counts,
      stages: Object.fromEntries(scores),
      failed: audit.items.filter(({ result }) => result === 'failed').map(({ id }) => id),
      ...(audit.score === undefined ? {} : { score: audit.score }),
      settings,
      ...(html === undefined ? {} : { report: await fileFact(html, folder) }),
      version: audit.tool.version,
    },
  );
  return [ran, ...audit.items.flatMap((item) => waiverFact(item, audit))];
}

/** `outcross.yaml` takes an owner and a reason of any length. */
function waiverFact({ id, waiver }: AuditedItem, { at, status }: Audit): Fact[] {
  if (waiver === undefined) return [];
  const { owner, reason, expires } = waiver;
  return [
    fact(
      'waiver.used',
      [
        { type: 'item', id },
        { type: 'audit', id: at },
      ],
      {
        item: id,
        owner: cut(owner, 200),
        reason: cut(reason, 4_000),
        until: expires,
        audit: { result: status },
      },
    ),
  ];
}
