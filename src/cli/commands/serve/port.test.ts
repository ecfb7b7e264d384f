import { expect, it } from 'vitest';
import { portNumber } from './port.ts';

it('takes a port, or 0 for any', () => {
  expect(['0', '80', '65535'].map(portNumber)).toEqual([0, 80, 65_535]);
});

it.each(['', '-1', '65536', '8473x', '8.5', '1e3', ' 80', '000080'])('takes no %j', (text) => {
  expect(() => portNumber(text)).toThrow('from 0 to 65535');
});
