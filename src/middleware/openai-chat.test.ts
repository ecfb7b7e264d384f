import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChatReader, ids } from './openai-chat.ts';
import { completionRequest } from './openai-request.ts';
import { ResponsesReader } from './openai-responses.ts';

function chat(...payloads: readonly object[]) {
  const reader = new ChatReader();
  for (const payload of payloads) reader.absorb(payload as Record<string, unknown>);
  return reader.answer();
}

describe('ChatReader', () => {
  it('reads ids out of log-probabilities that name tokens by them, in both forms', () => {
    const content = [{ token: 'token_id:5' }, { token: 'token_id:60' }];
    expect(chat({ choices: [{ logprobs: { content } }] }).choices[0].tokenIds).toEqual([5, 60]);
    const tokens = ['token_id:7'];
    expect(chat({ choices: [{ text: 'x', logprobs: { tokens } }] }).choices[0].tokenIds).toEqual([7]);
  });

  it('takes no ids from tokens that are written out', () => {
    const content = [{ token: 'token_id:5' }, { token: ' the' }];
    expect(chat({ choices: [{ logprobs: { content } }] }).choices[0]).not.toHaveProperty('tokenIds');
  });

  it('keeps refusals as text', () => {
    expect(chat({ choices: [{ message: { content: null, refusal: 'No.' } }] }).choices[0].text).toBe('No.');
  });

  it('survives whatever a server sends', () => {
    const known = fc.constantFrom(
      'id',
      'choices',
      'message',
      'delta',
      'tool_calls',
      'function',
      'content',
      'logprobs',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.constant(null),
        fc.integer(),
        fc.string(),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(known, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(known, tree), (payload) => {
        for (const { text, toolCalls } of chat(payload).choices) {
          expect(typeof text).toBe('string');
          expect(Array.isArray(toolCalls)).toBe(true);
        }
        const responses = new ResponsesReader();
        responses.absorb({ type: 'response.completed', response: payload, ...payload });
        expect(typeof responses.answer().choices[0].text).toBe('string');
      }),
    );
  });
});

describe('ids', () => {
  it('takes lists of whole numbers alone', () => {
    expect([ids([1, 2]), ids([]), ids([1.5]), ids(['1']), ids(undefined)]).toEqual([
      [1, 2],
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('ResponsesReader', () => {
  it('gives what the deltas said where the stream ended early', () => {
    const reader = new ResponsesReader();
    reader.absorb({
      type: 'response.created',
      response: { id: 'r', model: 'm', status: 'in_progress', output: [] },
    });
    reader.absorb({ type: 'response.output_text.delta', delta: 'so ' });
    reader.absorb({ type: 'response.output_text.delta', delta: 'far' });
    const item = { id: 'i', type: 'function_call', name: 'f', arguments: '' };
    reader.absorb({ type: 'response.output_item.added', item });
    reader.absorb({ type: 'response.function_call_arguments.delta', item_id: 'i', delta: '{"a"' });
    reader.absorb({ type: 'response.function_call_arguments.delta', item_id: 'other', delta: 'x' });
    reader.absorb({ type: 'response.web_search_call.searching' });
    expect(reader.answer()).toEqual({
      responseId: 'r',
      model: 'm',
      choices: [{ choice: 0, text: 'so far', toolCalls: [{ name: 'f', arguments: '{"a"' }] }],
    });
  });

  it('has no text where there is none', () => {
    expect(new ResponsesReader().answer()).toEqual({ choices: [{ choice: 0, text: '', toolCalls: [] }] });
  });
});

describe('completionRequest', () => {
  it('knows requests by the end of their path', () => {
    const at = (path: string) => completionRequest(`https://host${path}`, '{"model": "m"}')?.model;
    expect(at('/v1/chat/completions')).toBe('m');
    expect(at('/openai/deployments/d/chat/completions?api-version=1')).toBe('m');
    expect(at('/v1/responses/')).toBe('m');
    expect(at('/v1/completions')).toBe('m');
    expect([at('/v1/responses/r/cancel'), at('/v1/embeddings'), at('/')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('knows no prompt of a body that it cannot see', () => {
    const asked = completionRequest('https://host/v1/chat/completions', new Uint8Array(3))!;
    expect([asked.model, asked.prompt(0)]).toEqual(['unknown', undefined]);
    expect(() => completionRequest('https://host/v1/responses', '{')).toThrow(SyntaxError);
  });

  it('takes tokens for one prompt, and several prompts apart', () => {
    const prompts = (prompt: unknown, n?: number) => {
      const asked = completionRequest('/v1/completions', JSON.stringify({ prompt, n }))!;
      return [0, 1, 2].map((choice) => asked.prompt(choice));
    };
    expect(prompts([1, 2])).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    expect(prompts([[1], [2], [3]])).toEqual([[1], [2], [3]]);
    expect(prompts(['a', 'b'], 2)).toEqual(['a', 'a', 'b']);
  });

  it('names what stands on the server by its id', () => {
    const body = { previous_response_id: 'r0', input: [{ role: 'user', content: 'and?' }], prompt: null };
    expect(completionRequest('/v1/responses', JSON.stringify(body))!.prompt(0)).toEqual([
      { previous: 'r0' },
      { role: 'user', content: [{ type: 'text', text: 'and?' }] },
    ]);
    expect(completionRequest('/v1/responses', '{}')!.prompt(0)).toBeUndefined();
  });
});
