import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { download } from './download.ts';

describe('download', () => {
  const links: { href: string; download: string; clicked: boolean; there: boolean }[] = [];
  const blobs: Blob[] = [];
  const revoked: string[] = [];

  beforeEach(() => {
    for (const list of [links, blobs, revoked]) list.length = 0;
    vi.useFakeTimers();
    vi.stubGlobal('document', {
      body: {
        append: (link: { there: boolean }) => {
          link.there = true;
        },
      },
      createElement: () => {
        const link = {
          href: '',
          download: '',
          clicked: false,
          there: false,
          click() {
            this.clicked = this.there;
          },
          remove() {
            this.there = false;
          },
        };
        links.push(link);
        return link;
      },
    });
    vi.stubGlobal('URL', {
      createObjectURL: (blob: Blob) => `blob:${blobs.push(blob)}`,
      revokeObjectURL: (url: string) => revoked.push(url),
    });
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('offers text under its name and in UTF-8', async () => {
    download('signals.csv', 'é,1', 'text/csv');
    expect(links).toMatchObject([{ href: 'blob:1', download: 'signals.csv', clicked: true, there: false }]);
    expect(blobs[0].type).toBe('text/csv;charset=utf-8');
    expect(await blobs[0].text()).toBe('é,1');
  });

  it('offers a picture as it is', () => {
    const picture = new Blob(['x'], { type: 'image/png' });
    download('map.png', picture);
    expect(blobs[0]).toBe(picture);
  });

  it('lets go of the content, but not before the download has begun', () => {
    download('a.txt', 'a');
    expect(revoked).toEqual([]);
    vi.runAllTimers();
    expect(revoked).toEqual(['blob:1']);
  });
});
