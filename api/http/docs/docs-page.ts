/** The page of `/api/docs`. It has no inline script or style, which the content security policy would refuse. */
export const docsPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>NixFlow API</title>
    <link rel="icon" type="image/png" href="/api/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="docs"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/initializer.js"></script>
  </body>
</html>
`;

/** Its script. The validator, another origin's, is off. What is tried out is sent as a page of whoever is signed in. */
export const docsInitializer = `'use strict';
const asks = (method) => ['GET', 'HEAD'].includes(String(method || 'GET').toUpperCase());
SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  validatorUrl: null,
  requestInterceptor: async (request) => {
    if (asks(request.method) || request.headers.Authorization) return request;
    const session = await fetch('/api/session');
    if (session.ok) request.headers['X-CSRF-Token'] = (await session.json()).csrfToken;
    return request;
  },
});
`;
