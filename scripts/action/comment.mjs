import { readFileSync } from 'node:fs';

/** Begins the comment, unseen: by it the next run finds its own. */
const MARK = '<!-- outcross -->';

/** The longest comment that GitHub takes, in characters, with room for a note. */
const MOST = 65_000;

const PER_PAGE = 100;

const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_EVENT_PATH, OUTCROSS_TOKEN, OUTCROSS_PAGE } = process.env;

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 */
async function ask(method, path, body) {
  const response = await fetch(`${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${OUTCROSS_TOKEN}`,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`GitHub answered ${response.status} to ${method} ${path}`);
  return response.json();
}

/** @param {number} number */
async function ownComment(number) {
  for (let page = 1; ; page++) {
    const path = `/issues/${number}/comments?per_page=${PER_PAGE}&page=${page}`;
    const comments = /** @type {{ body?: string, user?: { type?: string }, id: number }[]} */ (
      await ask('GET', path)
    );
    // Whoever writes the mark into a comment of their own must not have it rewritten.
    const own = comments.find(({ body, user }) => body?.startsWith(MARK) && user?.type === 'Bot');
    if (own !== undefined || comments.length < PER_PAGE) return own;
  }
}

/** @param {string} page */
function bodyOf(page) {
  const body = `${MARK}\n${page}`;
  return body.length <= MOST
    ? body
    : `${body.slice(0, MOST)}\n\nThe rest stands in the summary of the job.\n`;
}

const { pull_request: pull } = JSON.parse(readFileSync(String(GITHUB_EVENT_PATH), 'utf8'));
const body = bodyOf(readFileSync(String(OUTCROSS_PAGE), 'utf8'));
try {
  const own = await ownComment(pull.number);
  if (own === undefined) await ask('POST', `/issues/${pull.number}/comments`, { body });
  else await ask('PATCH', `/issues/comments/${own.id}`, { body });
} catch (error) {
  // From a fork the token may not write: what was found still stands in the summary.
  console.log(`::warning::the comment was not written: ${/** @type {Error} */ (error).message}`);
}
