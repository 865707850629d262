import { useWords } from '../i18n/use-words.ts';
import { Button } from './button.tsx';

/** Take a text to the clipboard; not offered where a browser has none for the page: without HTTPS. */
export function CopyButton({ text }: { readonly text: string }) {
  const { t } = useWords();
  if (!('clipboard' in navigator)) return null;
  return <Button onClick={() => void navigator.clipboard.writeText(text)}>{t('account.copy')}</Button>;
}
