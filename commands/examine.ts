import { examine as examineRows, invariants } from '#prisma/examine/examine.ts';
import type { Command } from './command.ts';
import { exit, Misused, start } from './command.ts';

/** How many ids of one kind are printed. */
const shown = 10;

/** The auditor: every invariant of the rows, one query each; the program may be running. */
export const examine: Command = {
  usage: '用法：npm run examine   检查数据之间应当成立的每一条；有不成立的就列出编号，退出码 1',
  async run({ words, print, open }) {
    if (words.length > 0) throw new Misused();
    const { database } = await open();
    const violations = await examineRows(database);
    for (const { invariant, says, rows } of violations) {
      const more = rows.length > shown ? ` …等${rows.length >= 100 ? '100以上' : rows.length}处` : '';
      print(`${invariant}  ${says}：${rows.slice(0, shown).join(' ')}${more}`);
    }
    print(`检查了${invariants.length}条，${violations.length === 0 ? '都成立' : `${violations.length}条不成立`}`);
    return violations.length === 0 ? exit.done : exit.failed;
  },
};

await start(import.meta, examine);
