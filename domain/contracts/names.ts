import { z } from 'zod';

/**
 * What people, teams and roles are called: a line of up to 120 characters, in NFC so that what looks alike is alike. Of
 * characters that nobody sees only the joiners are let in that Persian, Indic scripts and emoji are written with.
 */
export const personName = z
  .string()
  .normalize('NFC')
  .trim()
  .min(1)
  .max(120)
  .regex(/^(?:[\u200C\u200D]|[^\p{Cc}\p{Cf}])*$/u, 'has characters that nobody sees')
  .regex(/[\p{L}\p{N}\p{P}\p{S}]/u, 'has nothing to be read');
