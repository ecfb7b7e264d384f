import { Type } from 'typebox';
import type { Routes } from '../desk.ts';
import { ErrorView, JobList, JobView, NewJob } from '../wire.ts';
import { Jobs, type JobsOptions } from './jobs.ts';

const Params = Type.Object({ id: Type.String({ maxLength: 100 }) });
const NOT_FOUND = { 404: ErrorView };

/** `/api/jobs` and what lies below. */
export function jobRoutes(options: JobsOptions = {}): Routes {
  return async (app, desk) => {
    const jobs = await Jobs.open(desk, options);
    app.addHook('onClose', () => jobs.close());

    app.get('/api/jobs', { schema: { response: { 200: JobList } } }, async () => ({ jobs: jobs.list() }));

    app.post(
      '/api/jobs',
      { schema: { body: NewJob, response: { 200: JobView, 400: ErrorView, 409: ErrorView } } },
      (request) => jobs.create(request.body, request.person.name),
    );

    app.get(
      '/api/jobs/:id',
      { schema: { params: Params, response: { 200: JobView, ...NOT_FOUND } } },
      async (request) => jobs.get(request.params.id),
    );

    for (const wish of ['cancel', 'resume'] as const) {
      app.post(
        `/api/jobs/:id/${wish}`,
        { schema: { params: Params, response: { 200: JobView, ...NOT_FOUND, 409: ErrorView } } },
        (request) => jobs.ask(request.params.id, wish),
      );
    }

    // Text of examples may stand in it: plain text is never taken for a page, and nothing in it is hidden.
    app.get('/api/jobs/:id/log', { schema: { params: Params } }, async (request, reply) => {
      const text = await jobs.log(request.params.id);
      return reply.type('text/plain; charset=utf-8').send(text);
    });
  };
}
