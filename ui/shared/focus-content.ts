/** Put the focus where the page begins: for what goes away with the focus in it, which would else be lost. */
export const focusContent = (): void => document.getElementById('content')?.focus();
