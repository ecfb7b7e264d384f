type Row = Readonly<Record<string, unknown>>;

/** Names of the id in the rows of evaluation harnesses and of batch files. */
const ID_FIELDS = ['id', 'doc_id', 'custom_id', 'request_id'] as const;

/** Ids that a server makes anew for every reply (`cmpl-…`): no text is known by them. */
const REPLY_ID = /^(chat)?cmpl-/;

/**
 * Brings rows as servers and their clients write them to `{id, token_logprobs, tokens}`, and gives rows of that shape as they are:
 * replies of OpenAI-compatible servers, whole, as `choices[0]`, or as the answer of a line of a batch file (`token_logprobs` of
 * completions, `content` of chats); `prompt_logprobs` of vLLM, of a reply or of its Python class, with `prompt_token_ids`; and `logprobs` as a
 * list of numbers. Fields that the row states itself are kept. Gives the reason where a shape is known but does not tell enough.
 */
export function plainScoreRow(given: Row): { readonly row: Row } | { readonly reason: string } {
  const reply = repliedIn(given);
  const row = withId(given, reply);
  if ('token_logprobs' in row || 'total' in row) return { row };
  const choices = reply['choices'];
  const choice = Array.isArray(choices) && choices.length > 0 ? members(choices[0]) : reply;
  const found =
    promptLogprobs(choice, reply) ?? choiceLogprobs(choice, members(reply['usage'])) ?? harnessRow(given);
  if (found === undefined) return { row };
  if ('reason' in found) return found;
  return { row: { ...row, ...found } };
}

function members(value: unknown): Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : {};
}

/** The reply in a line of a batch file: `{custom_id, response: {body}}`. */
function repliedIn(row: Row): Row {
  const response = members(row['response']);
  const body = members(response['body']);
  return 'choices' in body ? body : 'choices' in response ? response : row;
}

function withId(row: Row, reply: Row): Row {
  const stated = ID_FIELDS.filter((name) => row[name] !== undefined && row[name] !== null);
  const own = stated.find((name) => !('choices' in reply && REPLY_ID.test(String(row[name]))));
  const name = own ?? stated[0];
  return name === undefined || name === 'id' ? row : { ...row, id: row[name] };
}

type Found = { readonly token_logprobs: readonly unknown[]; readonly tokens?: number };

/** Ids are keys that JSON does not keep in order: of several alternatives the token is told by its id alone. */
function promptLogprobs(choice: Row, reply: Row): Found | { readonly reason: string } | undefined {
  const given = choice['prompt_logprobs'] ?? reply['prompt_logprobs'];
  if (!Array.isArray(given)) return undefined;
  const ids = choice['prompt_token_ids'] ?? reply['prompt_token_ids'];
  if (Array.isArray(ids) && ids.length !== given.length)
    return { reason: `${given.length} prompt_logprobs for ${ids.length} prompt_token_ids` };
  const logprobs: unknown[] = [];
  for (const [i, entry] of given.entries()) {
    const named = members(entry);
    const keys = Object.keys(named);
    const key = keys.length === 1 ? keys[0] : Array.isArray(ids) ? String(ids[i]) : undefined;
    if (entry !== null && key === undefined)
      return {
        reason: `token ${i + 1} has ${keys.length} alternatives, and no prompt_token_ids say which it is`,
      };
    const one = entry === null ? null : named[key!];
    if (one === undefined) return { reason: `token ${i + 1} is not among its prompt_logprobs` };
    logprobs.push(typeof one === 'number' || one === null ? one : members(one)['logprob']);
  }
  return { token_logprobs: logprobs };
}

/** Of an echoed prompt with generated tokens behind it (`usage` tells both) the prompt is what was asked about. */
function choiceLogprobs(choice: Row, usage: Row): Found | undefined {
  const stated = choice['logprobs'];
  if (Array.isArray(stated)) return { token_logprobs: stated.map(logprobOf) };
  const { token_logprobs, content } = members(stated);
  if (Array.isArray(content)) return { token_logprobs: content.map(logprobOf) };
  if (!Array.isArray(token_logprobs)) return undefined;
  const { prompt_tokens: prompt, completion_tokens: completion } = usage;
  const echoed =
    typeof prompt === 'number' &&
    typeof completion === 'number' &&
    token_logprobs.length === prompt + completion;
  return { token_logprobs: echoed ? token_logprobs.slice(0, prompt) : token_logprobs };
}

function logprobOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null ? members(entry)['logprob'] : entry;
}

/** Evaluation harnesses log the likelihood of a whole document beside its words and bytes, and how many tokens it had nowhere. */
function harnessRow(row: Row): { readonly reason: string } | undefined {
  if (!('filtered_resps' in row) && !('word_perplexity' in row)) return undefined;
  return {
    reason:
      'it tells no number of tokens: add "total" and "tokens", or log the probabilities of single tokens',
  };
}
