import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { SdkAnswer, type SdkParams } from './ai-sdk-answer.ts';
import type { Recorder } from './recorder.ts';

const MODEL = { provider: 'openai.chat', modelId: 'gpt-asked' };

/** What an answer tells the recorder. */
function heard(params: SdkParams = {}, record: (completion: object) => void = () => {}) {
  const rows: Record<string, unknown>[] = [];
  const failures: unknown[] = [];
  const recorder = {
    record: async (completion: Record<string, unknown>) => {
      record(completion);
      rows.push(completion);
    },
    fail: (error: unknown) => failures.push(error),
  } as unknown as Recorder;
  return { answer: new SdkAnswer(recorder, MODEL, params, 'openai'), rows, failures };
}

async function streamed(parts: readonly unknown[], params: SdkParams = {}) {
  const { answer, rows, failures } = heard(params);
  for (const part of parts) answer.see(part);
  await answer.end('complete');
  expect(failures).toEqual([]);
  return rows[0];
}

async function whole(result: unknown, params: SdkParams = {}) {
  const { answer, rows, failures } = heard(params);
  answer.whole(result);
  await answer.end('complete');
  expect(failures).toEqual([]);
  return rows[0];
}

describe('the answer of a stream', () => {
  it('is the text of its deltas in order, of either version', async () => {
    const row = await streamed([
      { type: 'text-start', id: '1' },
      { type: 'text-delta', id: '1', delta: 'one ' },
      { type: 'text-delta', id: '1', textDelta: 'two' },
      { type: 'text-end', id: '1' },
    ]);
    expect(row).toMatchObject({
      text: 'one two',
      toolCalls: [],
      provider: 'openai',
      choice: 0,
      ending: 'complete',
    });
  });

  it('joins the input of a tool from its pieces, and takes the whole call over them', async () => {
    const pieces = [
      { type: 'tool-input-start', id: 'c1', toolName: 'find' },
      { type: 'tool-input-delta', id: 'c1', delta: '{"q":' },
      { type: 'tool-input-delta', id: 'c1', delta: '1}' },
    ];
    expect((await streamed(pieces))['toolCalls']).toEqual([{ name: 'find', arguments: '{"q":1}' }]);
    const call = { type: 'tool-call', toolCallId: 'c1', toolName: 'find', input: { q: 2 } };
    expect((await streamed([...pieces, call]))['toolCalls']).toEqual([
      { name: 'find', arguments: '{"q":2}' },
    ]);
  });

  it('keeps calls apart by their ids, in the order in which they began', async () => {
    const row = await streamed([
      { type: 'tool-input-start', id: 'b', toolName: 'second' },
      { type: 'tool-input-start', id: 'a', toolName: 'first' },
      { type: 'tool-input-delta', id: 'a', delta: 'A' },
      { type: 'tool-input-delta', id: 'b', delta: 'B' },
    ]);
    expect(row['toolCalls']).toEqual([
      { name: 'second', arguments: 'B' },
      { name: 'first', arguments: 'A' },
    ]);
  });

  it('passes over a piece of a call that never began', async () => {
    expect((await streamed([{ type: 'tool-input-delta', id: 'x', delta: 'lost' }]))['toolCalls']).toEqual([]);
  });

  it('takes the reason of either version: a word, or an object with the word of the provider', async () => {
    const reason = async (finishReason: unknown) =>
      (await streamed([{ type: 'finish', finishReason }]))['finishReason'];
    expect(await reason('stop')).toBe('stop');
    expect(await reason({ unified: 'stop', raw: 'end_turn' })).toBe('end_turn');
    expect(await reason({ unified: 'length' })).toBe('length');
    expect(await reason(undefined)).toBeUndefined();
    expect(await reason(7)).toBeUndefined();
  });

  it('names the model that answered, else the one that was asked', async () => {
    expect((await streamed([]))['model']).toBe('gpt-asked');
    const told = await streamed([{ type: 'response-metadata', id: 'r1', modelId: 'gpt-answered' }]);
    expect(told).toMatchObject({ model: 'gpt-answered', responseId: 'r1' });
    const silent = await streamed([{ type: 'response-metadata', id: '', modelId: '' }]);
    expect(silent['model']).toBe('gpt-asked');
    expect(silent).not.toHaveProperty('responseId');
  });

  it('failed where a part tells of an error, unless it was cut off anyway', async () => {
    const { answer, rows } = heard();
    answer.see({ type: 'text-delta', delta: 'half' });
    answer.see({ type: 'error', error: new Error('gone') });
    await answer.end('complete');
    expect(rows[0]).toMatchObject({ text: 'half', ending: 'failed' });
    const cut = heard();
    cut.answer.see({ type: 'error', error: 'x' });
    await cut.answer.end('aborted');
    expect(cut.rows[0]).toMatchObject({ ending: 'aborted' });
  });

  it('takes token ids from what the server sent beside the parts', async () => {
    const row = await streamed([
      {
        type: 'raw',
        rawValue: { id: 'raw-1', choices: [{ index: 0, delta: { content: 'a' }, token_ids: [5, 6] }] },
      },
      { type: 'text-delta', delta: 'a' },
    ]);
    expect(row).toMatchObject({ tokenIds: [5, 6], responseId: 'raw-1', text: 'a' });
  });

  it('is not disturbed by anything that no part is', () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          type: fc.constantFrom(
            'text',
            'text-delta',
            'tool-call',
            'finish',
            'raw',
            'error',
            'tool-input-start',
          ),
          text: fc.jsonValue(),
          delta: fc.jsonValue(),
          id: fc.jsonValue(),
          toolName: fc.jsonValue(),
          input: fc.jsonValue(),
          rawValue: fc.jsonValue(),
          finishReason: fc.jsonValue(),
        },
        { requiredKeys: ['type'] },
      ),
    );
    return fc.assert(
      fc.asyncProperty(fc.array(odd, { maxLength: 12 }), async (parts) => {
        const { answer, rows } = heard();
        for (const part of parts) answer.see(part);
        await answer.end('complete');
        expect(rows).toHaveLength(1);
        expect(typeof rows[0]['text']).toBe('string');
      }),
      { numRuns: runs(60) },
    );
  });
});

