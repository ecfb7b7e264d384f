import fc from 'fast-check';
import { expect, it } from 'vitest';
import { frameOf, HEARTBEAT, lastEventId } from './frame.ts';

/** Events as a browser reads them out of a stream (HTML Living Standard, 9.2.6). */
function parsed(stream: string): { event?: string; id?: string; data: string }[] {
  const blocks = stream.split('\n\n').filter((block) => block !== '' && block !== ':');
  return blocks.map((block) => {
    const fields = new Map(
      block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    );
    return {
      event: fields.get('event'),
      ...(fields.has('id') ? { id: fields.get('id') } : {}),
      data: fields.get('data')!,
    };
  });
}

it('names the event by its type and numbers it where it has a number', () => {
  expect(frameOf({ type: 'hello', seq: 4, version: '1' }, 4)).toBe(
    'event: hello\nid: 4\ndata: {"type":"hello","seq":4,"version":"1"}\n\n',
  );
  expect(frameOf({ type: 'hello', seq: 4, version: '1' })).not.toContain('id:');
});

it('lets nothing in a message end it or begin another', () => {
  const line = fc.stringMatching(/^[\n\r: a-z\u2028]*$/);
  fc.assert(
    fc.property(line, line, (kind, id) => {
      const message = { type: 'ledger', seq: 1, kinds: [kind], subjects: [{ type: 'example', id }] } as const;
      const events = parsed(
        frameOf({ ...message, kinds: [kind], subjects: [...message.subjects] }, 1) + HEARTBEAT,
      );
      expect(events).toHaveLength(1);
      expect(JSON.parse(events[0].data)).toEqual(message);
    }),
  );
});

it('reads the number that a client stood at, and nothing else', () => {
  expect(lastEventId('17')).toBe(17);
  for (const header of [undefined, '', '-1', '1.5', '1e3', '12 ', '9'.repeat(16), ['1', '2'], 'x'])
    expect(lastEventId(header)).toBeUndefined();
});
