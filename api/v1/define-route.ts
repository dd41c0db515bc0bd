import { z } from 'zod';
import type { Actor, ConsoleRole } from '#domain/console/actor.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Passwords } from '#kit/passwords.ts';
import type { Browser } from './browser.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may ask: nobody need be signed in, everybody who is, or whoever holds one of these roles anywhere. */
export type Who = 'anybody' | 'signed-in' | readonly ConsoleRole[];

/** Fields by name. Unknown ones are refused. */
type Shape = z.core.$ZodLooseShape;
type Read<S extends Shape> = z.output<z.ZodObject<{ -readonly [Name in keyof S]: S[Name] }, z.core.$strict>>;

/** No field at all. */
// oxlint-disable-next-line typescript/no-generated-empty-object-type -- exactly that is meant
type None = Record<never, never>;

/** A request that was let in and read. */
export interface Asked<Params extends Shape, Query extends Shape, Body extends Shape> {
  params: Read<Params>;
  query: Read<Query>;
  body: Read<Body>;
  actor: Actor;
  /**
   * The organisations that those of the actor's roles reach which this route is open to. Whatever stands outside is
   * answered as if it did not exist (`notFound`).
   */
  reach: readonly string[];
  browser: Browser;
}

/** What a handler stands on that opens its own transactions. */
export interface ApiParts {
  read: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
  transact: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
  passwords: Passwords;
  publicUrl: string;
  /** Codes are shown on the page. */
  sandbox: boolean;
}

interface Definition<
  M extends Method,
  Path extends string,
  W extends Who,
  Params extends Shape,
  Query extends Shape,
  Body extends Shape,
  Answer extends z.ZodType,
> {
  method: M;
  /** `/residents/:residentId` */
  path: Path;
  /** What it does, in a few Chinese words. */
  summary: string;
  who: W;
  params?: Params;
  query?: Query;
  body?: Body;
  /** Whatever it does not name does not leave. */
  answer: Answer;
}

type Handled<W extends Who, Params extends Shape, Query extends Shape, Body extends Shape, Answer extends z.ZodType> =
  | {
      /** In one transaction with the look at who asks: GET only reads, everything else commits or changes nothing. */
      handle: (tx: Transaction, asked: Asked<Params, Query, Body>) => Promise<z.input<Answer>>;
    }
  | {
      /** For what must not hold a transaction open, such as comparing a password. */
      handleApart: (
        parts: ApiParts,
        asked: Omit<Asked<Params, Query, Body>, 'actor' | 'reach'> & (W extends 'anybody' ? unknown : { actor: Actor }),
      ) => Promise<z.input<Answer>>;
    };

/** One line of the table: everything that there is to know of a route. */
export interface Route<
  M extends Method = Method,
  Path extends string = string,
  Params extends Shape = Shape,
  Query extends Shape = Shape,
  Body extends Shape = Shape,
  Answer extends z.ZodType = z.ZodType,
> {
  method: M;
  path: Path;
  summary: string;
  who: Who;
  params: z.ZodObject<Params, z.core.$strict>;
  query: z.ZodObject<Query, z.core.$strict>;
  body: z.ZodObject<Body, z.core.$strict> | undefined;
  answer: Answer;
  /** A method, so that routes of all kinds fit one table. */
  handle?(tx: Transaction, asked: unknown): Promise<unknown>;
  handleApart?(parts: ApiParts, asked: unknown): Promise<unknown>;
}

/** States a route: where, who may, what goes in, what comes out. The shortest example is `routes/organisations.ts`. */
export function defineRoute<
  const M extends Method,
  const Path extends string,
  const W extends Who,
  Answer extends z.ZodType,
  Params extends Shape = None,
  Query extends Shape = None,
  Body extends Shape = None,
>(
  definition: Definition<M, Path, W, Params, Query, Body, Answer> & Handled<W, Params, Query, Body, Answer>,
): Route<M, Path, Params, Query, Body, Answer> {
  const { method, path, summary, who, params, query, body, answer, ...handled } = definition;
  return {
    ...{ method, path, summary, who, answer },
    params: z.strictObject(params ?? ({} as Params)), // left out, it has no field: Params is its default
    query: z.strictObject(query ?? ({} as Query)), // as above
    body: body && z.strictObject(body),
    // `serve` hands over what was read with these very schemas.
    ...(handled as Pick<Route, 'handle' | 'handleApart'>),
  };
}
