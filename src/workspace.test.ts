import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from './corpus/fixtures.test.support.ts';
import { CONFIG_NAME, openWorkspace, workspaceSchema } from './workspace.ts';

const disk = scratch();
let folders = 0;

function folderWith(yaml: string): string {
  const name = `w${folders++}`;
  disk.write(join(name, CONFIG_NAME), yaml);
  return join(disk.folder, name);
}

describe('openWorkspace', () => {
  it('finds the nearest configuration upwards from the working folder', async () => {
    const folder = folderWith('fields: {text: body, group: author}\n');
    const deep = join(folder, 'a', 'b');
    mkdirSync(deep, { recursive: true });
    const workspace = await openWorkspace(deep);
    expect(workspace.config.fields).toEqual({ text: 'body', group: 'author' });
    expect(workspace.folder).toBe(folder);
    expect(workspace.file).toBe(join('..', '..', CONFIG_NAME));
  });

  it('takes the file that is named, and says which is missing', async () => {
    const folder = folderWith('anchor: {holdout: 0.3}\n');
    expect((await openWorkspace('/', join(folder, CONFIG_NAME))).config.anchor).toEqual({ holdout: 0.3 });
    await expect(openWorkspace(folder, 'outcros.yaml')).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
  });

  it.each([
    ['tga: {}\n', /unknown key "tga"/, ':1', 'Did you mean "tag"?'],
    ['tag:\n  rulez: []\n', /unknown key "rulez" in "tag"/, ':2', 'Did you mean "rules"?'],
    ['tag:\n  set:\n    origin: humna\n', /"humna", not one of human/, ':3', 'Did you mean "human"?'],
    ['anchor: {holdout: 1}\n', /must be < 1/, ':1', undefined],
    ['tag:\n  rules:\n    - when: {}\n      set: {}\n', /when/, ':3', undefined],
    [
      'tag:\n  rules:\n    - when: {from: 2024-02-01, to: 2024-01-01}\n      set: {origin: human}\n',
      /is empty/,
      ':3',
      expect.anything(),
    ],
  ])('refuses %j with the line and what was meant', async (yaml, message, line, hint) => {
    const folder = folderWith(yaml);
    await expect(openWorkspace(folder)).rejects.toMatchObject({
      code: 'E_CONFIG',
      message: expect.stringMatching(message),
      where: CONFIG_NAME + line,
      hint,
    });
  });

  it('leaves what other rooms know better as it stands', async () => {
    const folder = folderWith('policy: {mode: accumulate}\nfilter: {profiles: [c4]}\ndedup: {}\n');
    expect((await openWorkspace(folder)).config).toEqual({
      policy: { mode: 'accumulate' },
      filter: { profiles: ['c4'] },
      dedup: {},
    });
  });

  it('reads an empty file as an empty configuration', async () => {
    expect((await openWorkspace(folderWith('# nothing yet\n'))).config).toEqual({});
  });
});

describe('workspaceSchema', () => {
  it('says of every section what it is for', () => {
    const { properties, $defs } = workspaceSchema() as {
      properties: Record<string, { description?: string; $ref?: string }>;
      $defs: Record<string, { description?: string }>;
    };
    for (const [name, section] of Object.entries(properties)) {
      const said = section.description ?? $defs[section.$ref?.split('/').at(-1) ?? '']?.description;
      expect(said, name).toMatch(/\w{3}/);
    }
  });
});

describe('a workspace', () => {
  it('is empty where there is no configuration, and places nothing wrongly', async () => {
    const workspace = await openWorkspace('/');
    expect(workspace).toMatchObject({ file: undefined, folder: '/', config: {} });
    expect(workspace.placeOf(['tag'])).toBe(CONFIG_NAME);
  });

  it('takes the nearest of two, and nothing of the other', async () => {
    const outer = folderWith('fields: {text: outer, id: key}\n');
    disk.write(join(relative(disk.folder, outer), 'inner', CONFIG_NAME), 'fields: {text: inner}\n');
    expect((await openWorkspace(join(outer, 'inner'))).config).toEqual({ fields: { text: 'inner' } });
  });

  it('passes over a folder that bears the name', async () => {
    const outer = folderWith('fields: {text: outer}\n');
    mkdirSync(join(outer, 'odd', CONFIG_NAME), { recursive: true });
    expect((await openWorkspace(join(outer, 'odd'))).config.fields).toEqual({ text: 'outer' });
  });

  it('takes a relative name from the working folder', async () => {
    const folder = folderWith('');
    disk.write(join(relative(disk.folder, folder), 'other.yaml'), 'anchor: {salt: s}\n');
    const workspace = await openWorkspace(folder, 'other.yaml');
    expect(workspace.config.anchor).toEqual({ salt: 's' });
    expect(workspace.placeOf(['anchor', 'salt'])).toBe('other.yaml:1');
  });

  it('says of a folder that it is none that can be read', async () => {
    await expect(openWorkspace(folderWith(''), '.')).rejects.toMatchObject({
      name: 'OutcrossError',
      where: '.',
    });
  });

  it.each([
    ['from: 2024-01-01, to: 2024-01-01', true],
    ['from: 2024-01-01, to: 2024-01-02', false],
    ['from: "2024-01-01T10:00:00Z", to: "2024-01-01T11:00:00+02:00"', true],
    ['from: "2024-01-01T10:00:00Z", to: "2024-01-01T11:00:00-02:00"', false],
    ['to: 2024-01-01', false],
  ])('takes {%s} for an empty range: %s', async (range, empty) => {
    const yaml = `tag:\n  rules:\n    - {when: {${range}}, set: {origin: human}}\n`;
    const opened = openWorkspace(folderWith(yaml));
    if (empty) await expect(opened).rejects.toMatchObject({ code: 'E_CONFIG', where: `${CONFIG_NAME}:3` });
    else expect((await opened).config.tag?.rules).toHaveLength(1);
  });

  it('names the line of the second of two rules', async () => {
    const yaml =
      'tag:\n  rules:\n    - when: {to: 2024-01-01}\n      set: {origin: human}\n' +
      '    - when:\n        from: 2024-02-01\n        to: 2024-01-01\n      set: {origin: human}\n';
    await expect(openWorkspace(folderWith(yaml))).rejects.toMatchObject({ where: `${CONFIG_NAME}:7` });
  });

  it('refuses what is no number where one belongs', async () => {
    for (const value of ['.nan', '.inf', '"0.2"', 'true', '0', '-0.1'])
      await expect(openWorkspace(folderWith(`anchor: {holdout: ${value}}\n`))).rejects.toMatchObject({
        code: 'E_CONFIG',
      });
  });
});
