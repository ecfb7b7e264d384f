import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ALLOWED_SIBLINGS,
  FLOORS,
  NAMELESS,
  NARROW_DOORS,
  PACKAGE_ROOMS,
  roomOf,
} from '../../scripts/floors/rooms.mjs';
import { ROOT } from '../../scripts/setup/root.mjs';

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

describe('the plan of the rooms', () => {
  it('has every dependency in some room, and no other package', () => {
    expect(Object.keys(PACKAGE_ROOMS).sort()).toEqual(Object.keys(manifest.dependencies).sort());
  });

  it('speaks of rooms that have a floor only', () => {
    const named = [
      ...Object.values(PACKAGE_ROOMS).flat(),
      ...ALLOWED_SIBLINGS.flatMap(({ from, to }) => [from, to]),
      ...NARROW_DOORS.flatMap(({ from, to }) => [from, to]),
    ];
    for (const room of named) expect(FLOORS).toHaveProperty(room);
    for (const name of NAMELESS) expect(FLOORS).not.toHaveProperty(name);
  });

  it('opens narrow doors onto files that are there', () => {
    for (const file of NARROW_DOORS.flatMap(({ only }) => only)) {
      expect(existsSync(join(ROOT, file)), file).toBe(true);
    }
  });

  it('allows siblings of one floor only, each for a reason', () => {
    for (const { from, to, reason } of ALLOWED_SIBLINGS) {
      expect(FLOORS[from]).toBe(FLOORS[to]);
      expect(reason).not.toBe('');
    }
  });

  it('finds the room of a folder, of a folder in it, and of a file at the top', () => {
    expect(roomOf('src/lm/a.ts')).toBe('lm');
    expect(roomOf('src/report/html/style.ts')).toBe('report');
    expect(roomOf('src/workspace.ts')).toBe('workspace');
  });
});

describe('the commands', () => {
  it('of package.json run scripts that are there', () => {
    const files = Object.values(manifest.scripts).flatMap(
      (command) => command.match(/scripts\/\S+\.mjs/g) ?? [],
    );
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) expect(existsSync(join(ROOT, file)), file).toBe(true);
  });
});
