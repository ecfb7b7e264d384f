import { OutcrossError } from '../../base/errors.ts';
import { schemaFault } from '../../config/schema.ts';
import type { Policy } from '../../mix/policy.ts';
import { type PolicySection, readPolicy } from '../../mix/read-policy.ts';
import { workspaceSchema } from '../../workspace.ts';

/**
 * A policy as it would stand in `outcross.yaml`, held against the same schema. Throws `E_CONFIG` with the key and the nearest spelling,
 * `E_POLICY` for rules that no data could keep together.
 */
export function checkedPolicy(section: Readonly<Record<string, unknown>>): Policy {
  const fault = schemaFault(workspaceSchema(), { policy: section });
  if (fault !== undefined) {
    const { path, message, hint } = fault;
    throw new OutcrossError('E_CONFIG', message, {
      where: path.join('.'),
      ...(hint === '' ? {} : { hint }),
    });
  }
  return readPolicy(section as PolicySection, (path) => ['policy', ...path].join('.'));
}
