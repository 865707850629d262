import { defineWords } from './define-words.ts';

/** The frame around pages of settings. */
export const settings = defineWords({
  en: {
    search: 'Search settings',
    nothingFound: 'No setting is called that',
    found_one: '{{count}} setting',
    found_other: '{{count}} settings',
    loading: 'Loading',
    notLoaded: 'The page did not load',
    save: 'Save',
    saved: 'Saved',
    cancel: 'Cancel',
    noWayBack: 'This cannot be undone.',
    none: 'None',
    yes: 'Yes',
    no: 'No',
  },
  de: {
    search: 'Einstellungen suchen',
    nothingFound: 'So heißt keine Einstellung',
    found_one: '{{count}} Einstellung',
    found_other: '{{count}} Einstellungen',
    loading: 'Wird geladen',
    notLoaded: 'Die Seite wurde nicht geladen',
    save: 'Speichern',
    saved: 'Gespeichert',
    cancel: 'Abbrechen',
    noWayBack: 'Das lässt sich nicht rückgängig machen.',
    none: 'Keine',
    yes: 'Ja',
    no: 'Nein',
  },
});
