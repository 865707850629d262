// Light or dark before the first paint: as chosen in this browser, else as the system says. A file of its own, since the
// CSP allows no inline script. Whoever changes the choice tells it by a storage event, as other tabs do by themselves.
const dark = matchMedia('(prefers-color-scheme: dark)');
const apply = () => {
  const chosen = localStorage.getItem('nixflow.theme');
  const system = dark.matches ? 'dark' : 'light';
  const theme = chosen === 'light' || chosen === 'dark' ? chosen : system;
  document.documentElement.dataset['theme'] = theme;
  document.documentElement.dataset['mantineColorScheme'] = theme;
};
dark.addEventListener('change', apply);
addEventListener('storage', apply);
apply();
