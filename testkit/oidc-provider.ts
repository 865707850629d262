import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { atEndOfFile } from './at-end-of-file.ts';

/** How the provider of a test may lie. */
export interface ProviderLies {
  /** Sign with a key that nobody was told of. */
  readonly withOtherKey?: boolean;
  readonly nonce?: string;
  readonly audience?: string;
  readonly issuer?: string;
}

/** A provider of OpenID Connect on this machine, which believes whatever the test says of somebody. */
export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Let somebody sign in who was sent to this address. @returns the query of the address they are sent back to */
  readonly answer: (url: string, claims: JWTPayload, lies?: ProviderLies) => string;
  /** Who sits in front of the browsers that are sent here from now on. */
  readonly sitsThere: (claims: JWTPayload) => void;
}

interface Grant {
  readonly challenge: string;
  readonly claims: JWTPayload;
  readonly lies: ProviderLies;
  readonly redirectUri: string;
}

/**
 * Start one. Ends with the test file. Codes are good once, and for the client that shows its secret and the verifier of
 * their challenge (RFC 7636).
 */
export async function startOidcProvider(): Promise<TestProvider> {
  const [keys, others] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const [clientId, clientSecret] = ['nixflow', 'a secret of tests'];
  const grants = new Map<string, Grant>();
  let person: JWTPayload = {};
  const server = createServer((request, response) => {
    const url = `${issuer}${request.url ?? ''}`;
    if (url.startsWith(`${issuer}/authorize?`)) {
      const back = new URL(url).searchParams.get('redirect_uri') ?? '';
      response.writeHead(302, { Location: `${back}${answer(url, person)}` }).end();
      return;
    }
    void serve(request).then(({ status, body }) => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEndOfFile('identity provider', () => void server.close());
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;

  async function serve(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    if (request.url === '/.well-known/openid-configuration') {
      const at = (path: string) => `${issuer}${path}`;
      return {
        status: 200,
        body: {
          ...{ issuer, authorization_endpoint: at('/authorize'), token_endpoint: at('/token'), jwks_uri: at('/jwks') },
          ...{ response_types_supported: ['code'], subject_types_supported: ['public'] },
          id_token_signing_alg_values_supported: ['RS256'],
        },
      };
    }
    if (request.url === '/jwks') return { status: 200, body: { keys: [jwk] } };
    return request.url === '/token' ? exchange(request) : { status: 404, body: {} };
  }

  async function exchange(request: IncomingMessage) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const code = form.get('code') ?? '';
    const grant = grants.get(code);
    grants.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isClient = form.get('client_id') === clientId && form.get('client_secret') === clientSecret;
    if (!isClient || grant?.challenge !== challenge || grant.redirectUri !== form.get('redirect_uri')) {
      return { status: 400, body: { error: 'invalid_grant' } };
    }
    const { claims, lies } = grant;
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(lies.issuer ?? issuer)
      .setAudience(lies.audience ?? clientId)
      .setIssuedAt()
      .setExpirationTime('5 m')
      .sign(lies.withOtherKey ? others.privateKey : keys.privateKey);
    return { status: 200, body: { access_token: 'x', token_type: 'Bearer', id_token: token } };
  }

  function answer(url: string, claims: JWTPayload, lies: ProviderLies = {}): string {
    const asked = new URL(url).searchParams;
    const code = randomUUID();
    grants.set(code, {
      ...{ lies, challenge: asked.get('code_challenge') ?? '', redirectUri: asked.get('redirect_uri') ?? '' },
      claims: { nonce: lies.nonce ?? asked.get('nonce') ?? '', ...claims },
    });
    return `?${new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString()}`;
  }

  return {
    ...{ issuer, clientId, clientSecret, answer },
    sitsThere(claims) {
      person = claims;
    },
  };
}
