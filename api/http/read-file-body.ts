import { finished, Transform } from 'node:stream';
import { Problem } from '#domain/contracts/problem';
import type { RequestHandler } from 'express';

/**
 * Hand the body over as it comes, as a stream in `request.body` that fails once it has more than `limit` bytes.
 *
 * @throws {Problem} `body_too_large`, also by that stream; `unsupported_media_type` if it is packed; the stream fails with
 *   `malformed_request` if the caller goes before all is there
 */
export function readFileBody(limit: number): RequestHandler {
  return (request, response, next) => {
    if (request.headers['content-encoding'] !== undefined) {
      throw new Problem('unsupported_media_type', { detail: 'A file is sent as it is, without Content-Encoding.' });
    }
    if (Number(request.headers['content-length'] ?? 0) > limit) throw new Problem('body_too_large');
    let size = 0;
    const limited = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length;
        if (size > limit) done(new Problem('body_too_large'));
        else done(null, chunk);
      },
    });
    // Whoever reads it hears of it there; a request that was refused before has no reader.
    limited.on('error', () => undefined);
    // Not one pipeline: that would end the connection with the stream, and the caller would never hear why.
    request.pipe(limited);
    finished(request, { writable: false }, (error) => {
      if (error) limited.destroy(new Problem('malformed_request', { detail: 'The body ended too soon.' }));
    });
    response.once('finish', () => {
      // What nobody wanted is read to its end, or the connection could carry no other request.
      request.unpipe(limited);
      request.resume();
    });
    request.body = limited;
    next();
  };
}
