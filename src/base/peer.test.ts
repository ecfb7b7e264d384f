import { describe, expect, it } from 'vitest';
import { loadPeer } from './peer.ts';

describe('loadPeer', () => {
  it('gives the module', async () => {
    expect(await loadPeer<typeof import('node:os')>('node:os', 'a test')).toHaveProperty('EOL');
  });

  it('says what needs a package that is missing, and how to install it', async () => {
    await expect(loadPeer('outcross-no-such-package', 'a test')).rejects.toMatchObject({
      code: 'E_PEER',
      message: 'a test needs the package outcross-no-such-package, which is not installed',
      hint: 'Install it: npm install outcross-no-such-package',
      where: 'outcross-no-such-package',
    });
  });
});
