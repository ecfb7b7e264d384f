import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { SECTIONS } from '../../../lab/verify/row.ts';
import { sectionOption } from './section-option.ts';

function only(value: string): string {
  const command = new Command()
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .addOption(sectionOption());
  return command.parse(['--only', value], { from: 'user' }).opts()['only'] as string;
}

describe('--only', () => {
  it('takes every section by its name', () => {
    for (const name of SECTIONS) expect(only(name)).toBe(name);
    expect(only(' drift ')).toBe('drift');
  });

  it.each([
    ['drif', 'Did you mean "drift"?'],
    ['regresion', 'Did you mean "regression"?'],
    ['Drift', 'Known: gaussian, '],
    ['', 'Known: gaussian, '],
    ['gaussian,drift', 'There is no section "gaussian,drift".'],
  ])('refuses %j', (value, message) => {
    expect(() => only(value)).toThrow(
      expect.objectContaining({
        code: 'commander.invalidArgument',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('is listed with all sections', () => {
    const help = new Command().addOption(sectionOption()).helpInformation();
    for (const name of SECTIONS) expect(help).toContain(`"${name}"`);
  });
});
