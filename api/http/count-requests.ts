import { Problem } from '#domain/contracts/problem';
import { addressGroup } from '#process/address-group';
import type { Request, RequestHandler, Response } from 'express';
import { RefusedPerson } from '../auth/refused-person.ts';
import { limitTable, type LimitName } from '../limits/limit-table.ts';
import type { Limiter } from '../limits/limiter.ts';

/**
 * Counts requests, and says in each answer how many more there may be and after how many seconds one more (`r` and `t` of
 * draft-ietf-httpapi-ratelimit-headers-10). Each throws the problem `too_many_requests` where there may be no more.
 */
export interface RequestCounter {
  /** One of somebody who is let in. */
  ofPerson(response: Response, id: string): Promise<void>;
  /** One of whoever it is, by where it comes from. */
  readonly ofNobody: RequestHandler;
  /** One that is turned away: as one of theirs if it is known whose, else by where it comes from. */
  ofRefused(request: Request, response: Response, error: unknown): Promise<void>;
}

/** Count by the limits of the API. */
export function createRequestCounter(limiter: Limiter): RequestCounter {
  const take = async (response: Response, limit: LimitName, who: string): Promise<void> => {
    const { windowSeconds } = limitTable[limit];
    const say = (left: number, seconds: number) =>
      response.setHeader('RateLimit', `"${limit}";r=${String(left)};t=${String(seconds)}`);
    response.setHeader('RateLimit-Policy', `"${limit}";q=${String(limiter.mostOf(limit))};w=${String(windowSeconds)}`);
    try {
      const { left, freesInSeconds } = await limiter.take(limit, who);
      say(left, freesInSeconds);
    } catch (error) {
      if (error instanceof Problem && error.retryAfterSeconds !== undefined) say(0, error.retryAfterSeconds);
      throw error;
    }
  };
  const ofPerson = (response: Response, id: string) => take(response, 'requestsOfPerson', id);
  const ofAddress = ({ ip }: Request, response: Response) => take(response, 'requestsWithoutSession', addressGroup(ip));
  return {
    ofPerson,
    ofNobody: async (request, response, next) => {
      await ofAddress(request, response);
      next();
    },
    async ofRefused(request, response, error) {
      if (error instanceof RefusedPerson) await ofPerson(response, error.staffId);
      else if (error instanceof Problem) await ofAddress(request, response);
    },
  };
}
