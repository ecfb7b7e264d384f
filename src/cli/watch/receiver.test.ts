import { describe, expect, it } from 'vitest';
import type { Workspace, WorkspaceConfig } from '../../workspace.ts';
import { desk } from '../fixtures.test.support.ts';
import { receiverOf, shownReceiver } from './receiver.ts';

const workspace = (alerts?: WorkspaceConfig['alerts']): Workspace => ({
  file: 'outcross.yaml',
  folder: '.',
  config: alerts === undefined ? {} : { alerts },
  placeOf: (path) => `outcross.yaml:${path.join('.')}`,
});
const { context } = desk({ SECRET: 's', EMPTY: '' });

describe('the receiver of alerts', () => {
  it('is that of the workspace, unless an option names another', () => {
    const named = workspace({ webhook: 'https://a.example/x?token=1', secretEnv: 'SECRET' });
    expect(receiverOf({}, named, context)).toMatchObject({ url: 'https://a.example/x?token=1', secret: 's' });
    const other = receiverOf({ webhook: 'http://b.example:8080/' }, named, context);
    expect(shownReceiver(other)).toBe('b.example:8080');
    expect(receiverOf({}, workspace(), context)).toBeUndefined();
    expect(shownReceiver(undefined)).toBe('log');
    expect(receiverOf({ webhook: 'https://a.example' }, workspace(), context)).not.toHaveProperty('secret');
  });

  it.each(['ftp://a.example/private', 'private', '', 'file:///private'])(
    'is none: %j, and is not shown',
    (webhook) => {
      const work = () => receiverOf({ webhook }, workspace(), context);
      expect(work).toThrow(expect.objectContaining({ code: 'E_CONFIG', where: '--webhook' }));
      expect(work).not.toThrow(/private/);
    },
  );

  it.each(['UNSET', 'EMPTY'])('has its secret in the environment: %s', (secretEnv) => {
    const work = () => receiverOf({}, workspace({ webhook: 'https://a.example', secretEnv }), context);
    expect(work).toThrow(
      expect.objectContaining({ code: 'E_CONFIG', where: 'outcross.yaml:alerts.secretEnv' }),
    );
  });
});
