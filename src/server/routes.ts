import type { Routes } from './desk.ts';

/** All routes, by subject. */
export const ROUTES: readonly Routes[] = [];
