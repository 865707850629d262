import { LARGEST_FORM_FILE, LARGEST_FORM_FILES, MOST_FORM_FILES } from '#domain/contracts/help-form';
import type { TFunction } from 'i18next';
import { formatBytes } from '../shared/format/format-number.ts';
import type { Locale } from '../shared/i18n/locale.ts';

/** A file that somebody wants to send. */
export interface ChosenFile {
  /** Of this page; and once it is uploaded, the server's. */
  readonly id: string;
  readonly name: string;
  /** MIME, as the browser says. */
  readonly type: string;
  readonly bytes: number;
  readonly state: 'uploading' | 'there' | 'failed';
}

/** Why a file cannot be among those that are chosen; null: it can. */
export type FileFault = 'tooLarge' | 'tooMany' | 'tooMuch';

/** Whether one more file can be sent with these. */
export function judgeFile(file: { readonly size: number }, chosen: readonly ChosenFile[]): FileFault | null {
  if (file.size > LARGEST_FORM_FILE) return 'tooLarge';
  if (chosen.length >= MOST_FORM_FILES) return 'tooMany';
  const bytes = chosen.reduce((sum, one) => sum + one.bytes, file.size);
  return bytes > LARGEST_FORM_FILES ? 'tooMuch' : null;
}

/** Why a file was not taken, in the page's language. */
export function sayFileFault(
  fault: FileFault,
  { name, size }: { readonly name: string; readonly size: number },
  { t, locale }: { readonly t: TFunction; readonly locale: Locale },
): string {
  const bytes = (count: number) => formatBytes(count, locale);
  if (fault === 'tooLarge') {
    return t('help.fileFault.tooLarge', { name, size: bytes(size), most: bytes(LARGEST_FORM_FILE) });
  }
  if (fault === 'tooMany') return t('help.fileFault.tooMany', { name, count: MOST_FORM_FILES });
  return t('help.fileFault.tooMuch', { name, most: bytes(LARGEST_FORM_FILES) });
}
