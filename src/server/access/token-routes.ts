import { Type } from 'typebox';
import type { Actor } from '../../ledger/event.ts';
import type { Person, Routes } from '../desk.ts';
import { ErrorView, NewToken, TokenList, TokenMade, TokenView } from '../wire.ts';
import { Register } from './register.ts';
import { tokenBook } from './tokens.ts';

/** Giving and revoking tokens: `/api/tokens`, for those who operate. */
export const tokenRoutes: Routes = (app, desk) => {
  const book = tokenBook(desk.store, new Register(desk.store, desk.clock), desk.clock);
  const config = { role: 'operate' } as const;

  app.get('/api/tokens', { config, schema: { response: { 200: TokenList } } }, async () => ({
    tokens: await book.list(),
  }));

  app.post(
    '/api/tokens',
    { config: { ...config, secret: true }, schema: { body: NewToken, response: { 200: TokenMade } } },
    async (request) => book.issue(request.body, actorOf(request.person)),
  );

  const schema = {
    params: Type.Object({ id: Type.String({ maxLength: 200 }) }),
    response: { 200: TokenView, 404: ErrorView },
  };
  app.delete('/api/tokens/:id', { config, schema }, async (request) =>
    book.revoke(request.params.id, actorOf(request.person)),
  );
};

function actorOf({ name }: Person): Actor {
  return { kind: 'person', name };
}
