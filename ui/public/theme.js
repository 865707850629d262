// Light or dark, as the system says, before the first paint. A file of its own, since the CSP allows no inline script.
const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => {
  document.documentElement.dataset['theme'] = dark.matches ? 'dark' : 'light';
};
dark.addEventListener('change', follow);
follow();
