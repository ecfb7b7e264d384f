import { afterEach, describe, it } from 'vitest';
import { EventList } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { STRANGE, tryAnswers } from '../../shell/answers.test.support.ts';
import { rendered } from '../../shell/rendered.test.support.tsx';
import LedgerPage from './page.tsx';

afterEach(() => views.clear());

describe('whatever the server may answer', () => {
  it('the ledger bears it, and hides nothing', () => {
    tryAnswers<EventList>(EventList, (list) => {
      views.put('/api/ledger', list);
      return rendered(<LedgerPage />, { at: '/ledger' });
    });
  });

  it.each(STRANGE)('an address of the type %j hides nothing', (type) => {
    tryAnswers<EventList>(
      EventList,
      (list) => {
        views.put('/api/ledger', list);
        return rendered(<LedgerPage />, { at: `/ledger?${new URLSearchParams({ type })}` });
      },
      {},
      2,
    );
  });
});
