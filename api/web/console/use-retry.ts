import { App } from 'antd';
import { retriedNames } from './say.ts';
import { problemOf } from './use-answer.ts';

/** Does something again, says what became of it, and reads the list anew. */
export function useRetry(reload: () => void) {
  const { message } = App.useApp();
  return (asked: Promise<{ outcome: keyof typeof retriedNames }>) =>
    void asked.then(
      ({ outcome }) => {
        void message.info(retriedNames[outcome]);
        reload();
      },
      (error: unknown) => void message.error(problemOf(error).message),
    );
}
