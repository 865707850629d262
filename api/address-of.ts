import type { IncomingMessage } from 'node:http';
import express from 'express';
import { z } from 'zod';
import type { ApiConfig } from './config.ts';

/**
 * Read whose address a request has that Express does not serve, such as the handshake of a socket: as Express reads it, by the
 * proxies that are trusted.
 */
export function addressReader(trustProxy: ApiConfig['trustProxy']): (request: IncomingMessage) => string | undefined {
  const app = express();
  app.set('trust proxy', trustProxy);
  return ({ headers, socket }) =>
    z
      .string()
      .optional()
      .parse(Reflect.get(express.request, 'ip', { app, headers, socket }));
}
