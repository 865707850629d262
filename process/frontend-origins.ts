import { z } from 'zod';

/** One origin or several, separated by commas, such as `https://desk.example.com`: scheme, host and port, no path. */
export const frontendOrigins = z.string().transform((text, context) => {
  const origins = text.split(',').map((part) => toOrigin(part.trim()));
  if (origins.includes(undefined)) {
    context.addIssue('must be an origin like https://desk.example.com, or several separated by commas');
    return z.NEVER;
  }
  return origins as [string, ...string[]];
});

function toOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, origin, href } = new URL(text);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  return isWeb && href === `${origin}/` ? origin : undefined;
}
