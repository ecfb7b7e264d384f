import { afterEach, describe, it } from 'vitest';
import { JobList } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { STRANGE, tryAnswers } from '../../shell/answers.test.support.ts';
import { rendered } from '../../shell/rendered.test.support.tsx';
import JobsPage from './page.tsx';

afterEach(() => views.clear());

describe('whatever the server may answer', () => {
  it.each(['operate', 'read'] as const)('the list of jobs bears it, and hides nothing from %s', (role) => {
    tryAnswers<JobList>(JobList, (list) => {
      views.put('/api/jobs', list);
      return rendered(<JobsPage />, { at: `/jobs?job=${list.jobs[0]?.id ?? ''}`, role });
    });
  });

  it.each(STRANGE)('an address of the state %j hides nothing', (state) => {
    tryAnswers<JobList>(
      JobList,
      (list) => {
        views.put('/api/jobs', list);
        return rendered(<JobsPage />, { at: `/jobs?${new URLSearchParams({ state })}` });
      },
      {},
      4,
    );
  });
});
