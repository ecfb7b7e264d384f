import { fetchExcerpt } from './excerpt.ts';
import type { Ask } from './messages.ts';
import { serving } from './serve.ts';

const answer = serving((told) => self.postMessage(told), fetchExcerpt);

self.onmessage = (event: MessageEvent<Ask>) => void answer(event.data);
