import { defineWords } from './define-words.ts';

/** Custom fields where they are filled in. */
export const fields = defineWords({
  en: {
    ofTicket: 'More',
    numberWrong: 'Enter a number within its limits',
    clear: 'Clear',
    clearOf: 'Clear {{field}}',
    nothingFound: 'Nothing found',
    notSearched: 'The search did not work',
    unknown: 'Not there any more',
  },
  de: {
    ofTicket: 'Weiteres',
    numberWrong: 'Geben Sie eine Zahl innerhalb der Grenzen ein',
    clear: 'Leeren',
    clearOf: '{{field}} leeren',
    nothingFound: 'Nichts gefunden',
    notSearched: 'Die Suche hat nicht geklappt',
    unknown: 'Nicht mehr da',
  },
});
