import { describe, expect, test } from 'vitest';
import { writtenRequest } from './help-form.ts';

const written = { name: 'Zoe Quist', email: 'zoe@customers.example', subject: 'Paper jam', body: 'It is stuck.' };
const read = (more: object) => writtenRequest.parse({ ...written, ...more });
const faults = (more: object) =>
  writtenRequest.safeParse({ ...written, ...more }).error?.issues.map(({ path, code }) => [path.join('/'), code]);

describe('what somebody writes', () => {
  test('into a line becomes one line, without what a mail or a screen would stumble over', () => {
    expect(read({ name: '  Zoe\r\nBcc: all@example.com\t\u0007Quist ' }).name).toBe('Zoe Bcc: all@example.com Quist');
    expect(read({ subject: 'exe\u202egnp.\u2028\u0085x' }).subject).toBe('exegnp. x');
    expect(read({ subject: 'Größe'.normalize('NFD') }).subject).toBe('Größe');
  });

  test('as a text keeps its lines and its tabs', () => {
    expect(read({ body: ' \r\n\n  a\tb\r\n\u0000\u001b[31mc\r\rd\u009f \n ' }).body).toBe('  a\tb\n[31mc\n\nd');
  });

  test('of nothing but space in the middle does not keep anybody waiting', () => {
    const begun = performance.now();
    const space = ' \n'.repeat(150_000);
    for (const body of [`a${space}b`, `${space}b`, `a${space}`])
      writtenRequest.safeParse({ ...written, body, name: body });
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  test('is one address, in lower case', () => {
    expect(read({ email: 'Zoe@Customers.Example' }).email).toBe('zoe@customers.example');
    for (const email of ['zoe', 'zoe@localhost', 'zoe@a.example, eve@a.example', 'zoe@a.example\nBcc: eve@a.example']) {
      expect(faults({ email })).toEqual([['email', 'invalid_format']]);
    }
  });

  test('must be something, and not too much', () => {
    expect(faults({ name: ' \u0007 ', subject: '\n', body: ' \n\t ' })).toEqual([
      ['name', 'too_small'],
      ['subject', 'too_small'],
      ['body', 'too_small'],
    ]);
    expect(faults({ name: 'x'.repeat(121), subject: 'x'.repeat(201), body: 'x'.repeat(20_001) })).toEqual([
      ['name', 'too_big'],
      ['subject', 'too_big'],
      ['body', 'too_big'],
    ]);
  });
});
