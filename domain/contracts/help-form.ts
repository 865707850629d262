import { z } from 'zod';
import { anyCaseUuid } from './identifiers.ts';

/** The largest file that can be sent by the form, in bytes: round in the units in which people are told. */
export const LARGEST_FORM_FILE = 10_000_000;
/** All files of one request together, in bytes. */
export const LARGEST_FORM_FILES = 25_000_000;
/** Files of one request. */
export const MOST_FORM_FILES = 10;

/** Whoever sends the form sooner after opening it has not read it; ms. */
export const FASTEST_FORM_MS = 3_000;
/** A form that was open for longer has to be opened anew; ms. */
export const LONGEST_FORM_MS = 12 * 3_600_000;

/** Signs that turn the direction of what stands after them. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g;

/** What was typed or pasted into a line, as one line without control characters. */
const asLine = (text: string) =>
  text
    .normalize('NFC')
    .replace(turning, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();

/** The same of a text, whose lines stay. */
const asText = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd();

const line = (longest: number) => z.string().overwrite(asLine).min(1).max(longest);

/** What somebody writes into the form. Control characters are taken out. */
export const writtenRequest = z.strictObject({
  name: line(120),
  /** Where the answer goes; read in lower case. */
  email: z.email().max(254).toLowerCase(),
  subject: line(200),
  body: z.string().overwrite(asText).min(1).max(20_000),
});

/** The form as it is sent. */
export const helpRequest = writtenRequest
  .extend({
    /** Of the form that was opened. */
    token: z.string().max(1_000),
    /** Files that were uploaded with the same token. */
    attachmentIds: z
      .array(anyCaseUuid)
      .max(MOST_FORM_FILES)
      .refine((ids) => new Set(ids).size === ids.length, 'names a file twice')
      .default([]),
    /** People do not see this field. */
    homepage: z.string().max(1_000).default(''),
  })
  .meta({ id: 'HelpRequest', description: 'What somebody asks by the public form. Leave `homepage` empty.' });

/** A form that was opened. */
export const helpForm = z
  .strictObject({
    /** Says when; what is uploaded and sent with it belongs together. */
    token: z.string(),
  })
  .meta({ id: 'HelpForm', description: 'A public form that was opened.' });
/** See `helpForm`. */
export type HelpForm = z.infer<typeof helpForm>;

/** What answers a request. */
export const helpReceipt = z
  .strictObject({
    /** Of the ticket. */
    number: z.int().positive(),
  })
  .meta({ id: 'HelpReceipt', description: 'The number of the ticket that a request became.' });
/** See `helpReceipt`. */
export type HelpReceipt = z.infer<typeof helpReceipt>;
