import type { SandboxAccount } from '../accounts.ts';
import type { Ground } from '../ground.ts';
import { PhoneProblem } from '../problem.ts';
import type { ActionAnswer } from '../protocol.ts';

/** The simulated group as the page shows it: one phone on which each neighbour may write. */
export interface Group {
  /** @throws PhoneProblem for somebody who is not in it. */
  write(account: SandboxAccount, member: string, text: string): ActionAnswer;
  /** Something stands in the group; neighbours' own words are there already. */
  written(by: string, text: string): void;
}

/** @param tell passes a neighbour's words on to the puppet. */
export function createGroup({ directory, history }: Ground, tell: (member: string, text: string) => void): Group {
  const place = 'group-chat';
  return {
    write(account, member, text) {
      if (!account.members?.includes(member)) throw new PhoneProblem('not-in-group', 404, '群里没有这个人');
      const content = { kind: 'text' as const, text, by: member };
      const bubble = history.add({ phone: account.id, place, mine: true, content });
      tell(member, text);
      return { bubbles: [bubble] };
    },
    written(by, text) {
      const account = directory.all.find(({ members }) => members !== undefined);
      if (!account || account.members?.includes(by)) return;
      history.add({ phone: account.id, place, mine: false, content: { kind: 'text', text, by } });
    },
  };
}
