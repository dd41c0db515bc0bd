import { test } from 'vitest';
import { bind, mondayAfternoon, papers } from '../support/evening.ts';
import { openTown } from '../support/town.ts';

test('王秀英 asks for a nurse at home: nobody answers for a day, the next owner sends 何静, and the visit is told, held and rated', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  const [chen, huang, nurse] = [town.phone('chen-zhiyuan'), town.phone('huang-guoqiang'), town.phone('he-jing')];
  await bind(wang, papers.wang);
  await wang.says('请护士上门换药', '哪天来方便', '1. 3月3日（周二）');
  await wang.says('周四下午', '做什么：请护士上门换药', '哪天：3月5日（周四）', '时间：下午');
  await wang.says('1', '已转给陈志远，3月3日（周二）前给您答复', '上门编号 0001');
  await chen.sees('上门申请 0001', '时间：3月5日（周四）下午', '【安排】【不能上门】');

  // A working day passes without an answer: from the doctor, who leads the team himself, to the centre's administrator.
  await town.timePasses('2026-03-03T15:30:00+08:00');
  await chen.sees('上门：1个要安排');
  await huang.sees('超时的上门申请 0001');
  await wang.sees('黄国强');
  await huang.presses('安排', '住址：拱北侨光路示范花园3栋502', '什么时候去');
  await huang.says('周四下午三点', '谁去');
  await huang.says('何静', '请核对', '谁去：何静');
  await huang.presses('确认', '已安排3月5日（周四）下午3:00上门');
  await nurse.sees('请您3月5日（周四）下午3:00上门看王秀英');
  await wang.sees('3月5日（周四）下午3:00');

  await town.timePasses('2026-03-04T19:30:00+08:00');
  await wang.sees('请留人在家');
  await town.timePasses('2026-03-05T15:40:00+08:00');
  await nurse.says('工作台', '上门：1个今天要去或没登记');
  await nurse.says('上门安排', '0001 王秀英：3月5日（周四）下午3:00');
  await nurse.says('1', '换药');
  await nurse.presses('见到了，登记', '做了什么');
  await nurse.says('换药，伤口干净，血压136/84', '已登记上门');
  await town.timePasses('PT2H');
  await wang.sees('上门服务评价');
  await wang.says('5', '还有什么想说的吗');
  await wang.says('没有了', '谢谢您的评价');
  await wang.says('档案', '打开');
});

test('at ten on a working day elders without a contract are invited; one number brings the doctor, and half a year nobody is asked again', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const [wang, chen] = [town.phone('wang-xiuying'), town.phone('chen-zhiyuan')];
  await bind(wang, papers.wang);
  await town.timePasses('2026-03-03T10:05:00+08:00');
  await wang.sees('上门看看您', '1. 好的，请医生来', '2. 不用了');
  await wang.says('1', '哪天来方便');
  await wang.says('周四', '上午还是下午');
  await wang.says('上午', '做什么：医生上门看看');
  await wang.says('1', '已转给陈志远');
  await chen.sees('上门申请', '家庭医生上门看看');
  await wang.says('上门', '还没有定时间');
  await wang.says('不用来了', '已经取消');
  await chen.sees('王秀英取消了上门');
  await town.timePasses('P3D');
  const later = await wang.sees();
  if (later.includes('上门看看您')) throw new Error('invited again within half a year');
});
