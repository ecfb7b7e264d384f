import { afterEach, describe, it } from 'vitest';
import { TokenList } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { tryAnswers } from '../../shell/answers.test.support.ts';
import { rendered } from '../../shell/rendered.test.support.tsx';
import AccessPage from './page.tsx';

afterEach(() => views.clear());

describe('whatever the server may answer', () => {
  it('the list of tokens bears it, and hides nothing', () => {
    tryAnswers<TokenList>(TokenList, (list) => {
      views.put('/api/tokens', list);
      return rendered(<AccessPage />, { at: '/access' });
    });
  });
});
