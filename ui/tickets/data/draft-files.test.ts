import { LARGEST_ATTACHMENT, MOST_ATTACHMENTS } from '#domain/contracts/attachment';
import { expect, test } from 'vitest';
import { readDraftFiles, uploadName, whyNot, writeDraftFiles, type DraftFile } from './draft-files.ts';

const hour = 3_600_000;
const id = '3f0c9a52-52f8-4b0e-9a7e-0c7a5a4d0001';
const ready: DraftFile = { id, name: 'a.txt', type: 'text/plain', bytes: 3, state: { is: 'ready', uploadedAt: 0 } };

test('a draft keeps what the server has, and nothing else', () => {
  const files: DraftFile[] = [
    ready,
    { ...ready, id: 'x', state: { is: 'uploading', share: 0.5 } },
    { ...ready, id: 'y', state: { is: 'refused', why: 'too large' } },
  ];
  expect(readDraftFiles(writeDraftFiles(files), hour)).toEqual([ready]);
  expect(writeDraftFiles(files.slice(1))).toBeNull();
});

test('what the server is about to forget is not offered any more, nor what cannot be read', () => {
  const kept = writeDraftFiles([ready]);
  expect(readDraftFiles(kept, 22 * hour)).toHaveLength(1);
  expect(readDraftFiles(kept, 23 * hour)).toEqual([]);
  for (const broken of [null, '', '{', '[{"attachmentId":1}]']) expect(readDraftFiles(broken, 0)).toEqual([]);
});

test('what cannot go is not sent', () => {
  expect(whyNot(LARGEST_ATTACHMENT, 0)).toBeNull();
  expect(whyNot(LARGEST_ATTACHMENT + 1, 0)).toBe('too_large');
  expect(whyNot(1, MOST_ATTACHMENTS)).toBe('too_many');
});

test('a name is made such that the server takes it', () => {
  expect(uploadName('Rechnung für Ä.pdf')).toBe('Rechnung für Ä.pdf');
  expect(uploadName('../a\\b\u202Egpj.exe')).toBe('.._a_b_gpj.exe');
  expect(uploadName(`${'x'.repeat(300)}.pdf`)).toHaveLength(255);
  expect(uploadName('   ')).toBe('file');
});
