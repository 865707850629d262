/** What stands in a text field of a form. */
export function textOf(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
}

/** Put the cursor into a field of a form: the first one that needs another look. */
export function focusOn(form: HTMLFormElement, name: string): void {
  form.querySelector<HTMLElement>(`[name=${CSS.escape(name)}]`)?.focus();
}
