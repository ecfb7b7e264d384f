import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { smallDisk } from './small-disk.ts';

it('a small disk has no room when it is full, and has when it is free again; elsewhere there is none', () => {
  const parent = mkdtempSync(join(tmpdir(), 'outcross-disk-'));
  const disk = smallDisk(join(parent, 'disk'));
  try {
    if (disk === undefined) return;
    const write = () => writeFileSync(join(disk.folder, 'a'), 'x'.repeat(10_000));
    write();
    disk.fill();
    expect(() => writeFileSync(join(disk.folder, 'b'), 'x')).toThrow(/ENOSPC/);
    disk.free();
    write();
  } finally {
    disk?.remove();
    rmSync(parent, { recursive: true, force: true });
  }
});
