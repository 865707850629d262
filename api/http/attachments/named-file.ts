import { fileName } from '#domain/contracts/attachment';
import { z } from 'zod';

/** A name in percent-encoded UTF-8: headers carry no other letters. */
const encodedName = z
  .string()
  .max(3 * 4 * 255)
  .transform((text, context) => {
    try {
      return decodeURIComponent(text);
    } catch {
      context.addIssue('is not percent-encoded UTF-8');
      return z.NEVER;
    }
  })
  .pipe(fileName);

/** The headers of a request whose body is a file. */
export const namedFile = z.strictObject({
  'x-file-name': encodedName,
  'content-type': z.string().max(255).default(''),
});
