const browsers = [
  ['Edge', /\bEdg(?:e|A|iOS)?\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /\b(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+).*\bSafari\//],
] as const;
const systems = [
  ['Android', /\bAndroid\b/],
  ['iOS', /\b(?:iPhone|iPad)\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
] as const;

/** A browser as people call it, of what it says of itself: `Firefox 142, Windows`. Undefined: it says nothing that is known. */
export function browserName(userAgent: string | null): string | undefined {
  const browser = browsers
    .map(([name, form]) => [name, form.exec(userAgent ?? '')?.[1]])
    .find(([, version]) => version);
  const system = systems.find(([, form]) => form.test(userAgent ?? ''))?.[0];
  const parts = [browser?.join(' '), system].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(', ');
}
