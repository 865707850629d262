import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { FileDescription, FileReply } from './file-endpoints.ts';

/**
 * Send a file that a stranger may have made: browsers take it for nothing but what is said, and even a page among them could
 * do nothing, since it is shown in a sandbox of its own.
 */
export async function sendFile(request: Request, response: Response, { file, content }: FileReply): Promise<void> {
  response.setHeader('Content-Type', file.mediaType);
  response.setHeader('Content-Length', file.size);
  response.setHeader('Content-Disposition', dispositionOf(file));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  if (request.method === 'HEAD') {
    content.destroy();
    response.end();
    return;
  }
  await pipeline(content, response).catch((error: unknown) => {
    // Whoever asked has left; that is theirs to decide.
    if (error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE') return;
    throw error;
  });
}

/** The name in ASCII for old readers, and as it is (RFC 6266, section 4.3; RFC 8187 for the encoding). */
function dispositionOf({ name, isInline = false }: FileDescription): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${isInline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
