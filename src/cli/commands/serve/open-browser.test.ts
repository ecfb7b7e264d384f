import { describe, expect, it } from 'vitest';
import { openBrowser, openerFor } from './open-browser.ts';

const URL = 'http://127.0.0.1:8473/#token=a&b';

describe('openerFor', () => {
  it('takes what each system has, and hands the address over as one word', () => {
    expect(openerFor(URL, 'darwin', {})).toEqual(['open', URL]);
    expect(openerFor(URL, 'win32', {})).toEqual(['rundll32', 'url.dll,FileProtocolHandler', URL]);
    expect(openerFor(URL, 'linux', { DISPLAY: ':0' })).toEqual(['xdg-open', URL]);
    expect(openerFor(URL, 'freebsd', { WAYLAND_DISPLAY: 'wayland-0' })).toEqual(['xdg-open', URL]);
  });

  it('opens nothing where there is no screen: over ssh, in a container', () => {
    expect(openerFor(URL, 'linux', {})).toBeUndefined();
    expect(openerFor(URL, 'linux', { DISPLAY: '' })).toBeUndefined();
  });
});

it('takes no harm where there is no program that opens', async () => {
  const before = process.env['PATH'];
  process.env['PATH'] = '/nowhere';
  try {
    openBrowser(URL, 'linux', { DISPLAY: ':0' });
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.env['PATH'] = before;
  }
});
