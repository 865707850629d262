import { z } from 'zod';

const developmentDefaults = z.registry<{ value: string }>();

/**
 * A setting without which production does not start, and that has a well-known value everywhere else.
 *
 * In production the well-known value itself is refused too. Outermost call only: a piece refined further is another piece.
 */
export function requiredInProduction<T extends z.ZodType>(piece: T, value: string): T {
  developmentDefaults.add(piece, { value });
  return piece;
}

/** The well-known value of a piece made by `requiredInProduction`, else nothing. */
export function developmentDefault(piece: z.core.$ZodType): string | undefined {
  return developmentDefaults.get(piece)?.value;
}
