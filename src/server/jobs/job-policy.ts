import { readYaml } from '../../config/read-yaml.ts';
import { type PolicySection, readPolicy } from '../../mix/read-policy.ts';
import { workspaceSchema } from '../../workspace.ts';

/**
 * The text of a file for `outcross mix --policy`. What stands in the policy stands there as it is: `${NAME}` is no variable of the server's
 * environment, which is nobody's business. Throws `E_CONFIG` with the nearest key, and `E_POLICY`.
 */
export function policyFile(policy: object): string {
  const text = JSON.stringify({ policy: escaped(policy) }, undefined, 2);
  const { value } = readYaml<{ policy: PolicySection }>(text, 'policy', workspaceSchema());
  readPolicy(value.policy, (path) => ['policy', ...path].join('.'));
  return `${text}\n`;
}

function escaped(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('${', () => '$${');
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, escaped(item)]));
}
