import { useCallback, useEffect, useState } from 'react';
import { type AnswerOf, call, Problem, type RouteName, type SentTo } from './client.ts';

/** What a screen reads: it loads, it is there, or it did not work. */
export type Shown<T> = { state: 'loading' } | { state: 'there'; answer: T } | { state: 'failed'; problem: Problem };

/** Reads a route and reads it anew when what is sent changes, or when told to. */
export function useAnswer<Name extends RouteName & `GET ${string}`>(name: Name, sent: SentTo<Name>) {
  const [shown, setShown] = useState<Shown<AnswerOf<Name>>>({ state: 'loading' });
  const [round, setRound] = useState(0);
  const asked = JSON.stringify(sent);
  useEffect(() => {
    let isWanted = true;
    // What is shown belongs to the question before.
    // oxlint-disable-next-line react/set-state-in-effect
    setShown({ state: 'loading' });
    call(name, JSON.parse(asked) as SentTo<Name>).then(
      (answer) => isWanted && setShown({ state: 'there', answer }),
      (error: unknown) => isWanted && setShown({ state: 'failed', problem: problemOf(error) }),
    );
    return () => {
      isWanted = false;
    };
    // A new round asks the same again.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [name, asked, round]);
  return { shown, reload: useCallback(() => setRound((before) => before + 1), []) };
}

/** Whatever was thrown, as something to say. */
export function problemOf(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(0, '出错了，请再试一次');
}
