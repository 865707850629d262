/** Where the API is: the page's own origin unless the build was told another. */
export const apiOrigin = import.meta.env.VITE_API_URL?.replace(/\/+$/, '') ?? '';
