import type Koa from 'koa';
import { HttpProblem } from './problem.ts';

/** What another site sends is not answered, whatever cookie comes with it. A browser always says where it is from. */
export function mustBeOurs(context: Koa.Context, publicUrl: string, title: string): void {
  const origin = context.get('Origin');
  if (origin !== '' && origin !== new URL(publicUrl).origin && origin !== `${context.protocol}://${context.host}`)
    throw new HttpProblem(403, 'other-site', title);
}
