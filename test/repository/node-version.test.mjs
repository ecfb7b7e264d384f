import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ScriptFailure } from '../../scripts/setup/failure.mjs';
import { requireNode } from '../../scripts/setup/node-version.mjs';
import { ROOT } from '../../scripts/setup/root.mjs';

describe('the version of Node', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.11.1', '100.0.0'])('may be %s', (version) => {
    expect(() => requireNode(version)).not.toThrow();
  });

  it.each(['20.18.3', '18.20.8', '9.99.0', '20.9.0'])(
    'must not be %s, and the message names both',
    (version) => {
      expect(() => requireNode(version)).toThrow(ScriptFailure);
      expect(() => requireNode(version)).toThrow(new RegExp(`20\\.19 or newer.*${version}`));
    },
  );

  it('that package.json asks for is the one that the scripts ask for', () => {
    const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const oldest = engines.node.replace('>=', '');
    expect(() => requireNode(oldest)).not.toThrow();
    const [major, minor] = oldest.split('.').map(Number);
    expect(() => requireNode(`${major}.${minor - 1}.99`)).toThrow();
  });
});
