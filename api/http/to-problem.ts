import { Problem, type ProblemCode } from '#domain/contracts/problem';
import { recogniseOutage } from './recognise-outage.ts';

/** What Express' body reader calls the mistakes of callers (`type` of its errors). */
const byType: Readonly<Record<string, ProblemCode>> = {
  'charset.unsupported': 'unsupported_media_type',
  'encoding.unsupported': 'unsupported_media_type',
  'entity.too.large': 'body_too_large',
  'request.aborted': 'malformed_request',
  'request.size.invalid': 'malformed_request',
};

/** Whatever was thrown, as a problem that a caller may see; what is no mistake of theirs and no outage is a bug of ours. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const outage = recogniseOutage(error);
  if (outage) return outage;
  return new Problem(callersMistake(error) ?? 'internal', { cause: error });
}

/**
 * Only Express' own errors are believed: those of its body reader, known by `expose` and their type, and the percent sign
 * that is none. Other libraries put a `status` on their errors too, of a request that we made.
 */
function callersMistake(error: unknown): ProblemCode | undefined {
  if (error instanceof URIError) return 'malformed_request';
  if (!(error instanceof Error) || !('expose' in error) || error.expose !== true) return undefined;
  if ('type' in error) return byType[String(error.type)];
  // The body reader passes on what zlib says of a body that does not unpack.
  return 'code' in error && String(error.code).startsWith('Z_') ? 'malformed_request' : undefined;
}
