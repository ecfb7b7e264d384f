/**
 * Addresses of every page of the dashboard, as the example workspace has it.
 *
 * @param {string} queue Id of the queue of reviews.
 * @returns {Readonly<Record<string, string>>}
 */
export function pagesOf(queue) {
  return {
    line: '/',
    generation: '/generations/g2',
    compare: '/compare?a=g1&b=g2',
    review: '/review',
    desk: `/review?queue=${queue}`,
    agreement: `/review?queue=${queue}&view=agreement`,
    mix: '/mix',
    sources: '/sources',
    audit: '/audit',
    lab: '/lab',
    jobs: '/jobs',
    ledger: '/ledger',
    access: '/access',
  };
}
