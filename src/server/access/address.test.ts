import { expect, it } from 'vitest';
import { networkOf } from './address.ts';

it.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::ffff:10.0.0.7', '10.0.0.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::6', '2001:db8:0:0::/64'],
  ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['unknown', 'unknown'],
  ['', ''],
])('counts %j as %j', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

it('counts all addresses of one customer as one, and those of the next apart', () => {
  const one = networkOf('2001:db8:1:2::1');
  expect(networkOf('2001:db8:1:2:ffff:ffff:ffff:ffff')).toBe(one);
  expect(networkOf('2001:db8:1:3::1')).not.toBe(one);
});
