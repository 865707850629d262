import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Bytes that are safe: they survive the machine's end. */
export interface KeptRaw {
  /** SHA-256 in hex. */
  readonly contentHash: string;
  readonly size: number;
}

/** A message of more bytes than are taken. */
class RawTooLarge extends Error {
  override readonly name = 'RawTooLarge';
}

/** A file that is open. */
export interface OpenedFile {
  readonly size: number;
  /** Its first bytes. */
  peek(length: number): Promise<Buffer>;
  /** All of them, from the first. */
  content(): Readable;
}

/** The folder of mail and attachments. */
export interface MailFiles {
  /**
   * Keep a raw message under the hash of its bytes. The same bytes again are the same file.
   *
   * @throws {RawTooLarge} after all of it was read, and nothing beyond the limit written
   */
  keepRaw(stream: Readable, mostBytes: number): Promise<KeptRaw>;
  /** @throws {Error} ENOENT: the file is gone */
  readRaw(contentHash: string): Promise<Buffer>;
  /** Keep a file under its own id. */
  keepFile(id: string, content: Uint8Array): Promise<void>;
  /**
   * Keep a file under its own id while it comes; what came of it is gone if it does not come to its end.
   *
   * @returns its size
   * @throws whatever the stream fails with
   */
  keepStream(id: string, content: Readable): Promise<number>;
  /** Open a file to be read once; null if it is gone. Read `content` to its end, or destroy it: until then it is open. */
  openFile(id: string): Promise<OpenedFile | null>;
  /** Forget a file. Safe to repeat. */
  removeFile(id: string): Promise<void>;
  /** Where the file of that id lies. */
  pathOf(id: string): string;
}

/** Mail and attachments below one folder, each in a subfolder of the first two letters of its name. */
export function openMailFiles(folder: string): MailFiles {
  const pathOf = (id: string) => join(folder, 'files', id.slice(0, 2), id);
  const rawPathOf = (hash: string) => join(folder, 'raw', hash.slice(0, 2), hash);
  async function keepStream(id: string, content: Readable): Promise<number> {
    const temporary = join(folder, 'incoming', randomUUID());
    await mkdir(dirname(temporary), { recursive: true });
    try {
      const file = createWriteStream(temporary, { flags: 'wx', mode: 0o600, flush: true });
      await pipeline(content, file);
      await moveTo(temporary, pathOf(id));
      return file.bytesWritten;
    } finally {
      await rm(temporary, { force: true });
    }
  }
  return {
    pathOf,
    readRaw: (contentHash) => readFile(rawPathOf(contentHash)),
    async keepRaw(stream, mostBytes) {
      const temporary = join(folder, 'incoming', randomUUID());
      await mkdir(dirname(temporary), { recursive: true });
      try {
        const kept = await writeHashed(stream, temporary, mostBytes);
        const path = rawPathOf(kept.contentHash);
        if (!(await exists(path))) await moveTo(temporary, path);
        return kept;
      } finally {
        await rm(temporary, { force: true });
      }
    },
    keepStream,
    async openFile(id) {
      const file = await open(pathOf(id), 'r').catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      });
      if (!file) return null;
      const { size } = await file.stat();
      return {
        size,
        async peek(length) {
          const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
          return buffer.subarray(0, bytesRead);
        },
        content: () => file.createReadStream({ start: 0 }),
      };
    },
    removeFile: (id) => rm(pathOf(id), { force: true }),
    async keepFile(id, content) {
      await keepStream(id, Readable.from([content]));
    },
  };
}

async function writeHashed(stream: Readable, path: string, mostBytes: number): Promise<KeptRaw> {
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > mostBytes) {
        done();
        return;
      }
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(stream, measure, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
  if (size > mostBytes) throw new RawTooLarge(`It has ${String(size)} bytes.`);
  return { contentHash: hash.digest('hex'), size };
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** A name is safe when its folder is synced. */
async function moveTo(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
  const folder = await open(dirname(to), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
