import { Readable } from 'node:stream';
import { z } from 'zod';

/** In place of a body's schema: the body is the bytes of a file, of any media type, and is handed over while it comes. */
export const fileBytes = z.custom<Readable>((body) => body instanceof Readable);

/** A file as it goes out. */
export interface FileDescription {
  /** What its reader takes it for; never guessed by browsers. */
  readonly mediaType: string;
  /** bytes */
  readonly size: number;
  readonly name: string;
  /** Shown where it is asked for, as pictures are in a mail; otherwise it is only ever saved. */
  readonly isInline?: boolean;
}

/** What an endpoint gives back in place of JSON. */
export class FileReply {
  readonly file: FileDescription;
  /** Read to its end, or destroyed. */
  readonly content: Readable;

  constructor(file: FileDescription, content: Readable) {
    this.file = file;
    this.content = content;
  }
}

/** In place of a reply's schema: the reply is a file. */
export const fileReply = z.instanceof(FileReply);
