import { HttpProblem } from '../problem.ts';

/** What does not exist and what is somebody else's look the same. */
export function notFound(): HttpProblem {
  return new HttpProblem(404, 'not-found', '没有找到');
}
