import { isRow, kindOf } from './fields.ts';

/** Fields that hold a conversation, in the order they are looked for. */
export const CHAT_FIELDS = ['messages', 'conversations'] as const;

/** A text, or why there is none. */
export type TextOrReason =
  | { readonly text: string; readonly reason?: undefined }
  | { readonly text?: undefined; readonly reason: string };

/**
 * The contents of a conversation joined by blank lines, in order. A message holds its words in `content` (a string, or
 * parts `{type: 'text', text}`) or in `value`. A message without words (a tool call, an image) adds nothing.
 */
export function joinMessages(field: string, messages: unknown): TextOrReason {
  if (!Array.isArray(messages))
    return { reason: `field "${field}" is ${kindOf(messages)}, not a list of messages` };
  const contents: string[] = [];
  for (const message of messages) {
    if (!isRow(message))
      return { reason: `field "${field}" holds ${kindOf(message)} where a message should be` };
    const content = contentOf(message.content ?? message.value);
    if (content === undefined) {
      const held = kindOf(message.content ?? message.value);
      return { reason: `a message in field "${field}" has ${held} for its content, not text` };
    }
    if (content !== '') contents.push(content);
  }
  return contents.length === 0
    ? { reason: `no message in field "${field}" holds text` }
    : { text: contents.join('\n\n') };
}

function contentOf(content: unknown): string | undefined {
  if (typeof content === 'string') return content;
  if (content === null || content === undefined) return '';
  if (!Array.isArray(content)) return undefined;
  const texts: string[] = [];
  for (const part of content) {
    if (typeof part === 'string') texts.push(part);
    else if (isRow(part) && typeof part.text === 'string' && (part.type ?? 'text') === 'text')
      texts.push(part.text);
  }
  return texts.filter((text) => text !== '').join('\n\n');
}
