import { expect, test } from 'vitest';
import { downloadType } from './download-type.ts';
import { imageType } from './image-type.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

test.each([
  ['\x89PNG\r\n\x1a\n and more', 'image/png'],
  ['\xff\xd8\xff\xe0\x00\x10JFIF', 'image/jpeg'],
  ['GIF89a\x01\x00', 'image/gif'],
  ['GIF87a', 'image/gif'],
  ['RIFF\x24\x00\x00\x00WEBPVP8 ', 'image/webp'],
  ['RIFF\x24\x00\x00\x00WAVEfmt ', null],
  ['<svg xmlns="http://www.w3.org/2000/svg">', null],
  ['<!DOCTYPE html>', null],
  [' \x89PNG\r\n\x1a\n', null],
  ['', null],
])('%j is %s', (beginning, type) => {
  expect(imageType(bytes(beginning))).toBe(type);
});

test.each([
  ['application/pdf', 'application/pdf'],
  ['Text/Plain; charset=utf-8', 'text/plain'],
  ['image/png', 'image/png'],
  ['text/html', 'application/octet-stream'],
  ['application/xhtml+xml', 'application/octet-stream'],
  ['image/svg+xml', 'application/octet-stream'],
  ['text/xml', 'application/octet-stream'],
  ['text/javascript', 'application/octet-stream'],
  ['text/html\r\nX: y', 'application/octet-stream'],
  ['nonsense', 'application/octet-stream'],
  ['', 'application/octet-stream'],
])('%j leaves as %s', (said, type) => {
  expect(downloadType(said)).toBe(type);
});
