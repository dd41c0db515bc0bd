import { loadDemo } from '#prisma/demo/demo.ts';
import type { Command } from './command.ts';
import { exit, Misused, start } from './command.ts';

/** Loads the demo district: organisations, invented people, schedules. Rows that are there already stay as they are. */
export const seed: Command = {
  usage: '用法：npm run seed -- demo   装入示范区（人物都是虚构的；再装一次不会改变已有的）',
  async run({ words, print, open }) {
    if (words.length !== 1 || words[0] !== 'demo') throw new Misused();
    const { database } = await open();
    const counted = () =>
      database.read(async ({ prisma }) => ({
        organisations: await prisma.organisation.count(),
        staff: await prisma.staff.count(),
        residents: await prisma.resident.count(),
      }));
    const before = await counted();
    await loadDemo(database);
    const after = await counted();
    const added = (name: keyof typeof after) => `${after[name]}（新增${after[name] - before[name]}）`;
    print(`示范区已装入：机构${added('organisations')}，工作人员${added('staff')}，居民${added('residents')}`);
    return exit.done;
  },
};

await start(import.meta, seed);
