import { useEffect, useState } from 'react';
import { problemOf, type Shown } from './use-answer.ts';

interface Page<Row> {
  items: Row[];
  next: string | null;
}

/**
 * Reads a list page by page; begins anew when `question` changes. Undefined asks nothing yet.
 * @param ask one page of it, behind a cursor.
 */
export function usePages<Row, Question>(
  question: Question | undefined,
  ask: (question: Question, cursor: string | undefined) => Promise<Page<Row>>,
) {
  const [shown, setShown] = useState<Shown<Page<Row>>>({ state: 'loading' });
  const [round, setRound] = useState(0);
  const asked = JSON.stringify(question);
  const read = (cursor?: string, before: Row[] = []) =>
    ask(JSON.parse(asked ?? 'null') as Question, cursor).then(
      ({ items, next }): Shown<Page<Row>> => ({ state: 'there', answer: { items: [...before, ...items], next } }),
      (error: unknown): Shown<Page<Row>> => ({ state: 'failed', problem: problemOf(error) }),
    );
  useEffect(() => {
    if (asked === undefined) return undefined;
    let isWanted = true;
    setShown({ state: 'loading' });
    void read().then((state) => isWanted && setShown(state));
    return () => {
      isWanted = false;
    };
    // `read` differs at each rendering only by what stands in these two.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [asked, round]);
  const next = shown.state === 'there' ? shown.answer.next : null;
  return {
    shown,
    reload: () => setRound((before) => before + 1),
    more:
      next !== null && shown.state === 'there' ? () => void read(next, shown.answer.items).then(setShown) : undefined,
  };
}
