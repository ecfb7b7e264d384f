import { tokenRoutes } from './access/token-routes.ts';
import { auditRoutes } from './audit/audit-routes.ts';
import type { Routes } from './desk.ts';
import { jobRoutes } from './jobs/job-routes.ts';
import { mixRoutes } from './plan/mix-routes.ts';
import { readRoutes } from './read/read-routes.ts';
import { reviewRoutes } from './review/review-routes.ts';
import { sourcesRoutes } from './sources/sources-routes.ts';

/** All routes, by subject. */
export const ROUTES: readonly Routes[] = [
  tokenRoutes,
  readRoutes,
  jobRoutes(),
  reviewRoutes,
  sourcesRoutes,
  mixRoutes,
  auditRoutes,
];
