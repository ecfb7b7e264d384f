import type { Audit } from '../../audit/audit.ts';

/** `audit` as JSON by schemas/audit.schema.json; ends in a newline. */
export function auditJson(audit: Audit): string {
  return `${JSON.stringify(audit, undefined, 2)}\n`;
}
