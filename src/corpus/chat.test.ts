import { describe, expect, it } from 'vitest';
import { joinMessages } from './chat.ts';

const text = (messages: unknown) => joinMessages('messages', messages).text;
const reason = (messages: unknown) => joinMessages('messages', messages).reason;

describe('joinMessages', () => {
  it('joins contents with blank lines, in order', () => {
    expect(
      text([
        { role: 'user', content: 'Hello?' },
        { role: 'assistant', content: 'Hello.\nHow are you?' },
      ]),
    ).toBe('Hello?\n\nHello.\nHow are you?');
  });

  it('reads the parts of a content that are text and passes over the others', () => {
    const content = [
      { type: 'text', text: 'one' },
      { type: 'image_url', image_url: { url: 'x' } },
      { type: 'tool_result', text: 'not read' },
      { type: 'text', text: 'two' },
      'three',
    ];
    expect(text([{ role: 'user', content }])).toBe('one\n\ntwo\n\nthree');
  });

  it('reads `value` of the other common shape', () => {
    expect(
      text([
        { from: 'human', value: 'a' },
        { from: 'gpt', value: 'b' },
      ]),
    ).toBe('a\n\nb');
  });

  it('passes over messages without words', () => {
    expect(
      text([
        { role: 'assistant', content: null, tool_calls: [] },
        { role: 'tool', content: '' },
        { role: 'assistant' },
        { role: 'assistant', content: 'x' },
      ]),
    ).toBe('x');
  });

  it('gives a reason where no text can be had', () => {
    expect(reason(undefined)).toBe('field "messages" is missing, not a list of messages');
    expect(reason('hello')).toContain('is a string, not a list');
    expect(reason([])).toBe('no message in field "messages" holds text');
    expect(reason([{ role: 'user', content: [{ type: 'image' }] }])).toContain('holds text');
    expect(reason(['hello'])).toContain('holds a string where a message should be');
    expect(reason([null])).toContain('holds null');
    expect(reason([{ content: 5 }])).toContain('has a number for its content');
    expect(reason([{ content: { text: 'x' } }])).toContain('has an object for its content');
  });
});
