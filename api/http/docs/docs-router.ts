import { Router } from 'express';
import { absolutePath } from 'swagger-ui-dist';
import type { RequestCounter } from '../count-requests.ts';
import { nameRoute } from '../name-route.ts';
import type { OpenApiDocument } from '../openapi.ts';
import { refuseMethod } from '../refuse-method.ts';
import { docsInitializer, docsPage } from './docs-page.ts';

const assets = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];
const oneHour = '1h';

/**
 * Where the API explains itself: `/docs` for people, `/openapi.json` for programs. Everything comes from this server. Its
 * pictures, styles and scripts are not counted.
 */
export function docsRouter(document: OpenApiDocument, { ofNobody }: RequestCounter): Router {
  const router = Router({ caseSensitive: true });
  const folder = absolutePath();
  router.use(['/docs', '/openapi.json'], nameRoute('/api/docs'));
  router.get('/openapi.json', ofNobody, (_request, response) => {
    response.json(document);
  });
  router.get('/docs', ofNobody, (_request, response) => {
    response.type('html').send(docsPage);
  });
  router.get('/docs/initializer.js', (_request, response) => {
    response.type('text/javascript').send(docsInitializer);
  });
  for (const asset of assets) {
    router.get(`/docs/${asset}`, (_request, response) => {
      response.sendFile(asset, { root: folder, maxAge: oneHour });
    });
  }
  router.all(['/docs', '/openapi.json', ...assets.map((asset) => `/docs/${asset}`)], ofNobody, refuseMethod(['GET']));
  return router;
}
