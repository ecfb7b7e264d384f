import type { Command } from 'commander';
import type { Context } from '../context.ts';

/** `outcross watch`. */
export function define(_command: Command, _context: Context): void {}
