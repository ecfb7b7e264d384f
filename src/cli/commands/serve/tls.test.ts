import { expect, it } from 'vitest';
import { scratch } from '../../../corpus/fixtures.test.support.ts';
import { CERT, KEY } from './pem.test.support.ts';
import { readTls } from './tls.ts';

const disk = scratch();
const tlsCert = disk.write('cert.pem', CERT);
const tlsKey = disk.write('key.pem', KEY);

it('reads a certificate and its key, and nothing where none is named', async () => {
  expect(await readTls({ tlsCert, tlsKey })).toEqual({ cert: CERT, key: KEY });
  expect(await readTls({})).toBeUndefined();
});

it('wants both or none', async () => {
  for (const one of [{ tlsCert }, { tlsKey }])
    await expect(readTls(one)).rejects.toMatchObject({ code: 'E_OPTION' });
});

it('names a file that is not there', async () => {
  await expect(readTls({ tlsCert, tlsKey: `${tlsKey}x` })).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
});

it('refuses what is no certificate and key before anything listens, without showing the key', async () => {
  const swapped = { tlsCert: tlsKey, tlsKey: tlsCert };
  const nonsense = { tlsCert, tlsKey: disk.write('nonsense.pem', 'nonsense') };
  for (const files of [swapped, nonsense]) {
    const error = await readTls(files).catch((caught) => caught);
    expect(error).toMatchObject({ code: 'E_KEY' });
    expect(JSON.stringify(error)).not.toContain(KEY.split('\n')[1]);
  }
});
