import type { Decided, NextItems, ReviewItem } from '../../../../src/server/wire.ts';
import { ApiError, get, post } from '../../api/client.ts';
import { Refused, type ReviewPort } from './driver.ts';

/** Statuses after which the same request may do: nobody was there, too many asked, or a store was locked for a moment. */
function isPassing({ status }: ApiError): boolean {
  return status === 0 || status === 401 || status === 423 || status === 429 || status >= 500;
}

function wordsOf({ view }: ApiError): string {
  const { message, hint } = view;
  if (!hint) return message;
  return `${message}${/[.!?]$/.test(message) ? '' : '.'} ${hint}`;
}

/** How things stand, wherever in the answer of a conflict it is. */
export function standingIn(body: unknown): Decided | undefined {
  const isDecided = (value: unknown): value is Decided => {
    const { id, version, decisions } = (value ?? {}) as Partial<Decided>;
    return typeof id === 'string' && typeof version === 'number' && Array.isArray(decisions);
  };
  const inner = Object.values((body ?? {}) as object);
  return [body, ...inner].find(isDecided);
}

/** The queue's routes. What may pass is thrown as it is, so that it is tried again. */
export const serverPort: ReviewPort = {
  async next(queue, after, count) {
    const from = after < 0 ? '' : `&after=${after}`;
    try {
      const { value } = await get<NextItems>(
        `/api/review/queues/${encodeURIComponent(queue)}/next?count=${count}${from}`,
      );
      return value ?? { items: [], remaining: 0 };
    } catch (error) {
      if (error instanceof ApiError && !isPassing(error)) throw new Refused(error.view);
      throw error;
    }
  },
  async item(queue, id) {
    const { value } = await get<ReviewItem>(
      `/api/review/queues/${encodeURIComponent(queue)}/item?${new URLSearchParams({ id })}`,
    );
    return value;
  },
  async decide(body) {
    try {
      return { kind: 'saved', now: await post<Decided>('/api/review/decisions', body) };
    } catch (error) {
      if (!(error instanceof ApiError) || isPassing(error)) throw error;
      const now = error.status === 409 ? standingIn(error.body) : undefined;
      return now === undefined ? { kind: 'refused', message: wordsOf(error) } : { kind: 'conflict', now };
    }
  },
};
