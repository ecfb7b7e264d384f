import { describe, expect, it } from 'vitest';
import { uuidOfUrl } from './uuid.ts';

describe('uuidOfUrl', () => {
  it('gives the UUIDs of version 5 in the namespace of URLs, by RFC 9562', () => {
    // Values of Python's uuid.uuid5(uuid.NAMESPACE_URL, ...).
    expect(uuidOfUrl('http://www.example.com/')).toBe('fcde3c85-2270-590f-9e7c-ee003d65e0e2');
    expect(uuidOfUrl('https://example.org/\u00e9')).toBe('4db32f13-2b90-551e-bb13-4c966035961b');
  });
});
