import { returnPath } from './return-path.ts';

const key = 'nixflow-return';

/** Keep in this tab where somebody wanted to go, while they are at a provider. */
export function keepReturnPath(path: string): void {
  sessionStorage.setItem(key, path);
}

/** Where that was, once; judged anew, as anything that comes from elsewhere. */
export function takeReturnPath(): string {
  const path = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  return path === null ? '/' : returnPath(`?${new URLSearchParams({ next: path }).toString()}`);
}