describe('the answer that came at once', () => {
  it('is the text of all its parts, with its calls and its reason', async () => {
    const row = await whole({
      content: [
        { type: 'text', text: 'one ' },
        { type: 'reasoning', text: 'never shown' },
        { type: 'text', text: 'two' },
        { type: 'tool-call', toolCallId: 'c', toolName: 'find', input: '{"q":1}' },
      ],
      finishReason: 'tool-calls',
      response: { id: 'r', modelId: 'm' },
    });
    expect(row).toMatchObject({
      text: 'one two',
      toolCalls: [{ name: 'find', arguments: '{"q":1}' }],
      finishReason: 'tool-calls',
      responseId: 'r',
      model: 'm',
    });
  });

  it('takes what the server itself said where the SDK hands it on, and the SDK’s own word over it', async () => {
    const body = { id: 'of-body', response: { id: 'inner', modelId: 'inner-model' } };
    expect(await whole({ content: [], response: { body } })).toMatchObject({
      responseId: 'inner',
      model: 'inner-model',
    });
    expect(await whole({ content: [], response: { body, id: 'outer' } })).toMatchObject({
      responseId: 'outer',
    });
  });

  it.each([[undefined], [null], ['text'], [{ content: 'no list' }], [{ response: 'none' }]])(
    'is empty for %j, which is none',
    async (result) => {
      expect(await whole(result)).toMatchObject({ text: '', toolCalls: [], model: 'gpt-asked' });
    },
  );
});

describe('what was asked', () => {
  const request = async (params: SdkParams) => (await streamed([], params))['request'];

  it('holds the settings, and those of the provider where the SDK names none', async () => {
    expect(
      await request({ temperature: 0.5, providerOptions: { vllm: { temperature: 0, top_p: 0.9 } } }),
    ).toMatchObject({
      temperature: 0.5,
    });
    expect(
      await request({ temperature: undefined, providerOptions: { vllm: { temperature: 0 } } }),
    ).toMatchObject({
      temperature: 0,
    });
  });

  it('has a prompt only where there are messages', async () => {
    const message = { role: 'user', content: [{ type: 'text', text: 'hello' }] };
    expect(await streamed([], { prompt: [message] })).toHaveProperty('prompt');
    expect(await streamed([], { prompt: 'hello' })).not.toHaveProperty('prompt');
    expect(await streamed([])).not.toHaveProperty('prompt');
  });
});

describe('a recorder that fails', () => {
  it('is told, and the application goes on', async () => {
    const { answer, rows, failures } = heard({}, () => {
      throw new Error('disk full');
    });
    answer.see({ type: 'text-delta', delta: 'x' });
    await expect(answer.end('complete')).resolves.toBeUndefined();
    expect(rows).toEqual([]);
    expect(failures).toEqual([expect.objectContaining({ message: 'disk full' })]);
  });

  it('is told of a part that breaks when it is looked at', () => {
    const { answer, failures } = heard();
    answer.see({
      get type(): string {
        throw new Error('a trap');
      },
    });
    expect(failures).toHaveLength(1);
  });
});
