import { Type } from 'typebox';
import { stands } from '../../workspace/newest-mix.ts';
import { pathIn } from '../../workspace/paths.ts';
import type { App, Desk } from '../desk.ts';
import { CompareView, GenerationView, LineView, LostCategoryName, LostView } from '../wire.ts';
import { type ComparedSide, compareView } from './compare-view.ts';
import { generationChecks } from './generation-checks.ts';
import { generationPoint } from './generation-point.ts';
import { generationView, placeOf } from './generation-view.ts';
import { lineView } from './line-view.ts';
import { type LostQuery, lostView } from './lost-view.ts';
import { type Prepared, prepare, sendPrepared } from './prepared.ts';
import { Recent } from './recent.ts';
import { ReportShelf } from './report-shelf.ts';
import type { Standing, StandingDesk } from './standing.ts';

/** Answers that are kept as they go over the wire. */
const MOST_PREPARED = 64;

/** What is due changes with the day. */
const DAY = 24 * 60 * 60 * 1000;

const Position = Type.Optional(Type.Integer({ minimum: 1 }));
const Id = Type.String({ minLength: 1, maxLength: 1_000 });

/** The line, its generations, two of them side by side. */
export function addLineRoutes(app: App, desk: Desk, line: StandingDesk): void {
  const answers = new LineAnswers(desk);
  app.get(
    '/api/line',
    {
      schema: {
        summary:
          'The generations of the line at positions from..to, and their signals; the newest where nothing is asked.',
        querystring: Type.Object({ from: Position, to: Position }),
        response: { 200: LineView },
      },
    },
    async (request, reply) =>
      sendPrepared(request, reply, await answers.line(await line.get(), request.query)),
  );
  app.get(
    '/api/generations/:id',
    {
      schema: {
        summary: 'A generation: its checks, and what its newest report says of it.',
        params: Type.Object({ id: Id }),
        response: { 200: GenerationView },
      },
    },
    async (request, reply) =>
      sendPrepared(request, reply, await answers.generation(await line.get(), request.params.id)),
  );
  app.get(
    '/api/generations/:id/lost',
    {
      schema: {
        summary:
          'What people write and a generation lost, by category, with the human sentences that held it.',
        params: Type.Object({ id: Id }),
        querystring: Type.Object({
          category: Type.Optional(LostCategoryName),
          order: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })),
          search: Type.Optional(Type.String({ maxLength: 200 })),
          offset: Type.Optional(Type.Integer({ minimum: 0 })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
        }),
        response: { 200: LostView },
      },
    },
    async (request, reply) =>
      sendPrepared(request, reply, await answers.lost(await line.get(), request.params.id, request.query)),
  );
  app.get(
    '/api/compare',
    {
      schema: {
        summary: 'Two generations side by side.',
        querystring: Type.Object({ a: Id, b: Id }),
        response: { 200: CompareView },
      },
    },
    async (request, reply) => {
      const { a, b } = request.query;
      return sendPrepared(request, reply, await answers.compare(await line.get(), a, b));
    },
  );
}

/** Makes each answer once for each state of the line. */
class LineAnswers {
  readonly #desk: Desk;
  readonly #shelf: ReportShelf;
  readonly #kept = new Recent<Prepared>(MOST_PREPARED);

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#shelf = new ReportShelf(desk.workspace.folder);
  }

  async line(standing: Standing, range: { from?: number; to?: number }): Promise<Prepared> {
    const { workspace, clock } = this.#desk;
    const { report } = standing.model;
    const now = clock();
    const mixIsGone = await this.#mixIsGone(standing);
    const state = [
      range.from,
      range.to,
      Math.floor(now / DAY),
      mixIsGone,
      standing.print,
      await this.#shelf.stateOf(report),
    ];
    return this.#kept.get(JSON.stringify(['line', ...state]), async () => {
      const kept = await this.#shelf.get(report);
      return prepare(lineView(standing, range, { workspace, report: kept.report, mixIsGone, now }));
    });
  }

  async #mixIsGone({ model }: Standing): Promise<boolean> {
    const { mix } = model;
    return mix !== undefined && !(await stands(pathIn(this.#desk.workspace, mix.body.output.name)));
  }

  async generation(standing: Standing, id: string): Promise<Prepared> {
    placeOf(standing, id);
    const fact = reportOf(standing, id);
    const state = [id, standing.print, await this.#shelf.stateOf(fact)];
    return this.#kept.get(JSON.stringify(['generation', ...state]), async () => {
      const checks = await generationChecks(this.#desk.store, standing.model, id);
      return prepare(generationView(standing, id, checks, await this.#shelf.get(fact)));
    });
  }

  async lost(standing: Standing, id: string, query: LostQuery): Promise<Prepared> {
    placeOf(standing, id);
    const { report, absent } = await this.#shelf.get(reportOf(standing, id));
    const own = report?.generations.find(({ name }) => name === id);
    if (own !== undefined) return prepare(lostView(own, query));
    const why = absent ?? `the report does not speak of ${id}`;
    return prepare({ lost: [], total: 0, categories: {}, absent: { why, command: 'outcross check' } });
  }

  async compare(standing: Standing, a: string, b: string): Promise<Prepared> {
    const facts = [a, b].map((id) => {
      placeOf(standing, id);
      return reportOf(standing, id);
    });
    const states = await Promise.all(facts.map((fact) => this.#shelf.stateOf(fact)));
    return this.#kept.get(JSON.stringify(['compare', a, b, standing.print, ...states]), async () => {
      const [left, right] = await Promise.all([a, b].map((id) => this.#side(standing, id)));
      return prepare(compareView(left, right));
    });
  }

  async #side(standing: Standing, id: string): Promise<ComparedSide> {
    const { checked, verdict } = standing.model.generations.get(id) ?? {};
    return {
      point: generationPoint(standing, id),
      seq: checked?.seq ?? 0,
      kept: await this.#shelf.get(reportOf(standing, id)),
      ...(verdict === undefined ? {} : { verdict: verdict.body }),
    };
  }
}

function reportOf({ model }: Standing, id: string) {
  return model.generations.get(id)?.checked?.body.report;
}
