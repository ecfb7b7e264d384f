import type { Audit, AuditedItem } from '../../audit/audit.ts';
import type { ItemSeverity } from '../../audit/item.ts';
import { ITEMS } from '../../audit/items.ts';
import { evidenceWords, remedyWords } from './words.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** Levels of SARIF 2.1.0, 3.27.10. */
const LEVEL: Readonly<Record<ItemSeverity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

/** On the scale of CVSS, as GitHub sorts alerts by. */
const RANK: Readonly<Record<ItemSeverity, number>> = { critical: 95, high: 75, medium: 50, low: 20 };

/**
 * `audit` as SARIF 2.1.0: a result for each item that failed, one of kind `open` for each that waits for an answer, and suppressed ones
 * for those that are waived. `configuration` is the file that results without a place of their own point to.
 */
export function auditSarif(audit: Audit, configuration: string): string {
  const rules = ITEMS.filter(({ id }) => audit.items.some((item) => item.id === id));
  const results = audit.items.filter(({ result }) => RESULTS.has(result));
  const document = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: audit.tool.name,
            semanticVersion: audit.tool.version,
            rules: rules.map(({ id, question, severity, stage, when }) => ({
              id,
              shortDescription: { text: question },
              fullDescription: {
                text: `${question} Asked ${when.replace('-', ' ')}, in the stage ${stage}.`,
              },
              defaultConfiguration: { level: LEVEL[severity], rank: RANK[severity] },
              properties: { tags: ['model-collapse', stage], stage, when, severity },
            })),
          },
        },
        automationDetails: { id: `outcross-audit/${part(audit.line)}` },
        invocations: [{ executionSuccessful: true, endTimeUtc: audit.at }],
        columnKind: 'utf16CodeUnits',
        properties: { score: audit.score ?? null, status: audit.status },
        results: results.map((item) => ({
          ruleId: item.id,
          ruleIndex: rules.findIndex(({ id }) => id === item.id),
          ...kindOf(item),
          message: { text: messageOf(item) },
          locations: [locationOf(item, configuration)],
          partialFingerprints: { 'outcrossItem/v1': item.id },
          ...(item.waiver === undefined
            ? {}
            : {
                suppressions: [
                  {
                    kind: 'external',
                    status: 'accepted',
                    justification: `${item.waiver.owner}, until ${item.waiver.expires}: ${item.waiver.reason}`,
                  },
                ],
              }),
        })),
      },
    ],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

const RESULTS: ReadonlySet<AuditedItem['result']> = new Set(['failed', 'not-answered', 'waived']);

/** A level other than none is for failures alone (3.27.10). */
function kindOf({ result, severity }: AuditedItem) {
  return result === 'not-answered'
    ? { kind: 'open', level: 'none' }
    : { kind: 'fail', level: LEVEL[severity] };
}

function messageOf(item: AuditedItem): string {
  const { question, why, evidence, remedy } = item;
  const words = remedyWords(item);
  const parts = [
    `${question} ${why}.`,
    ...evidence.map(evidenceWords),
    ...(words === undefined ? [] : [words]),
    ...(remedy?.command === undefined ? [] : [`Run: ${remedy.command}`]),
  ];
  return parts.join('\n');
}

function locationOf({ evidence, remedy }: AuditedItem, configuration: string) {
  const seen = evidence.find(({ file }) => file !== undefined && !file.includes('://'));
  const place = remedy?.where ?? seen?.file ?? configuration;
  const [, path, line] = /^(.*?)(?::(\d+))?$/s.exec(place)!;
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(path) },
      ...(line === undefined || line === '0' ? {} : { region: { startLine: Number(line) } }),
    },
  };
}

/** Half of a surrogate pair has no UTF-8, so that it has no reference either. */
function part(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}

/** A path as a reference: relative ones stay relative, so that a pipeline finds them in its checkout. */
function uriOf(path: string): string {
  const parts = path.replaceAll('\\', '/').split('/').map(part);
  const joined = parts.join('/');
  return path.startsWith('/') ? `file://${joined}` : joined;
}
