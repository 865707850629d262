import type { catalogue } from './catalogue/catalogue.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly resources: { readonly translation: (typeof catalogue)['en'] };
    /** What a text leaves open must be given where it is said. */
    readonly strictInterpolationChecks: true;
  }
}
