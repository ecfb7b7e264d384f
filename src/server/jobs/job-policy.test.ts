import { describe, expect, it } from 'vitest';
import { expandEnvironment } from '../../config/expand.ts';
import { readYaml } from '../../config/read-yaml.ts';
import { workspaceSchema } from '../../workspace.ts';
import { policyFile } from './job-policy.ts';

/** What `outcross mix --policy` reads. */
function read(text: string): unknown {
  const { value, placeOf } = readYaml<Record<string, unknown>>(text, 'p', workspaceSchema());
  return expandEnvironment(value, { SECRET: 'leaked' }, placeOf)['policy'];
}

describe('policyFile', () => {
  it('is what mix reads', () => {
    const policy = { size: 100, human: { minimum: 0.3, share: 0.35 }, seed: 'x' };
    expect(read(policyFile(policy))).toEqual(policy);
  });

  it('leaves the environment of the server alone', () => {
    const policy = { seed: '${SECRET} $${SECRET} ${SECRET:-x} $$${SECRET}' };
    expect(read(policyFile(policy))).toEqual(policy);
  });

  it('names the nearest key of a typing error', () => {
    expect(() => policyFile({ human: { minimun: 0.3 } })).toThrow(
      expect.objectContaining({ code: 'E_CONFIG', hint: expect.stringContaining('minimum') }),
    );
  });

  it('refuses what no data could keep', () => {
    expect(() => policyFile({ human: { minimum: 0.5, share: 0.3 } })).toThrow(
      expect.objectContaining({ code: 'E_POLICY', where: 'policy.human.share' }),
    );
  });

  it('refuses what is no policy', () => {
    for (const policy of [[], { size: -1 }, { seed: {} }, { __proto__: null, caps: 3 }])
      expect(() => policyFile(policy)).toThrow(expect.objectContaining({ code: 'E_CONFIG' }));
  });
});
