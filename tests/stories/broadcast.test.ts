import { expect, test } from 'vitest';
import { bind, papers } from '#tests/support/evening.ts';
import { openTown } from '#tests/support/town.ts';

const mondayMorning = '2026-03-02T09:00:00+08:00';

test('an administrator writes to everybody of the centre, sees the count, and it reaches who is bound once', async () => {
  const town = await openTown({ start: mondayMorning });
  const [wang, huang, chen] = [town.phone('wang-xiuying'), town.phone('huang-guoqiang'), town.phone('chen-zhiyuan')];
  await bind(wang, papers.wang);
  await chen.says('广播', '广播由管理员来发');
  await huang.says('广播', '发哪一种', '【通知公告（居民）】');
  await huang.says('通知', '标题写什么');
  await huang.says('流感疫苗接种', '内容写什么');
  await huang.says('65岁以上的居民从下周一起免费接种流感疫苗，请带身份证。', '发给谁');
  await huang.says('精神病人', '不能群发', '发给谁');
  await huang.says('喜欢跳舞的', '没全看明白');
  await huang.says('六十岁以上', '什么时候发');
  const check = await huang.says('现在', '请核对', '发给：拱北的居民，60岁及以上', '时间：现在');
  expect(check).toContain('内容：65岁以上');
  await huang.says('确认', '正在数人数');
  await huang.sees();
  await huang.presses('发送', '到时间就发');
  await town.timePasses('PT1M');
  await wang.sees('流感疫苗接种', '65岁以上的居民', '——香洲区拱北社区卫生服务中心', '退订');
  await town.timePasses('PT5M');
  await huang.sees('发完了');
  await huang.says('广播进度', '发完了', '已发出');
  await huang.says('暂停广播', '现在没有这样的广播');
  // Whoever has switched it off is left out of the next one.
  await wang.says('退订', '都停了');
  await huang.says('广播', '发哪一种');
  await huang.says('2', '标题写什么');
  await huang.says('少盐', '内容写什么');
  await huang.says('每人每天吃盐不超过5克。', '发给谁');
  await huang.says('60岁以上', '什么时候发');
  await huang.says('现在', '请核对');
  await huang.says('确认', '正在数人数');
  await huang.sees();
  expect(town.transcript()).toContain('已关闭这类通知1人');
  await huang.says('取消广播0002', '已取消');
});

test('what could give somebody away needs a second person, who is asked on a card', async () => {
  const town = await openTown({ start: mondayMorning });
  const [huang, fang] = [town.phone('huang-guoqiang'), town.phone('fang-min')];
  await huang.says('广播', '发哪一种');
  await huang.says('健康教育', '标题写什么');
  await huang.says('孕期保健', '内容写什么');
  await huang.says('请按时产检，有不舒服随时来中心。', '发给谁');
  await huang.says('孕产妇', '什么时候发');
  await huang.says('明天上午9点', '请核对', '3月3日（周二）上午9:00');
  await huang.says('确认', '正在数人数');
  await huang.sees();
  await huang.presses('送去审核', '第二位管理员');
  await huang.says('同意广播0001', '自己写的广播要由另一位管理员');
  await fang.sees('请审核广播 0001：孕期保健', '拱北的居民，属于孕产妇', '黄国强');
  await fang.presses('同意', '已同意广播0001');
  await huang.sees('方敏同意了广播0001');
  await huang.says('暂停广播', '已暂停');
  await huang.says('继续广播', '接着发');
  await huang.says('停发拱北', '请写明原因');
  await huang.says('停发拱北 内容有误', '拱北已停发');
  await huang.says('恢复发送拱北', '拱北已恢复');
  await huang.says('广播', '0001“孕期保健”，到时间就发');
  await huang.says('2', '发给：拱北的居民，属于孕产妇', '暂停');
  await huang.says('取消，不再发', '已取消');
});
